/** What the bot can do, in the order `help` shows it. */
import type { Command } from './command.ts';
import { endpoints } from './endpoints.ts';
import { defineHelp } from './help.ts';
import { list } from './list.ts';

const help = defineHelp(() => commands);

export const commands: readonly Command[] = [endpoints, list, help];
