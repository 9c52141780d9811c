/**
 * The way to answer where the bot is not a member: an address Slack sends along with a command or a
 * click. Good for 5 uses within 30 minutes; whoever has it can post, so it is never logged.
 */
import type { Message } from './blocks.ts';

export const mostUses = 5;

export interface ResponseUrlOptions {
  responseUrl: string;
  isPrivate: boolean;
  thread?: string | undefined;
  /** Origins that may be posted to: Slack's, and the emulated one's. */
  allowedOrigins: readonly string[];
}

export const slackOrigin = 'https://hooks.slack.com';

/** @returns how many of the messages were said; fewer if the address ran out */
export async function respond(
  messages: readonly Message[],
  options: ResponseUrlOptions,
): Promise<number> {
  if (!options.allowedOrigins.includes(new URL(options.responseUrl).origin)) {
    throw new Error('refused to post to a response_url outside Slack');
  }
  let said = 0;
  for (const message of messages.slice(0, mostUses)) {
    const response = await fetch(options.responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        response_type: options.isPrivate ? 'ephemeral' : 'in_channel',
        replace_original: false,
        ...(options.thread && { thread_ts: options.thread }),
        ...message,
      }),
      signal: AbortSignal.timeout(5000),
    });
    await response.body?.cancel();
    if (!response.ok) return said;
    said += 1;
  }
  return said;
}
