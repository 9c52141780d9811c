/** `explain <check>`: what a check expects, why, how it is read, and what to do. */
import * as z from 'zod';
import { defineCommand } from './command.ts';

export const explain = defineCommand({
  name: 'explain',
  summary: 'Explain a check: what it expects, why, how it is read, which right it needs, the fix',
  positionals: ['check?'],
  options: {},
  examples: ['explain', 'explain endpoints-present', 'explain dns-config-valid'],
  args: z.strictObject({ check: z.string().optional() }),
  access: 'read',
  needs: [],
  run: async (request) => (await import('./explain-run.ts')).runExplain(request),
});
