/** How Slack's Web API is called from a function that lives for seconds, not for half an hour. */
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Log } from '../log.ts';
import { slackLogger } from './slack-logger.ts';

export interface SlackPlace {
  botToken: string;
  /** Absent: the real Slack. */
  apiUrl?: string | undefined;
  /** Beside Slack's own, where a `response_url` may point: the emulated Slack's. */
  responseOrigins?: readonly string[];
}

/**
 * none: the front, whose three seconds must not be spent on retries. some: the worker. Neither sleeps
 * on 429 (the Job goes back to the queue instead); the library's own defaults would go on for half an
 * hour.
 */
const patiences = {
  none: { retryConfig: { retries: 0 }, timeout: 2000 },
  some: { retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1000 }, timeout: 5000 },
} satisfies Record<string, WebClientOptions>;

export function createClient(
  { botToken, apiUrl, log }: SlackPlace & { log: Log },
  { patience }: { patience: keyof typeof patiences },
): WebClient {
  return new WebClient(botToken, {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    ...patiences[patience],
    rejectRateLimitedCalls: true,
    logger: slackLogger(log),
  });
}
