import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import type { EmulatedSlack, SlackOptions } from '../../../src/playground/slack/options.ts';
import { startSlack } from '../../../src/playground/slack/server.ts';

const say = () => undefined;
/** Refusals are what most of these tests are about; nobody needs to read about each. */
export const silent: Logger = {
  debug: say,
  info: say,
  warn: say,
  error: say,
  setLevel: say,
  getLevel: () => LogLevel.ERROR,
  setName: say,
};

/** A fresh Slack for one test, closed when the test is over. */
export async function slackForTest(options: SlackOptions = {}): Promise<EmulatedSlack> {
  const slack = await startSlack(options);
  onTestFinished(() => slack.close());
  return slack;
}

/** Slack's own client, as strict and as impatient as ours is in production. */
export function clientFor(slack: EmulatedSlack, token = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5000,
    logger: silent,
  });
}

/** The `data` of the error a call fails with: what Slack answered. */
export async function failureOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return Object(error).data ?? Object(error);
  }
  throw new Error('The call was expected to fail.');
}
