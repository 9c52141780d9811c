import type { Channel, Message, Person } from '../slack.ts';
import type { Workspace } from '../workspace.ts';

/** The wire forms of messages, channels and people, as far as an app reads them. */

export function messageToWire(message: Message, workspace: Workspace): Record<string, unknown> {
  const { team, bot } = workspace;
  const author = message.botId
    ? { user: bot.userId, bot_id: bot.botId, app_id: bot.appId }
    : { user: message.user, client_msg_id: `msg-${message.ts}` };
  return {
    type: 'message',
    ...author,
    team: workspace.people.get(message.user ?? '')?.teamId ?? team.id,
    text: message.text,
    ts: message.ts,
    ...(message.blocks && { blocks: message.blocks }),
    ...(message.attachments && { attachments: message.attachments }),
    ...(message.metadata && { metadata: message.metadata }),
    ...(message.edited && { edited: { user: bot.userId, ts: message.ts } }),
    ...threadFields(message, workspace),
    ...(message.reactions && {
      reactions: message.reactions.map((name) => ({ name, users: [bot.userId], count: 1 })),
    }),
  };
}

function threadFields(message: Message, workspace: Workspace): Record<string, unknown> {
  const { threadTs, channel, ts, replyCount } = message;
  if (threadTs) {
    const root = workspace.find(channel, threadTs);
    const parent = root?.botId ? workspace.bot.userId : root?.user;
    return { thread_ts: threadTs, ...(parent && { parent_user_id: parent }) };
  }
  if (!replyCount) return {};
  const replies = workspace.thread(channel, ts).filter((one) => one !== message);
  return { thread_ts: ts, reply_count: replyCount, latest_reply: replies.at(-1)?.ts };
}

export function channelToWire(channel: Channel, workspace: Workspace): Record<string, unknown> {
  const { id, name, isMember, isExtShared, isPrivate, isArchived } = channel;
  return {
    id,
    name,
    name_normalized: name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: isArchived,
    is_general: false,
    is_member: isMember,
    is_shared: isExtShared,
    is_ext_shared: isExtShared,
    is_org_shared: false,
    context_team_id: workspace.team.id,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length + (isMember ? 1 : 0),
  };
}

export function personToWire(person: Person): Record<string, unknown> {
  const { id, name, realName, color, teamId } = person;
  return {
    id,
    team_id: teamId,
    name,
    real_name: realName,
    color: color.replace('#', ''),
    deleted: false,
    is_bot: false,
    tz: 'Etc/UTC',
    profile: { real_name: realName, display_name: name, team: teamId },
  };
}
