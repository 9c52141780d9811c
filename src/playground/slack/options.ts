import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actions } from './act.ts';
import type { AppRequest, AppTarget } from './delivery/app.ts';
import type { FunctionResult } from './emulation.ts';
import type { Faults } from './faults.ts';
import type { Hints } from './page.ts';
import type {
  Broadcast,
  Call,
  Channel,
  Delivery,
  Message,
  Person,
  SlashCommand,
  Team,
  Usergroup,
  View,
  Warning,
} from './slack.ts';

export interface SlackOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  signingSecret?: string;
  botToken?: string;
  /** Where signed requests go: an address, or the app itself as a function. May be set later. */
  appUrl?: AppTarget;
  /** Milliseconds since 1970; the time of messages, signatures, triggers and response URLs. */
  now?: () => number;
  team?: Team;
  users?: Person[];
  channels?: Channel[];
  usergroups?: Usergroup[];
  commands?: SlashCommand[];
  /** Scopes of the bot token; without them nothing is refused for a missing scope. */
  scopes?: readonly string[];
  /** `bot_events` of the manifest; without them app_mention, channel_created, member_joined_channel. */
  events?: readonly string[];
  /** Three seconds, as in Slack; tests may be less patient. */
  ackTimeoutMs?: number;
  /** Pauses before the retries of an event; at once, 1 and 5 minutes unless told. */
  retryDelaysMs?: readonly number[];
  /** Serves the files of the page; true if it answered. */
  page?: (request: IncomingMessage, response: ServerResponse) => boolean;
  hints?: Hints;
  /** Told about the server's own errors, with their stack; stderr unless given. */
  log?: (message: string) => void;
}

export interface EmulatedSlack extends Actions {
  url: string;
  /** For `slackApiUrl`; ends with a slash. */
  apiUrl: string;
  botToken: string;
  signingSecret: string;
  botUserId: string;
  botId: string;
  appId: string;
  teamId: string;
  setApp(target: AppTarget): void;

  /** Everything in a channel that all can see, roots and replies, oldest first. */
  messages(channel: string): Message[];
  /** The root and its replies. */
  thread(channel: string, ts: string): Message[];
  ephemerals(user: string, channel?: string): Message[];
  views(user: string): View[];
  calls: readonly Call[];
  deliveries: readonly Delivery[];
  warnings: readonly Warning[];
  broadcasts: readonly Broadcast[];
  functionResult(executionId: string): FunctionResult | undefined;

  faults: Faults;
  /** Headers for a body a test signs itself; `timestamp` in seconds. */
  sign(body: string, options?: { timestamp?: number; secret?: string }): AppRequest['headers'];
  /** Sends a body as it is; `headers` replace the right ones, so that wrong ones can be tried. */
  deliver(body: string, headers?: Record<string, string>): Promise<Delivery>;
  /** Slack's question when the request URL is entered in the app's settings. */
  verifyUrl(): Promise<Delivery>;
  /** The first truthy answer of the predicate, asked again after everything that happens. */
  waitFor<T>(
    predicate: () => T | undefined | null | false,
    options?: { timeoutMs?: number },
  ): Promise<T>;
  close(): Promise<void>;
}
