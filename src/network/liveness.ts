/**
 * A container that is restarted because its liveness probe fails. Between two restarts it looks well, and
 * without a readiness probe it even counts as ready. Source:
 * https://kubernetes.io/docs/concepts/workloads/pods/probes/
 */
import type { Event } from '../objects/event.ts';
import type { ContainerStatus, Pod } from '../objects/pod.ts';
import { type Failure, livenessFailure } from './probe-failure.ts';

/** undefined: nobody says so, or it was over before the container was last started. */
export function livenessLoop(pod: Pod, events: readonly Event[]): string | undefined {
  const failure = livenessFailure(pod, events);
  const found = failure && pod.status.containerStatuses.find((one) => isInLoop(one, failure));
  return found && `container ${found.name}: restarted ${found.restartCount} times: ${failure.text}`;
}

/** A container that has run this long (ms) is forgiven its restarts by the kubelet's back-off. */
const forgivenAfter = 600_000;

function isInLoop({ state, lastState }: ContainerStatus, { at }: Failure): boolean {
  const [since, last] = [state?.running?.startedAt, lastState?.terminated];
  if (!since || !last?.startedAt || !last.finishedAt) return false;
  const lasted = Date.parse(last.finishedAt) - Date.parse(last.startedAt);
  return lasted < forgivenAfter && Date.parse(at) > Date.parse(since);
}

/**
 * What ends a container that is asked to go, or else killed; one that dies by itself leaves another code.
 * Of a kubelet's own words only Warnings are read, and that it kills is told in a Normal one.
 */
const killed = new Set([0, 137, 143]);

/** Why a container that backs off was killed, where it was the kubelet who did it. */
export function livenessKill(pod: Pod, events: readonly Event[]): string | undefined {
  const isKilled = pod.status.containerStatuses.some(({ state, lastState }) => {
    const { exitCode, reason } = lastState?.terminated ?? {};
    const backsOff = state?.waiting?.reason === 'CrashLoopBackOff';
    return backsOff && exitCode !== undefined && killed.has(exitCode) && reason !== 'OOMKilled';
  });
  return isKilled ? livenessFailure(pod, events)?.text : undefined;
}
