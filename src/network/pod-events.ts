/** What was said about one pod, whatever pods of its name there were before. */
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import { bothEnds } from './error-chain.ts';

export function eventsOf({ metadata }: Pod, events: readonly Event[]): Event[] {
  return events.filter(({ involvedObject: { uid, name, namespace } }) =>
    uid && metadata.uid
      ? uid === metadata.uid
      : name === metadata.name && namespace === metadata.namespace,
  );
}

/**
 * Said of a pod on its way up, and no sign that anything is wrong with it now: probes fail while a
 * container starts, a node was found in the end, what backs off or cannot be pulled is told by the
 * container's state, and a resolv.conf that is too long or a policy that only reports stop nobody.
 */
const harmless = new Set([
  'Unhealthy',
  'FailedScheduling',
  'BackOff',
  'Failed',
  'FailedToRetrieveImagePullSecret',
  'DNSConfigForming',
  'PolicyViolation',
]);

/** Why a scheduled pod does not get up: volumes, network. In the kubelet's words, the latest. */
export function setback(pod: Pod, events: readonly Event[]): string | undefined {
  const [latest] = eventsOf(pod, events)
    .filter(({ type, reason }) => type === 'Warning' && !harmless.has(reason))
    .sort((a, b) => seenAt(b).localeCompare(seenAt(a)));
  if (!latest) return undefined;
  const times = latest.series?.count ?? latest.count ?? 1;
  const words = `${latest.reason}: ${bothEnds(latest.message.trim(), 240)}`;
  return times > 1 ? `${words} (${times} times)` : words;
}

const seenAt = (event: Event) =>
  event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '';
