/** What the bot can do, in the order `help` shows it. */
import { approve } from './approve.ts';
import { audit } from './audit.ts';
import { canary } from './canary.ts';
import { cancel } from './cancel.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { dns } from './dns.ts';
import { endpoints } from './endpoints.ts';
import { expire } from './expire.ts';
import { explain } from './explain.ts';
import { defineHelp } from './help.ts';
import { history } from './history.ts';
import { list } from './list.ts';
import { definePolicy } from './policy.ts';
import { reject } from './reject.ts';
import { trace } from './trace.ts';
import { undo } from './undo.ts';

const help = defineHelp(() => commands);
const policy = definePolicy(() => commands);

export const commands: readonly Command[] = [
  check,
  audit,
  endpoints,
  dns,
  trace,
  list,
  canary,
  approve,
  reject,
  cancel,
  undo,
  history,
  policy,
  explain,
  help,
  expire,
];
