/** Deployment apps/v1. */
import * as z from 'zod';
import { ObjectMeta } from './meta.ts';
import { ReplicaStatus, ReplicatedSpec } from './workload.ts';

export const Deployment = z.object({
  metadata: ObjectMeta,
  spec: ReplicatedSpec,
  status: ReplicaStatus,
});
export type Deployment = z.infer<typeof Deployment>;
