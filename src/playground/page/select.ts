import type { State } from './state.ts';
import type { Message } from './wire.ts';

/** Author, and how they are shown: a person, the bot, or somebody the workspace does not know. */
export interface Author {
  name: string;
  color: string;
  isBot: boolean;
  isOutsider: boolean;
}

const SAME_BREATH_SECONDS = 300;
/** Who says in Slack that a command is unknown or the bot not there; nobody's colleague. */
const slackbot = { id: 'USLACKBOT', name: 'Slackbot', color: '' };

export function visibleMessages(state: State): Message[] {
  return state.messages.filter(
    ({ channel, ephemeralFor }) =>
      channel === state.channel && (!ephemeralFor || ephemeralFor === state.user),
  );
}

/** The roots of the channel: replies are read in their thread. */
export function channelMessages(state: State): Message[] {
  return visibleMessages(state).filter(({ threadTs, ts }) => !threadTs || threadTs === ts);
}

export function threadMessages(state: State, root: string): Message[] {
  return visibleMessages(state).filter(({ threadTs, ts }) => threadTs === root || ts === root);
}

/** Replies this person can open. The server's count wins when it knows more than is loaded. */
export function replyCount(state: State, root: Message): number {
  const loaded = visibleMessages(state).filter(
    ({ threadTs, ts }) => threadTs === root.ts && ts !== root.ts,
  );
  return Math.max(root.replyCount ?? 0, loaded.length);
}

export function authorOf(state: State, message: Message): Author {
  const { workspace } = state;
  const isBot = Boolean(message.botId) || message.user === workspace?.bot.userId;
  if (isBot) {
    return { name: workspace?.bot.name ?? 'Bot', color: '', isBot: true, isOutsider: false };
  }
  if (message.user === slackbot.id) return { ...slackbot, isBot: false, isOutsider: false };
  const user = workspace?.users.find(({ id }) => id === message.user);
  return {
    name: user?.realName ?? message.user ?? 'Somebody',
    color: user?.color ?? '',
    isBot: false,
    isOutsider: user !== undefined && user.teamId !== workspace?.team.id,
  };
}

/** Said by this person, or an answer that only they see: a slash command leaves nothing else. */
export function isOwn(user: string, { user: author, ephemeralFor }: Message): boolean {
  return author === user || ephemeralFor === user;
}

/** Whether `next` goes under `previous` without repeating who wrote it. */
export function isSameBreath(previous: Message | undefined, next: Message): boolean {
  if (!previous || previous.deleted || next.deleted || next.ephemeralFor) return false;
  if (previous.ephemeralFor) return false;
  const isSameAuthor = previous.user === next.user && previous.botId === next.botId;
  return isSameAuthor && Number(next.ts) - Number(previous.ts) < SAME_BREATH_SECONDS;
}

/** Milliseconds since the epoch of a Slack timestamp ("1763830000.000100"). */
export function timeOf(ts: string): number {
  return Number(ts) * 1000;
}
