/** What the bot can do, in the order `help` shows it. */
import type { Command } from './command.ts';
import { dns } from './dns.ts';
import { endpoints } from './endpoints.ts';
import { defineHelp } from './help.ts';
import { list } from './list.ts';
import { trace } from './trace.ts';

const help = defineHelp(() => commands);

export const commands: readonly Command[] = [endpoints, dns, list, trace, help];
