import * as z from 'zod';
import { channelFor, joinedChannel, messageFor, pageOf } from './find.ts';
import { defineMethod, flag, id, integer, SlackError } from './method.ts';
import { channelToWire, messageToWire } from './wire.ts';

const reading = ['channels:read', 'groups:read'];
const history = ['channels:history', 'groups:history'];
const paging = { cursor: z.string().optional(), limit: integer };

const info = defineMethod({
  name: 'conversations.info',
  scopes: reading,
  args: z.object({ channel: id, include_num_members: flag, include_locale: flag }),
  run: ({ channel }, { workspace }) => ({
    channel: channelToWire(channelFor(workspace, channel), workspace),
  }),
});

const list = defineMethod({
  name: 'conversations.list',
  scopes: reading,
  args: z.object({
    ...paging,
    types: z.string().optional(),
    exclude_archived: flag,
    team_id: z.string().optional(),
  }),
  run({ types = 'public_channel', exclude_archived, ...paging }, { workspace }) {
    const wanted = types.split(',').map((type) => type.trim());
    const seen = [...workspace.channels.values()].filter(
      ({ isPrivate, isMember, isArchived }) =>
        wanted.includes(isPrivate ? 'private_channel' : 'public_channel') &&
        (!isPrivate || isMember) &&
        !(exclude_archived && isArchived),
    );
    const { items, next } = pageOf(seen, paging);
    const channels = items.map((channel) => channelToWire(channel, workspace));
    return { channels, response_metadata: { next_cursor: next } };
  },
});

const members = defineMethod({
  name: 'conversations.members',
  scopes: reading,
  args: z.object({ channel: id, ...paging }),
  run({ channel: channelId, ...paging }, { workspace }) {
    const channel = channelFor(workspace, channelId);
    const all = [...channel.members, ...(channel.isMember ? [workspace.bot.userId] : [])];
    const { items, next } = pageOf(all, paging);
    return { members: items, response_metadata: { next_cursor: next } };
  },
});

const join = defineMethod({
  name: 'conversations.join',
  scopes: ['channels:join'],
  args: z.object({ channel: id }),
  run({ channel: channelId }, { workspace, changes }) {
    const channel = channelFor(workspace, channelId);
    if (channel.isArchived) throw new SlackError('is_archived');
    if (channel.isPrivate) throw new SlackError('method_not_supported_for_channel_type');
    const warning = channel.isMember ? { warning: 'already_in_channel' } : {};
    channel.isMember = true;
    changes.touch();
    return { channel: channelToWire(channel, workspace), ...warning };
  },
});

const window = {
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
};
type Window = z.infer<z.ZodObject<typeof window>>;

function isWithin(ts: string, { oldest = '0', latest = '9999999999', inclusive }: Window): boolean {
  const at = Number(ts);
  if (inclusive) return at >= Number(oldest) && at <= Number(latest);
  return at > Number(oldest) && at < Number(latest);
}

const channelHistory = defineMethod({
  name: 'conversations.history',
  scopes: history,
  args: z.object({ channel: id, ...paging, ...window }),
  run({ channel, cursor, limit, ...span }, { workspace }) {
    const { id } = joinedChannel(workspace, channel);
    const roots = workspace.messages.filter(
      (one) =>
        one.channel === id &&
        !(one.threadTs || one.ephemeralFor || one.deleted) &&
        isWithin(one.ts, span),
    );
    const { items, next } = pageOf(roots.toReversed(), { cursor, limit });
    return {
      messages: items.map((message) => messageToWire(message, workspace)),
      has_more: next !== '',
      response_metadata: { next_cursor: next },
    };
  },
});

const replies = defineMethod({
  name: 'conversations.replies',
  scopes: history,
  args: z.object({ channel: id, ts: id, ...paging, ...window }),
  run({ channel, ts, cursor, limit, ...span }, { workspace }) {
    const { id } = joinedChannel(workspace, channel);
    const root = workspace.find(id, ts);
    if (!root || root.ephemeralFor) throw new SlackError('thread_not_found');
    const shown = workspace
      .thread(id, messageFor(workspace, id, ts).ts)
      .filter((one) => !one.ephemeralFor && (one.ts === ts || isWithin(one.ts, span)));
    const { items, next } = pageOf(shown, { cursor, limit });
    return {
      messages: items.map((message) => messageToWire(message, workspace)),
      has_more: next !== '',
      response_metadata: { next_cursor: next },
    };
  },
});

export const conversations = [info, list, members, join, channelHistory, replies];
