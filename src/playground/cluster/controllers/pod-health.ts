/** The status of a pod on its node, from what its annotations say is wrong with it. Pure. */
import type { Condition, Container, Pod, PodStatus } from '../defaults/kinds.ts';
import { ailment } from './ailments.ts';
import {
  type ContainerHealth,
  crashing,
  type HealthNote,
  initialized,
  initializing,
  restarts,
  running,
  unready,
  withoutImage,
} from './container-health.ts';

export interface PodHealth {
  status: PodStatus;
  notes: HealthNote[];
}

/** An ailment befalls one container: the one with a probe for readiness, else the first. */
function patient(pod: Pod): Container | undefined {
  const { containers } = pod.spec;
  const probed = containers.find((container) => container.readinessProbe);
  return ailment(pod, 'readiness') === undefined ? containers[0] : (probed ?? containers[0]);
}

function examine(pod: Pod, container: Container, now: string): ContainerHealth {
  if (container !== patient(pod)) return running(pod, container, now);
  const noImage = ailment(pod, 'image-pull');
  if (noImage !== undefined) return withoutImage(container, noImage);
  const crash = ailment(pod, 'crash');
  if (crash !== undefined) return crashing(pod, container, now, crash);
  const readiness = ailment(pod, 'readiness');
  if (readiness !== undefined) return unready(pod, container, now, readiness);
  return running(pod, container, now, restarts(pod, 0));
}

function examineInit(pod: Pod, now: string): ContainerHealth[] {
  const text = ailment(pod, 'init');
  return (pod.spec.initContainers ?? []).map((container, index) => {
    if (text === undefined) return initialized(pod, container, now);
    return index === 0
      ? crashing(pod, container, now, text, 'initContainers')
      : initializing(container);
  });
}

const names = (sick: ContainerHealth[]) => sick.map(({ status }) => status.name).join(' ');

function condition(type: string, reason: string, trouble: string | undefined): Condition {
  const base = { lastProbeTime: null, type };
  return trouble === undefined
    ? { ...base, status: 'True' }
    : { ...base, status: 'False', reason, message: trouble };
}

/** A condition that keeps its status keeps the time it got it. */
function timed(next: Condition[], before: Condition[], now: string): Condition[] {
  return next.map((one) => {
    const old = before.find((other) => other.type === one.type);
    const since = old?.status === one.status ? old.lastTransitionTime : undefined;
    return { ...one, lastTransitionTime: since ?? now };
  });
}

function conditions(init: ContainerHealth[], apps: ContainerHealth[], nodeReady: boolean) {
  const undone = init.filter(({ status }) => !status.ready);
  const sick = apps.filter(({ status }) => !status.ready);
  const incomplete =
    undone.length > 0 ? `containers with incomplete status: [${names(undone)}]` : undefined;
  const unwell = sick.length > 0 ? `containers with unready status: [${names(sick)}]` : undefined;
  const ready = condition('Ready', 'ContainersNotReady', unwell);
  return [
    condition('PodScheduled', '', undefined),
    condition('Initialized', 'ContainersNotInitialized', incomplete),
    condition('ContainersReady', 'ContainersNotReady', unwell),
    // The node controller only turns the status round: it gives no reason.
    nodeReady ? ready : { ...ready, status: 'False' },
  ];
}

/** Pending until every container has been started once. */
function phaseOf(all: ContainerHealth[]): string {
  const waits = ['ImagePullBackOff', 'PodInitializing'];
  const reason = ({ status }: ContainerHealth) => status.state.waiting?.reason;
  return all.some((one) => waits.includes(String(reason(one)))) ? 'Pending' : 'Running';
}

export function podHealth(pod: Pod, now: string, nodeReady: boolean): PodHealth {
  const init = examineInit(pod, now);
  const held = init.some(({ status }) => !status.ready);
  const apps = pod.spec.containers.map((container) =>
    held ? initializing(container) : examine(pod, container, now),
  );
  const next = conditions(init, apps, nodeReady);
  const status: PodStatus = {
    ...pod.status,
    phase: phaseOf(apps),
    conditions: timed(next, pod.status?.conditions ?? [], now),
    containerStatuses: apps.map((one) => one.status),
    ...(init.length > 0 && { initContainerStatuses: init.map((one) => one.status) }),
    startTime: pod.status?.startTime ?? now,
  };
  return { status, notes: [...init, ...apps].flatMap((one) => one.notes) };
}
