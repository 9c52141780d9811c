/**
 * How many pods each ReplicaSet of a Deployment should have next (deployment controller, rolling
 * update): never more than replicas + maxSurge in all, never fewer available than replicas -
 * maxUnavailable. Pure: the answer is a list of sizes.
 */
import type { Deployment, ReplicaSet } from '../defaults/kinds.ts';

export interface Scaling {
  set: ReplicaSet;
  replicas: number;
}

const size = (set: ReplicaSet) => set.spec.replicas ?? 0;
const available = (set: ReplicaSet) => set.status?.availableReplicas ?? 0;
const total = (sets: ReplicaSet[], read: (set: ReplicaSet) => number) =>
  sets.reduce((sum, set) => sum + read(set), 0);

function resolve(value: number | string | undefined, whole: number, round: Rounding): number {
  if (typeof value === 'number') return value;
  return round((Number.parseInt(value ?? '0', 10) * whole) / 100);
}

type Rounding = (value: number) => number;

export function maxSurge({ spec }: Deployment): number {
  if (spec.strategy?.type === 'Recreate') return 0;
  return resolve(spec.strategy?.rollingUpdate?.maxSurge, spec.replicas ?? 1, Math.ceil);
}

/** Both limits rounding to zero would stop every rollout: then one pod may be missing. */
export function maxUnavailable(deployment: Deployment): number {
  const { spec } = deployment;
  if (spec.strategy?.type === 'Recreate') return 0;
  const replicas = spec.replicas ?? 1;
  const limit = resolve(spec.strategy?.rollingUpdate?.maxUnavailable, replicas, Math.floor);
  const floor = maxSurge(deployment) === 0 ? 1 : 0;
  return Math.min(Math.max(limit, floor), replicas);
}

/** Shrinks sets in turn by `room`; first what is not available anyway, if `idleOnly`. */
function shrink(sets: ReplicaSet[], room: number, idleOnly: boolean): Scaling[] {
  let left = room;
  return sets.flatMap((set) => {
    const most = idleOnly ? size(set) - available(set) : size(set);
    const step = Math.min(left, most);
    if (step <= 0) return [];
    left -= step;
    return [{ set, replicas: size(set) - step }];
  });
}

function shrinkOld(deployment: Deployment, current: ReplicaSet, old: ReplicaSet[]): Scaling[] {
  const all = [current, ...old];
  const least = (deployment.spec.replicas ?? 1) - maxUnavailable(deployment);
  const pending = size(current) - available(current);
  const room = total(all, size) - least - pending;
  if (room <= 0) return [];
  const idle = shrink(old, room, true);
  if (idle.length > 0) return idle;
  return shrink(old, Math.max(0, total(all, available) - least), false);
}

export function nextSizes(
  deployment: Deployment,
  current: ReplicaSet,
  others: ReplicaSet[],
): Scaling[] {
  const wanted = deployment.spec.replicas ?? 1;
  const old = others.filter((set) => size(set) > 0);
  if (deployment.spec.strategy?.type === 'Recreate') {
    if (old.length > 0) return old.map((set) => ({ set, replicas: 0 }));
    const empty = others.every((set) => (set.status?.replicas ?? 0) === 0);
    return empty && size(current) !== wanted ? [{ set: current, replicas: wanted }] : [];
  }
  if (size(current) > wanted) return [{ set: current, replicas: wanted }];
  const room = wanted + maxSurge(deployment) - total([current, ...old], size);
  const grown = Math.min(room, wanted - size(current));
  if (grown > 0) return [{ set: current, replicas: size(current) + grown }];
  return shrinkOld(deployment, current, old);
}
