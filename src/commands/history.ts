/** `history [what]`: who asked for which change, who decided it, and what became of it. */
import * as z from 'zod';
import { defineCommand } from './command.ts';

const args = z.strictObject({
  target: z.string().optional(),
  by: z
    .string()
    .transform((text) => text.replace(/^<@([A-Z0-9]+)(?:\|[^>]*)?>$/, '$1'))
    .pipe(
      z.string().regex(/^([UW][A-Z0-9]+|me)$/, 'has to be a user id such as `U0123ABCD`, or me'),
    )
    .optional(),
  since: z.string().optional(),
});

export const history = defineCommand({
  name: 'history',
  summary:
    'Show which changes of weights were asked for, who decided them, and what became of them',
  positionals: ['target?'],
  options: {
    by: { hint: '<user>', summary: 'those that this person asked for or decided; me: your own' },
    since: { hint: '<when>', summary: 'how far back, such as 6h, 30d or 2026-11-01; else 7d' },
  },
  examples: [
    'history',
    'history shop-api-canary -n shop --since 30d',
    'history --by me --since 2026-11-01',
    'history ch-7k3m9q2x',
  ],
  args,
  access: 'read',
  needs: [],
  run: async (request) => (await import('./history-run.ts')).runHistory(request),
});
