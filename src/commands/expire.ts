/** `expire <change>`: a change whose time is up ends where everybody sees it. The clock asks for it. */
import * as z from 'zod';
import { canaryNeeds } from './canary.ts';
import { defineCommand } from './command.ts';

export const expire = defineCommand({
  name: 'expire',
  summary: 'Close a change whose time is up',
  positionals: ['change'],
  options: {},
  examples: ['expire ch-7k3m9q2x'],
  args: z.strictObject({ change: z.string() }),
  access: 'write',
  needs: canaryNeeds,
  isQuiet: true,
  isInternal: true,
  run: async (request) => (await import('./expire-run.ts')).runExpire(request),
});
