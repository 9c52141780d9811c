/** The status of a Deployment: counters over its ReplicaSets, and the two conditions people read. */
import type { Condition, Deployment, ReplicaSet, WorkloadStatus } from '../defaults/kinds.ts';
import { counters } from './pod-template.ts';
import { maxUnavailable } from './rollout.ts';

const sum = (sets: ReplicaSet[], read: (set: ReplicaSet) => number | undefined) =>
  sets.reduce((total, set) => total + (read(set) ?? 0), 0);

/** A condition that says the same keeps its place and times; one that changed moves to the end. */
export function setCondition(all: Condition[], next: Condition, now: string): Condition[] {
  const old = all.find((one) => one.type === next.type);
  if (old?.status === next.status && old.reason === next.reason) return all;
  const since = old?.status === next.status ? old.lastTransitionTime : now;
  const changed = { ...next, lastUpdateTime: now, lastTransitionTime: since ?? now };
  return [...all.filter((one) => one.type !== next.type), changed];
}

function availability(deployment: Deployment, available: number): Condition {
  const enough = available >= (deployment.spec.replicas ?? 1) - maxUnavailable(deployment);
  return {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough
      ? 'Deployment has minimum availability.'
      : 'Deployment does not have minimum availability.',
  };
}

function progress(name: string, complete: boolean): Condition {
  return {
    type: 'Progressing',
    status: 'True',
    reason: complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
    message: complete
      ? `ReplicaSet "${name}" has successfully progressed.`
      : `ReplicaSet "${name}" is progressing.`,
  };
}

/** Once a ReplicaSet was complete it stays so: pods that fail later make it unavailable, not new. */
function wasComplete(conditions: Condition[], name: string): boolean {
  return conditions.some(
    (one) => one.reason === 'NewReplicaSetAvailable' && one.message?.includes(`"${name}"`),
  );
}

export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet,
  all: ReplicaSet[],
  now: string,
): WorkloadStatus {
  const wanted = deployment.spec.replicas ?? 1;
  const total = sum(all, (set) => set.status?.replicas);
  const ready = sum(all, (set) => set.status?.readyReplicas);
  const available = sum(all, (set) => set.status?.availableReplicas);
  const updated = current.status?.replicas ?? 0;
  const { name } = current.metadata;
  const complete = updated === wanted && total === wanted && available >= wanted;
  const before = deployment.status?.conditions ?? [];
  let conditions = setCondition(before, availability(deployment, available), now);
  const done = complete || wasComplete(before, name);
  conditions = setCondition(conditions, progress(name, done), now);
  return {
    ...counters({
      availableReplicas: available,
      readyReplicas: ready,
      replicas: total,
      unavailableReplicas: Math.max(0, sum(all, (set) => set.spec.replicas) - available),
      updatedReplicas: updated,
    }),
    conditions,
    observedGeneration: deployment.metadata.generation ?? 1,
    terminatingReplicas: sum(all, (set) => Number(set.status?.terminatingReplicas ?? 0)),
  };
}
