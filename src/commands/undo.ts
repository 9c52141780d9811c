/** `undo <change>`: back to the weights before it. */
import * as z from 'zod';
import { canaryNeeds, weighted } from './canary.ts';
import { defineCommand } from './command.ts';

export const undo = defineCommand({
  name: 'undo',
  summary: 'Set the weights back to what they were before a change',
  positionals: ['change'],
  options: { reason: { hint: '<text>', summary: 'why, for whoever approves and for the journal' } },
  examples: ['undo ch-7k3m9q2x'],
  args: z.strictObject({
    change: z.string(),
    reason: z.string().max(300, 'has at most 300 characters').optional(),
  }),
  access: 'write',
  needs: canaryNeeds,
  patches: weighted,
  isQuiet: true,
  run: async (request) => (await import('./undo-run.ts')).runUndo(request),
});
