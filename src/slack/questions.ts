/** What Slack sends -> who asks what, and where the answer goes. */
import type { BlockAction, ButtonAction, SlashCommand } from '@slack/bolt';
import type { SlackAsker, SlackReply } from '../job.ts';

export interface Question {
  /** Slack's own id of the request. */
  id: string;
  line: string;
  /** Options beside those of the line, to be taken as they are. */
  given?: Readonly<Record<string, string>>;
  asker: SlackAsker;
  reply: SlackReply;
  /** The message that was written or clicked: an answer for all is a thread under it. */
  below?: string;
}

/**
 * Where the answer goes, once it is known who may read it. What only one person sees is shown in a
 * thread only where there is one already, so it never begins one.
 */
export function replyTo({ reply, below }: Question, isPrivate: boolean): SlackReply {
  if (reply.private || isPrivate) return { ...reply, private: true };
  const thread = reply.thread ?? below;
  return { ...reply, ...(thread && { thread }) };
}

export function fromSlash(command: SlashCommand): Question {
  return {
    id: `slash/${command.trigger_id}`,
    line: command.text,
    asker: { kind: 'slack', team: command.team_id, user: command.user_id },
    reply: {
      kind: 'slack',
      channel: command.channel_id,
      private: false,
      responseUrl: command.response_url,
    },
  };
}

export interface Mention {
  text: string;
  user: string;
  user_team?: string;
  team?: string;
  channel: string;
  ts: string;
  thread_ts?: string;
}

export interface Envelope {
  event_id: string;
  /** The team that has the app, which in a shared channel need not be the writer's. */
  team_id: string;
  is_ext_shared_channel?: boolean;
  authorizations?: { is_bot: boolean; user_id: string }[];
}

/** In a thread the answer stays there; in the channel it starts a thread under the question. */
export function fromMention(event: Mention, body: Envelope): Question {
  const usual = body.is_ext_shared_channel ? nobodys : body.team_id;
  return {
    id: `event/${body.event_id}`,
    line: toldTo(body.authorizations?.find((one) => one.is_bot)?.user_id, event.text),
    asker: { kind: 'slack', team: event.user_team ?? event.team ?? usual, user: event.user },
    reply: {
      kind: 'slack',
      channel: event.channel,
      private: false,
      ...(event.thread_ts && { thread: event.thread_ts }),
    },
    below: event.ts,
  };
}

/** "thanks, @portolan list" asks for the list, and "list, @portolan" too. */
function toldTo(bot: string | undefined, text: string): string {
  const name = bot && /^[UW][A-Z0-9]+$/.test(bot) ? bot : '[UW][A-Z0-9]+';
  const [mention = ''] = new RegExp(`<@${name}(\\|[^>]*)?>`).exec(text) ?? [];
  const [before = '', ...after] = mention === '' ? [text] : text.split(mention);
  const rest = after.join(' ');
  return rest.trim() === '' ? before : rest;
}

/** A button is another way to type a command. `user.team_id` is the clicker's team, `team` the app's. */
export function fromClick(body: BlockAction<ButtonAction>, action: ButtonAction): Question {
  const { user, container, trigger_id, response_url } = body;
  const isAlone = container.is_ephemeral === true;
  return {
    id: `click/${trigger_id}`,
    line: action.value ?? '',
    asker: { kind: 'slack', team: user.team_id ?? nobodys, user: user.id },
    reply: {
      kind: 'slack',
      channel: body.channel?.id ?? String(container.channel_id ?? ''),
      private: isAlone,
      responseUrl: response_url,
      ...(typeof container.thread_ts === 'string' && { thread: container.thread_ts }),
    },
    ...(typeof container.message_ts === 'string' && { below: container.message_ts }),
  };
}

/** Whoever's team Slack does not name is of none that is answered. */
export const nobodys = '';
