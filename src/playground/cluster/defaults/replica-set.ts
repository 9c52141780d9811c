/** Defaults of ReplicaSets (apps/v1). */
import { type Defaulter, fill } from './defaults.ts';
import type { ReplicaSet } from './kinds.ts';
import { defaultPodSpec } from './pod.ts';

export const defaultReplicaSet: Defaulter = (draft) => {
  const replicaSet = draft as ReplicaSet;
  fill(replicaSet.spec, { replicas: 1 });
  defaultPodSpec(replicaSet.spec.template.spec);
  replicaSet.status = fill(replicaSet.status ?? {}, { replicas: 0 });
};
