/** What the emulated Slack is made of. Names follow Slack's own; the wire forms are in `api/`. */

export interface Team {
  id: string;
  name: string;
  domain: string;
}

export interface Person {
  id: string;
  name: string;
  realName: string;
  /** The background of the avatar, which shows initials: no picture is ever fetched. */
  color: string;
  teamId: string;
}

export interface Bot {
  userId: string;
  botId: string;
  appId: string;
  name: string;
}

export interface Channel {
  id: string;
  name: string;
  topic: string;
  /** Whether the bot is in it. */
  isMember: boolean;
  isExtShared: boolean;
  isPrivate: boolean;
  isArchived: boolean;
  /** Ids of the people in it; the bot is told by `isMember`. */
  members: string[];
}

export interface Usergroup {
  id: string;
  handle: string;
  users: string[];
  isDisabled?: boolean;
}

export interface SlashCommand {
  command: string;
  usage: string;
  description: string;
}

/** A block that the validator has passed. */
export type Block = { type: string; block_id: string } & Record<string, unknown>;

export interface Message {
  /** Slack's id of a message within its channel: seconds, a point and six digits. */
  ts: string;
  channel: string;
  user?: string;
  botId?: string;
  text: string;
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  metadata?: Record<string, unknown>;
  /** The `ts` of the root; only replies have it. */
  threadTs?: string;
  edited?: boolean;
  /** The only person who sees it. */
  ephemeralFor?: string;
  replyCount?: number;
  responseUrlOrigin?: boolean;
  deleted?: boolean;
  reactions?: string[];
}

export interface View {
  id: string;
  hash: string;
  user: string;
  type: 'modal' | 'home';
  title: { type: 'plain_text'; text: string };
  submit?: { type: 'plain_text'; text: string };
  close?: { type: 'plain_text'; text: string };
  blocks: Block[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
}

/** One call of the Web API or one use of a `response_url` (`method` is then `response_url`). */
export interface Call {
  /** Milliseconds since 1970, by the clock of the emulated Slack. */
  at: number;
  method: string;
  args: Record<string, unknown>;
  status: number;
  response: Record<string, unknown>;
}

/** Something Slack lets pass and a person would still mind. */
export interface Warning {
  kind: 'missing-text' | 'unknown-argument' | 'unescaped' | 'bad-answer' | 'unseen';
  where: string;
  detail: string;
}

/** A place in a message of the bot that notifies people when Slack shows it. */
export interface Broadcast {
  channel: string;
  ts: string;
  kind: 'channel' | 'here' | 'everyone' | 'user' | 'usergroup';
  sequence: string;
  /** `text` or the JSON pointer of the string. */
  where: string;
}

/** What the app answered to one signed request. */
export interface Delivery {
  kind: 'command' | 'interaction' | 'event' | 'verification' | 'raw';
  body: string;
  headers: Record<string, string>;
  outcome: 'ok' | 'operation_timeout' | 'dispatch_failed';
  status?: number;
  answer: string;
  milliseconds: number;
}
