/** What the bot can do, in the order `help` shows it. */
import { audit } from './audit.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { dns } from './dns.ts';
import { endpoints } from './endpoints.ts';
import { explain } from './explain.ts';
import { defineHelp } from './help.ts';
import { list } from './list.ts';
import { trace } from './trace.ts';

const help = defineHelp(() => commands);

export const commands: readonly Command[] = [
  check,
  audit,
  endpoints,
  dns,
  trace,
  list,
  explain,
  help,
];
