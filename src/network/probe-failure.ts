/** What a pod's probes answered, as the kubelet's events tell. */
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import { bothEnds } from './error-chain.ts';
import { eventsOf } from './pod-events.ts';

export interface Failure {
  /** `Readiness probe failed: ... (9 times)` */
  text: string;
  times: number;
  /** When it was seen last. */
  at: string;
}

/**
 * The latest word of a readiness or startup probe. The kubelet writes one Unhealthy event per
 * container and probe, and counts repetitions; a failed liveness probe restarts, it does not unready.
 */
export const probeFailure = (pod: Pod, events: readonly Event[]): Failure | undefined =>
  latest(pod, events, (message) => !message.startsWith('Liveness'));

export const livenessFailure = (pod: Pod, events: readonly Event[]): Failure | undefined =>
  latest(pod, events, (message) => message.startsWith('Liveness'));

function latest(
  pod: Pod,
  events: readonly Event[],
  isIt: (message: string) => boolean,
): Failure | undefined {
  const [found] = eventsOf(pod, events)
    .filter(({ reason, message }) => reason === 'Unhealthy' && isIt(message))
    .sort((a, b) => seenAt(b).localeCompare(seenAt(a)));
  if (!found) return undefined;
  const times = found.series?.count ?? found.count ?? 1;
  const message = bothEnds(found.message.trim(), 240);
  const text = times > 1 ? `${message} (${times} times)` : message;
  return { text, times, at: seenAt(found) };
}

/** Whether a startup or readiness probe failed less often than it may while a container starts. */
export function isWithinPatience(pod: Pod, events: readonly Event[]): boolean {
  const failure = probeFailure(pod, events);
  if (!failure) return false;
  const which = failure.text.startsWith('Startup') ? 'startupProbe' : 'readinessProbe';
  const allowed = pod.spec.containers.flatMap((one) => one[which]?.failureThreshold ?? []);
  return allowed.length > 0 && failure.times < Math.min(...allowed);
}

const seenAt = (event: Event) =>
  event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '';
