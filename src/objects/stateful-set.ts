/** StatefulSet apps/v1. */
import * as z from 'zod';
import { ObjectMeta } from './meta.ts';
import { ReplicaStatus, ReplicatedSpec } from './workload.ts';

export const StatefulSet = z.object({
  metadata: ObjectMeta,
  spec: ReplicatedSpec.extend({
    /** The headless Service below which its pods have names; it need not exist. */
    serviceName: z.string().optional(),
  }),
  status: ReplicaStatus,
});
export type StatefulSet = z.infer<typeof StatefulSet>;
