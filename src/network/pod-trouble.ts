/**
 * Why a pod takes no traffic, in the kubelet's and the scheduler's own words. The first thing that is
 * wrong on the pod's way to readiness is the answer: scheduled, initialised, started, probed.
 */
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import { containerTrouble, isSidecar } from './container-trouble.ts';
import { probeFailure } from './probe-failure.ts';

/** undefined for a pod that is ready, or of which nothing wrong can be told. */
export function podTrouble(pod: Pod, events: readonly Event[] = []): string | undefined {
  return (
    gone(pod) ??
    unscheduled(pod) ??
    containerTrouble(pod) ??
    (isReady(pod) ? undefined : (starting(pod) ?? unready(pod, events)))
  );
}

export function isReady(pod: Pod): boolean {
  return condition(pod, 'Ready')?.status === 'True';
}

/** Ended, or on its way out: nobody expects it to take traffic any more. */
export function isOver({ metadata, status }: Pod): boolean {
  return Boolean(metadata.deletionTimestamp) || /^(Failed|Succeeded)$/.test(status.phase);
}

export function restartsOf(pod: Pod): number {
  return pod.status.containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
}

function gone(pod: Pod): string | undefined {
  const { metadata, status } = pod;
  if (status.phase === 'Failed') {
    return join('Failed', status.reason, status.message ?? containerTrouble(pod));
  }
  if (status.phase === 'Succeeded') return 'Completed: its containers have ended';
  const end = metadata.deletionTimestamp;
  // The API server writes the end of the grace period there, not the time of the request.
  return end ? `Terminating: its grace period ends at ${end}` : undefined;
}

function unscheduled(pod: Pod): string | undefined {
  const scheduled = condition(pod, 'PodScheduled');
  if (scheduled?.status !== 'False') return undefined;
  return join('Pending', scheduled.reason, scheduled.message);
}

/** On the way, and not stuck as far as anybody says. */
function starting(pod: Pod): string | undefined {
  const init = runningInit(pod);
  if (init) return `init container ${init}: still running`;
  const waiting = pod.status.containerStatuses.find(({ state }) => state?.waiting)?.state?.waiting;
  if (waiting?.reason) return join(waiting.reason, waiting.message ?? sandbox(pod));
  if (pod.status.phase !== 'Pending') return undefined;
  const { nodeName } = pod.spec;
  return nodeName
    ? `Pending: node ${nodeName} has not started its containers yet`
    : 'Pending: not scheduled yet';
}

/** A sidecar that has started runs on beside the others; it is not what they wait for. */
function runningInit(pod: Pod): string | undefined {
  if (condition(pod, 'Initialized')?.status !== 'False') return undefined;
  const sidecars = new Set(pod.spec.initContainers.filter(isSidecar).map(({ name }) => name));
  return pod.status.initContainerStatuses.find(
    ({ name, state, started }) => state?.running && !(started && sidecars.has(name)),
  )?.name;
}

/** KEP-3085: until this is true the pod has no network and not all of its volumes. */
function sandbox(pod: Pod): string | undefined {
  const hasSandbox = condition(pod, 'PodReadyToStartContainers')?.status !== 'False';
  return hasSandbox ? undefined : 'it waits for its volumes or its network';
}

function unready(pod: Pod, events: readonly Event[]): string | undefined {
  const ready = condition(pod, 'Ready');
  if (ready?.reason === 'ReadinessGatesNotReady') return gate(pod) ?? join('Ready', ready.message);
  if (ready?.status === 'False' && condition(pod, 'ContainersReady')?.status === 'True') {
    return 'marked as not ready though its containers are: its node does not report';
  }
  return (
    probeFailure(pod, events)?.text ??
    unprobed(pod) ??
    (ready ? join(ready.reason ?? 'not ready', ready.message) : undefined)
  );
}

/** A condition that somebody else, such as a load balancer's controller, has to set. */
function gate(pod: Pod): string | undefined {
  const type = pod.spec.readinessGates
    .map(({ conditionType }) => conditionType)
    .find((name) => condition(pod, name)?.status !== 'True');
  if (!type) return undefined;
  const found = condition(pod, type);
  const state = found ? `is ${found.status}` : 'has not been set by its controller';
  return join(`readiness gate ${type} ${state}`, found?.reason, found?.message);
}

const vague = 'probe has not succeeded';

/** Running but not ready means a probe; which answer it got only events tell. */
function unprobed({ status }: Pod): string | undefined {
  const all = [...status.initContainerStatuses, ...status.containerStatuses];
  const found = all.find(({ state, ready }) => state?.running && !ready);
  if (!found) return undefined;
  const probe = found.started === false ? 'startup' : 'readiness';
  return `container ${found.name}: running, but its ${probe} ${vague}`;
}

/** Whether a reason only repeats that the pod is not ready. */
export const isVague = (reason: string) => reason.endsWith(vague);

const condition = (pod: Pod, type: string) =>
  pod.status.conditions.find((candidate) => candidate.type === type);
const join = (...parts: (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join(': ');
