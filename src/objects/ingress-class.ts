/** IngressClass v1: which controller serves the Ingresses that name it. */
import * as z from 'zod';
import { ObjectMeta } from './meta.ts';

export const IngressClass = z.object({
  metadata: ObjectMeta,
  spec: z.object({ controller: z.string().default('') }).prefault({}),
});
export type IngressClass = z.infer<typeof IngressClass>;
