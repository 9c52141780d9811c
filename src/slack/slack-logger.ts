/** What Slack's libraries say, as lines of our own log, so that it too loses its secrets. */
import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../log.ts';

export function slackLogger(log: Log): Logger {
  const words = (message: unknown[]) => message.map(String).join(' ');
  return {
    debug: () => undefined,
    info: (...message) => log.debug(words(message)),
    warn: (...message) => log.warn(words(message)),
    error: (...message) => log.error(words(message)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
