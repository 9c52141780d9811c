/** Where a message goes: the channel or its thread, in blocks that the workspace accepts. */
import type { ChatPostMessageArguments, WebClient } from '@slack/web-api';
import type { Message } from './blocks.ts';
import { failureOf } from './failures.ts';
import { toPlain } from './plain.ts';

export interface Place {
  channel: string;
  /** Timestamp of the thread's root; absent: the channel itself. */
  thread?: string | undefined;
}

/** @returns the timestamp of the (first) message posted */
export async function post(client: WebClient, place: Place, message: Message): Promise<string> {
  return withPlainFallback(message, async ({ text, blocks, metadata }) => {
    const args: ChatPostMessageArguments = {
      channel: place.channel,
      text,
      blocks,
      ...(metadata && { metadata }),
      ...(place.thread && { thread_ts: place.thread }),
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
    };
    const { ts } = await client.chat.postMessage(args);
    return ts ?? '';
  });
}

/**
 * In place of what was said there; what its plain form has no room for is posted below.
 *
 * @returns false if somebody has deleted it meanwhile
 */
export async function update(
  client: WebClient,
  place: Place,
  ts: string,
  message: Message,
): Promise<boolean> {
  const { channel } = place;
  const change = async ({ text, blocks, metadata }: Message) => {
    const args = { channel, ts, text, blocks, link_names: false };
    await client.chat.update({ ...args, ...(metadata && { metadata }) });
  };
  try {
    await withPlainFallback(message, change, (more) => post(client, place, more));
    return true;
  } catch (error) {
    if (failureOf(error).kind === 'gone') return false;
    throw error;
  }
}

/** Only `user` sees it; it is gone when they reload. */
export async function postPrivately(
  client: WebClient,
  place: Place & { user: string },
  message: Message,
): Promise<void> {
  const { channel, user, thread } = place;
  await withPlainFallback(message, async ({ text, blocks }) => {
    await client.chat.postEphemeral({
      channel,
      user,
      text,
      blocks,
      ...(thread && { thread_ts: thread }),
    });
  });
}

/**
 * Some workspaces refuse newer blocks; the same words in the oldest ones pass everywhere. Metadata that
 * are refused, for their size or for the bot's kind of token, are left out.
 */
export async function withPlainFallback<T>(
  message: Message,
  send: (message: Message) => Promise<T>,
  sendMore: (message: Message) => Promise<unknown> = send,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    const { metadata, ...bare } = message;
    const { kind } = failureOf(error);
    if (kind === 'invalid-metadata' && metadata) return withPlainFallback(bare, send, sendMore);
    if (kind !== 'invalid-blocks') throw error;
    const [first, ...rest] = toPlain(message);
    if (!first) throw error;
    const sent = await send(first);
    for (const more of rest) await sendMore(more);
    return sent;
  }
}
