/** What a pod's probes answered, as the kubelet's events tell. */
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';

/**
 * The latest word of a readiness or startup probe. The kubelet writes one Unhealthy event per
 * container and probe, and counts repetitions; a failed liveness probe restarts, it does not unready.
 */
export function probeFailure(pod: Pod, events: readonly Event[]): string | undefined {
  const [latest] = events
    .filter(({ reason, involvedObject: object }) => reason === 'Unhealthy' && isSame(pod, object))
    .filter(({ message }) => !message.startsWith('Liveness'))
    .sort((a, b) => seenAt(b).localeCompare(seenAt(a)));
  if (!latest) return undefined;
  const times = latest.series?.count ?? latest.count ?? 1;
  const message = latest.message.trim();
  return times > 1 ? `${message} (${times} times)` : message;
}

function isSame({ metadata }: Pod, object: Event['involvedObject']): boolean {
  if (object.uid && metadata.uid) return object.uid === metadata.uid;
  return object.name === metadata.name && object.namespace === metadata.namespace;
}

const seenAt = (event: Event) =>
  event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '';
