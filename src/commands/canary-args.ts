/** What `canary` is asked with. */
import * as z from 'zod';
import type { Request } from './command.ts';

export const args = z.strictObject({
  target: z.string().optional(),
  change: z.string().optional(),
  rule: z.string().optional(),
  canary: z.string().optional(),
  reason: z.string().max(300, 'has at most 300 characters').optional(),
  'despite-gitops': z.boolean().optional(),
});

export type CanaryRequest = Request<z.infer<typeof args>>;
