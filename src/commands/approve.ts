/** `approve <change>`: what the button of a request types. */
import * as z from 'zod';
import { canaryNeeds, weighted } from './canary.ts';
import { defineCommand } from './command.ts';

export const approve = defineCommand({
  name: 'approve',
  summary: 'Approve a change that somebody else asked for; the last approval carries it out',
  positionals: ['change'],
  options: {},
  examples: ['approve ch-7k3m9q2x'],
  args: z.strictObject({ change: z.string() }),
  access: 'write',
  needs: canaryNeeds,
  patches: weighted,
  isQuiet: true,
  run: async (request) => (await import('./approve-run.ts')).runApprove(request),
});
