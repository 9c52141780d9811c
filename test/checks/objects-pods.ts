/** Pods as they stand behind a Service: owned, starting, crashing, refused by their probes. */
import type { Check, Finding } from '../../src/checks/check.ts';
import { judge } from '../../src/checks/judge.ts';
import { sources } from '../../src/checks/sources/registry.ts';
import {
  type Facts,
  type Found,
  nothing,
  type SourceName,
} from '../../src/checks/sources/source.ts';
import { Deployment } from '../../src/objects/deployment.ts';
import { Event } from '../../src/objects/event.ts';
import { Node } from '../../src/objects/node.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { notReady, pod, running, waiting } from '../network/objects.ts';

/** Of a Deployment, through its ReplicaSet of this hash. */
export function ofDeployment(name: string, index: number, hash = '5d9', labels: object = {}): Pod {
  return pod({
    name: `${name}-${hash}-${index}`,
    metadata: {
      labels: { app: 'api', 'pod-template-hash': hash, ...labels },
      ownerReferences: [owner('ReplicaSet', `${name}-${hash}`)],
    },
  });
}

export const owned = (kind: string, by: string, name: string, labels: object = {}): Pod =>
  pod({
    name,
    metadata: { labels: { app: 'api', ...labels }, ownerReferences: [owner(kind, by)] },
  });

export const bare = (name: string, labels: object = {}): Pod =>
  pod({ name, metadata: { labels: { app: 'api', ...labels } } });

const owner = (kind: string, name: string) => ({
  kind,
  name,
  uid: `uid-${name}`,
  controller: true,
});

const unready = notReady('ContainersNotReady', 'containers with unready status: [app]');

export const crashing = (name = 'api-1', node = 'node-1'): Pod =>
  pod({
    name,
    spec: { nodeName: node },
    conditions: [unready],
    containers: [
      waiting('CrashLoopBackOff', 'back-off 5m0s', {
        restartCount: 7,
        lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      }),
    ],
  });

/** Runs, and its probe has not succeeded. */
export const silent = (name = 'api-1', more: object = {}): Pod =>
  pod({ name, conditions: [unready], containers: [running({ ready: false, ...more })] });

export const creating = (name = 'api-1'): Pod =>
  pod({
    name,
    status: { phase: 'Pending', podIPs: [] },
    conditions: [unready, { type: 'PodScheduled', status: 'True' }],
    containers: [waiting('ContainerCreating')],
  });

export const unscheduled = (message: string, name = 'api-1'): Pod =>
  pod({
    name,
    spec: { nodeName: undefined },
    status: { phase: 'Pending', podIPs: [] },
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
    containers: [],
  });

export const evicted = (name = 'api-0'): Pod =>
  pod({ name, status: { phase: 'Failed', reason: 'Evicted' }, conditions: [], containers: [] });

export const leaving = (name = 'api-0'): Pod =>
  pod({ name, metadata: { deletionTimestamp: '2026-03-01T10:00:30Z', labels: { app: 'api' } } });

export const deployment = (name: string, labels: object, replicas: number, running = 0) =>
  Deployment.parse({
    metadata: { name, namespace: 'shop' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'app' }] } },
    },
    status: { replicas: running },
  });

export const node = (name: string, isReady: boolean) =>
  Node.parse({
    metadata: { name },
    status: { conditions: [{ type: 'Ready', status: isReady ? 'True' : 'Unknown' }] },
  });

export const said = (reason: string, message: string, name = 'api-1') =>
  Event.parse({
    metadata: { name: `${name}.1`, namespace: 'shop' },
    involvedObject: { kind: 'Pod', namespace: 'shop', name, uid: `uid-${name}` },
    type: 'Warning',
    reason,
    message,
    lastTimestamp: '2026-03-01T10:00:00Z',
  });

type Given = { [S in SourceName]?: Partial<NonNullable<Facts[S]>> };

export const forbidden: Partial<Found<never>> = {
  gaps: [{ reason: 'refused', message: 'forbidden' }],
};
export const shortened = <T>(all: readonly T[]): Partial<Found<T>> => ({ all, isCut: true });
export const whole = <T>(...all: T[]): Partial<Found<T>> => ({ all });

/** One check over sources that may be cut short or refused; the others brought nothing. */
export function verdictOn(
  check: Check,
  given: Given,
  namespace: string | undefined = 'shop',
): Finding {
  const names = Object.keys(sources) as SourceName[];
  const facts = Object.fromEntries(
    names.map((name) => [name, { ...nothing, ...given[name] }]),
  ) as Facts;
  const target = { clusterDomain: 'cluster.local', name: 'api', ...(namespace && { namespace }) };
  const [judged] = judge([check], facts, target);
  if (!judged || judged.status === 'pending') throw new Error(`${check.id} waits for more`);
  return judged;
}
