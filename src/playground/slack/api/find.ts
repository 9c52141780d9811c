import type { Channel, Message } from '../slack.ts';
import type { Workspace } from '../workspace.ts';
import { SlackError } from './method.ts';

/** A channel the bot can see; private ones it is not in do not exist for it. */
export function channelFor(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel || (channel.isPrivate && !channel.isMember)) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** A channel the bot may write to and read the messages of. */
export function joinedChannel(workspace: Workspace, id: string): Channel {
  const channel = channelFor(workspace, id);
  if (channel.isArchived) throw new SlackError('is_archived');
  if (!channel.isMember) throw new SlackError('not_in_channel');
  return channel;
}

/** A message anybody can see: Slack gives no access to ephemeral ones, not even to their author. */
export function messageFor(workspace: Workspace, channel: string, ts: string): Message {
  const message = workspace.find(channel, ts);
  if (!message || message.ephemeralFor) throw new SlackError('message_not_found');
  return message;
}

/** Pages of a list; the cursor is opaque to the caller. */
export function pageOf<T>(
  items: T[],
  { cursor, limit = 100 }: { cursor?: string | undefined; limit?: number | undefined },
): { items: T[]; next: string } {
  if (limit < 1 || limit > 1000) throw new SlackError('invalid_limit');
  const start = cursor ? Number(Buffer.from(cursor, 'base64url').toString().split(':')[1]) : 0;
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor');
  const end = start + limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64url') : '';
  return { items: items.slice(start, end), next };
}
