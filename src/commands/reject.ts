/** `reject <change>`: nobody can approve it any more. */
import * as z from 'zod';
import { canaryNeeds } from './canary.ts';
import { defineCommand } from './command.ts';

export const reject = defineCommand({
  name: 'reject',
  summary: 'Reject a change that somebody else asked for',
  positionals: ['change'],
  options: { reason: { hint: '<text>', summary: 'why, for whoever asked and for the journal' } },
  examples: ['reject ch-7k3m9q2x --reason "errors went up at 20 %"'],
  args: z.strictObject({
    change: z.string(),
    reason: z.string().max(300, 'has at most 300 characters').optional(),
  }),
  access: 'write',
  needs: canaryNeeds,
  isQuiet: true,
  run: async (request) => (await import('./decide-run.ts')).runReject(request),
});
