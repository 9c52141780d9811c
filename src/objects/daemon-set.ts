/** DaemonSet apps/v1. */
import * as z from 'zod';
import { ObjectMeta } from './meta.ts';
import { count, WorkloadSpec } from './workload.ts';

export const DaemonSet = z.object({
  metadata: ObjectMeta,
  spec: WorkloadSpec,
  status: z
    .object({
      /** Nodes that ought to run a pod of it. */
      desiredNumberScheduled: count,
      currentNumberScheduled: count,
      numberReady: count,
      numberAvailable: count,
      updatedNumberScheduled: count,
      /** The `metadata.generation` it speaks of; a smaller one is out of date. */
      observedGeneration: count,
    })
    .prefault({}),
});
export type DaemonSet = z.infer<typeof DaemonSet>;
