import * as z from 'zod';
import { ObjectMeta } from './meta.ts';

export const Namespace = z.object({
  metadata: ObjectMeta,
  status: z.object({ phase: z.string().default('Active') }).prefault({}),
});
export type Namespace = z.infer<typeof Namespace>;
