/**
 * What the kubelet says of containers in each way a pod can be unwell: their status and the events,
 * in its words. Pure; `now` is the only time.
 */
import { createHash } from 'node:crypto';
import type { Container, ContainerStatus, Pod } from '../defaults/kinds.ts';
import { ailment } from './ailments.ts';

/** An event about one container (or about the pod, without a path). */
export interface HealthNote {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  fieldPath?: string;
  count?: number;
}

export interface ContainerHealth {
  status: ContainerStatus;
  notes: HealthNote[];
}

/** How often something that repeats has happened by the time anyone looks. */
export const repeated = 42;
const crashes = 7;

export const restarts = (pod: Pod, otherwise: number): number =>
  Number(ailment(pod, 'restarts') ?? otherwise);

const note =
  (container: Container, path: string) =>
  (type: HealthNote['type'], reason: string, message: string, count?: number): HealthNote => ({
    type,
    reason,
    message,
    fieldPath: `spec.${path}{${container.name}}`,
    ...(count !== undefined && { count }),
  });

function containerId(pod: Pod, container: Container, restart: number): string {
  const text = `${pod.metadata.uid}/${container.name}/${restart}`;
  return `containerd://${createHash('sha256').update(text).digest('hex')}`;
}

function base(container: Container): ContainerStatus {
  return {
    name: container.name,
    image: container.image ?? '',
    imageID: '',
    ready: false,
    started: false,
    restartCount: 0,
    state: {},
    lastState: {},
  };
}

/** `OOMKilled` is 137 by definition; a number in the text is believed; anything else is 1. */
function exitOf(text: string): { exitCode: number; reason: string } {
  if (/OOM ?Killed/i.test(text)) return { exitCode: 137, reason: 'OOMKilled' };
  const exitCode = Number(/exit(?:ed)?(?: with)?(?: code| status)? (\d+)/i.exec(text)?.[1] ?? 1);
  return { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' };
}

function terminated(pod: Pod, container: Container, text: string, now: string, restart: number) {
  const { exitCode, reason } = exitOf(text);
  const words = text === '' ? {} : { message: `${text}\n` };
  const containerID = containerId(pod, container, restart);
  return { exitCode, reason, ...words, startedAt: now, finishedAt: now, containerID };
}

export function running(pod: Pod, container: Container, now: string, count = 0): ContainerHealth {
  const say = note(container, 'containers');
  const last = terminated(pod, container, '', now, Math.max(0, count - 1));
  return {
    status: {
      ...base(container),
      containerID: containerId(pod, container, count),
      ready: true,
      started: true,
      restartCount: count,
      state: { running: { startedAt: now } },
      lastState: count > 0 ? { terminated: last } : {},
    },
    notes: [
      say('Normal', 'Pulled', `Container image "${container.image}" already present on machine`),
      say('Normal', 'Created', `Created container: ${container.name}`),
      say('Normal', 'Started', `Started container ${container.name}`),
    ],
  };
}

export function unready(
  pod: Pod,
  container: Container,
  now: string,
  text: string,
): ContainerHealth {
  const { status, notes } = running(pod, container, now, restarts(pod, 0));
  const message = `Readiness probe failed: ${text}`;
  const failed = note(container, 'containers')('Warning', 'Unhealthy', message, repeated);
  return { status: { ...status, ready: false }, notes: [...notes, failed] };
}

export function crashing(
  pod: Pod,
  container: Container,
  now: string,
  text: string,
  path: 'containers' | 'initContainers' = 'containers',
): ContainerHealth {
  const { name, namespace, uid } = pod.metadata;
  const where = `${name}_${namespace}(${uid})`;
  const count = restarts(pod, crashes);
  const message = `back-off 5m0s restarting failed container=${container.name} pod=${where}`;
  const backOff = `Back-off restarting failed container ${container.name} in pod ${where}`;
  const last = terminated(pod, container, text, now, count);
  return {
    status: {
      ...base(container),
      containerID: last.containerID,
      restartCount: count,
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: { terminated: last },
    },
    notes: [note(container, path)('Warning', 'BackOff', backOff, repeated)],
  };
}

export function withoutImage(container: Container, text: string): ContainerHealth {
  const say = note(container, 'containers');
  const image = `"${container.image}"`;
  const message = `Back-off pulling image ${image}: ErrImagePull: ${text}`;
  return {
    status: {
      ...base(container),
      state: { waiting: { reason: 'ImagePullBackOff', message } },
    },
    notes: [
      say('Normal', 'Pulling', `Pulling image ${image}`, 5),
      say('Warning', 'Failed', `Failed to pull image ${image}: ${text}`, 5),
      say('Warning', 'Failed', 'Error: ErrImagePull', 5),
      say('Normal', 'BackOff', `Back-off pulling image ${image}`, repeated),
      say('Warning', 'Failed', 'Error: ImagePullBackOff', repeated),
    ],
  };
}

export function initializing(container: Container): ContainerHealth {
  const waiting = { reason: 'PodInitializing' };
  return { status: { ...base(container), state: { waiting } }, notes: [] };
}

/** An init container that did its work; a sidecar (`restartPolicy: Always`) runs on. */
export function initialized(pod: Pod, container: Container, now: string): ContainerHealth {
  if (container.restartPolicy === 'Always') return running(pod, container, now);
  const done = { ...terminated(pod, container, '', now, 0), exitCode: 0, reason: 'Completed' };
  return {
    status: { ...base(container), ready: true, state: { terminated: done } },
    notes: [],
  };
}
