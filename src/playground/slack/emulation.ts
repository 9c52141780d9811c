import type { Changes } from './changes.ts';
import type { App } from './delivery/app.ts';
import type { FaultList } from './faults.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Broadcast, Call, SlashCommand, Warning } from './slack.ts';
import type { Triggers } from './triggers.ts';
import type { Workspace } from './workspace.ts';

/** The parts that every way in shares. Built in `server.ts`; nothing else creates one. */
export interface Emulation {
  workspace: Workspace;
  changes: Changes;
  faults: FaultList;
  app: App;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  botToken: string;
  /** Scopes of the bot token; without a list every scope is granted. */
  scopes: readonly string[] | undefined;
  commands: SlashCommand[];
  /** The `bot_events` of the app's manifest. */
  events: readonly string[];
  calls: Call[];
  warnings: Warning[];
  broadcasts: Broadcast[];
  /** Results that workflow steps were completed with, by function execution id. */
  functionResults: Map<string, FunctionResult>;
}

export interface FunctionResult {
  outputs?: Record<string, unknown>;
  error?: string;
}

const KEPT = 1000;

/** Lists that grow with every call are bounded: the playground may run for days. */
export function keep<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > KEPT) list.splice(0, list.length - KEPT);
}
