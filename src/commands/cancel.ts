/** `cancel <change>`: whoever asked takes it back. */
import * as z from 'zod';
import { canaryNeeds } from './canary.ts';
import { defineCommand } from './command.ts';

export const cancel = defineCommand({
  name: 'cancel',
  summary: 'Take back a change that you asked for and that waits for approval',
  positionals: ['change'],
  options: {},
  examples: ['cancel ch-7k3m9q2x'],
  args: z.strictObject({ change: z.string() }),
  access: 'write',
  needs: canaryNeeds,
  isQuiet: true,
  run: async (request) => (await import('./decide-run.ts')).runCancel(request),
});
