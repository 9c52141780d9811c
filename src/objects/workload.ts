/** What Deployment, StatefulSet and DaemonSet of apps/v1 share. */
import * as z from 'zod';
import { Conditions } from './condition.ts';
import { LabelSelector } from './label-selector.ts';
import { or, stringMap } from './meta.ts';
import { PodSpec } from './pod.ts';

export const PodTemplate = z.object({
  metadata: z.object({ labels: stringMap, annotations: stringMap }).prefault({}),
  spec: PodSpec,
});
export type PodTemplate = z.infer<typeof PodTemplate>;

export const WorkloadSpec = z.object({ selector: LabelSelector, template: PodTemplate });

/** What Go leaves out is zero. */
export const count = or(z.number(), 0);

export const ReplicatedSpec = WorkloadSpec.extend({ replicas: or(z.number(), 1) });

export const ReplicaStatus = z
  .object({
    replicas: count,
    readyReplicas: count,
    availableReplicas: count,
    updatedReplicas: count,
    /** The `metadata.generation` it speaks of; a smaller one is out of date. */
    observedGeneration: count,
    conditions: Conditions,
  })
  .prefault({});
