/**
 * How far a pod has come on its way to traffic. Source:
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
 */
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import { containerTrouble } from './container-trouble.ts';
import { livenessKill } from './liveness.ts';
import { setback } from './pod-events.ts';
import { isReady, podTrouble } from './pod-trouble.ts';

/**
 * starting: on its way, and nobody says that anything is wrong · stuck: does not run, and somebody says
 * why · unready: runs, but takes no traffic · ready.
 */
export type Stage = 'starting' | 'stuck' | 'unready' | 'ready';

/** Of a pod that is not over. */
export function stageOf(pod: Pod, events: readonly Event[] = []): Stage {
  if (isReady(pod)) return 'ready';
  if (isRefused(pod) || containerTrouble(pod)) return 'stuck';
  if (isRunning(pod)) return 'unready';
  return setback(pod, events) ? 'stuck' : 'starting';
}

/** Why it does not run, or is not ready: the pod's own state, or else what events say of it. */
export function stageTrouble(pod: Pod, events: readonly Event[] = []): string {
  const words = podTrouble(pod, events) ?? `phase ${pod.status.phase}`;
  const kill = livenessKill(pod, events);
  if (kill !== undefined) return `${words}; ${kill}`;
  if (isReady(pod) || isRefused(pod) || containerTrouble(pod)) return words;
  return (isRunning(pod) ? undefined : setback(pod, events)) ?? words;
}

/** The scheduler has found no node for it. */
const isRefused = ({ status }: Pod) =>
  status.conditions.some((one) => one.type === 'PodScheduled' && one.status === 'False');

/** An Unknown phase is that of a pod whose node has gone silent: it ran when last heard of. */
function isRunning({ status }: Pod): boolean {
  if (!/^(Running|Unknown)$/.test(status.phase)) return false;
  return status.containerStatuses.every(({ state }) => state?.running);
}
