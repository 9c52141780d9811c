/**
 * The way to answer where the bot is not a member: an address Slack sends along with a command or a
 * click. Good for 5 uses within 30 minutes; whoever has it can post, so it is never logged.
 */
import type { Message } from './blocks.ts';
import { BlocksRefused, SlackBusy } from './failures.ts';

export const mostUses = 5;

export interface ResponseUrlOptions {
  responseUrl: string;
  isPrivate: boolean;
  thread?: string | undefined;
  /** Origins that may be posted to beside Slack's: the emulated one's. */
  ownOrigins: readonly string[];
}

const slackOrigins = ['https://hooks.slack.com', 'https://hooks.slack-gov.com'];

/**
 * @returns false if the address has run out
 * @throws SlackBusy, BlocksRefused
 */
export async function respond(message: Message, options: ResponseUrlOptions): Promise<boolean> {
  const { responseUrl, ownOrigins } = options;
  if (![...slackOrigins, ...ownOrigins].includes(new URL(responseUrl).origin)) {
    throw new Error('refused to post to a response_url outside Slack');
  }
  const response = await send(responseUrl, {
    response_type: options.isPrivate ? 'ephemeral' : 'in_channel',
    replace_original: false,
    ...(options.thread && { thread_ts: options.thread }),
    text: message.text,
    blocks: message.blocks,
  });
  const said = await response.text().catch(() => '');
  if (said.includes('invalid_blocks')) throw new BlocksRefused('post to a response_url');
  if (response.status === 429 || response.status >= 500) {
    const after = Number(response.headers.get('retry-after')) || undefined;
    throw new SlackBusy(`post to a response_url: status ${response.status}`, after);
  }
  return response.ok;
}

async function send(url: string, body: object): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      // Whoever could send it elsewhere would be handed the answer.
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    });
  } catch (cause) {
    throw new SlackBusy('post to a response_url: no answer', undefined, { cause });
  }
}
