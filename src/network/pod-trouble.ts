/**
 * Why a pod takes no traffic, in the kubelet's and the scheduler's own words. The first thing that is
 * wrong on the pod's way to readiness is the answer: scheduled, initialised, started, probed.
 */
import type { Event } from '../objects/event.ts';
import type { ContainerStatus, Pod } from '../objects/pod.ts';

/** undefined for a pod that is ready, or of which nothing wrong can be told. */
export function podTrouble(pod: Pod, events: readonly Event[] = []): string | undefined {
  return (
    gone(pod) ??
    unscheduled(pod) ??
    stuckContainer(pod.status.initContainerStatuses, 'init container', initFailed) ??
    stuckContainer(pod.status.containerStatuses, 'container', mainFailed) ??
    (isReady(pod) ? undefined : unready(pod, events))
  );
}

export function isReady(pod: Pod): boolean {
  return condition(pod, 'Ready')?.status === 'True';
}

export function restartsOf(pod: Pod): number {
  return pod.status.containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
}

function gone({ metadata, status }: Pod): string | undefined {
  if (status.phase === 'Failed') return join('Failed', status.reason, status.message);
  if (status.phase === 'Succeeded') return 'Completed: its containers have ended';
  if (metadata.deletionTimestamp) return `Terminating since ${metadata.deletionTimestamp}`;
  return undefined;
}

function unscheduled(pod: Pod): string | undefined {
  const scheduled = condition(pod, 'PodScheduled');
  if (scheduled?.status !== 'False') return undefined;
  return join('Pending', scheduled.reason, scheduled.message);
}

/** A container that is not up, and what the last run of it said. */
function stuckContainer(
  statuses: readonly ContainerStatus[],
  what: string,
  failed: (status: ContainerStatus) => boolean,
): string | undefined {
  const status = statuses.find(failed);
  if (!status) return undefined;
  const { waiting, terminated } = status.state ?? {};
  const ended = terminated ?? status.lastState?.terminated;
  const last = ended
    ? `last exit: code ${ended.exitCode}${ended.reason ? ` (${ended.reason})` : ''}`
    : undefined;
  const state = waiting ?? terminated;
  return `${what} ${status.name}: ${join(state?.reason ?? 'not running', state?.message, last)}`;
}

/** An init container that runs or waits its turn is not stuck; one that failed or backs off is. */
function initFailed({ state }: ContainerStatus): boolean {
  const { waiting, terminated } = state ?? {};
  return (terminated?.exitCode ?? 0) !== 0 || isTrouble(waiting?.reason);
}

function mainFailed({ state }: ContainerStatus): boolean {
  return Boolean(state?.terminated) || isTrouble(state?.waiting?.reason);
}

const startingReasons = new Set(['PodInitializing', 'ContainerCreating']);
const isTrouble = (reason: string | undefined) =>
  reason !== undefined && !startingReasons.has(reason);

function unready(pod: Pod, events: readonly Event[]): string | undefined {
  const probe = latestProbeFailure(pod, events);
  if (probe) return probe;
  const gate = pod.spec.readinessGates.find(
    ({ conditionType }) => condition(pod, conditionType)?.status !== 'True',
  );
  const ready = condition(pod, 'Ready');
  if (gate && ready?.reason !== 'ContainersNotReady') {
    return `readiness gate ${gate.conditionType} is not True`;
  }
  const waiting = pod.status.containerStatuses.find(({ state }) => state?.waiting)?.state?.waiting;
  if (waiting?.reason) return join(waiting.reason, waiting.message);
  if (pod.status.phase === 'Pending') return 'Pending: its containers have not started yet';
  return ready ? join(ready.reason ?? 'not ready', ready.message) : undefined;
}

/** The kubelet writes one Unhealthy event per container and probe, and counts repetitions. */
function latestProbeFailure(pod: Pod, events: readonly Event[]): string | undefined {
  const [latest] = events
    .filter(({ reason, involvedObject: object }) => reason === 'Unhealthy' && isSame(pod, object))
    .filter(({ message }) => !message.startsWith('Liveness'))
    .sort((a, b) => seenAt(b).localeCompare(seenAt(a)));
  if (!latest) return undefined;
  const times = latest.series?.count ?? latest.count ?? 1;
  return times > 1 ? `${latest.message} (${times} times)` : latest.message;
}

function isSame({ metadata }: Pod, object: Event['involvedObject']): boolean {
  if (object.uid && metadata.uid) return object.uid === metadata.uid;
  return object.name === metadata.name && object.namespace === metadata.namespace;
}

const seenAt = (event: Event) =>
  event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? '';
const condition = (pod: Pod, type: string) =>
  pod.status.conditions.find((candidate) => candidate.type === type);
const join = (...parts: (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join(': ');
