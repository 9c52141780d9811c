/** The states are what kubelet and scheduler write, word for word. */
import { expect, test } from 'vitest';
import { isOver, isReady, podTrouble, restartsOf } from '../../src/network/pod-trouble.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { notReady, pod, running, waiting } from './objects.ts';

const unready = notReady('ContainersNotReady', 'containers with unready status: [app]');
const terminated = (more: object) => ({ terminated: { exitCode: 1, reason: 'Error', ...more } });
const initial = [{ type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized' }];

const told: [what: string, pod: Pod, words: string | undefined][] = [
  [
    'no room',
    pod({
      spec: { nodeName: undefined },
      status: { phase: 'Pending', podIPs: [] },
      containers: [],
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/3 nodes are available: 3 Insufficient memory.',
        },
      ],
    }),
    'Pending: Unschedulable: 0/3 nodes are available: 3 Insufficient memory.',
  ],
  [
    'not looked at by the scheduler yet',
    pod({
      spec: { nodeName: undefined },
      status: { phase: 'Pending' },
      conditions: [],
      containers: [],
    }),
    'Pending: not scheduled yet',
  ],
  [
    'not looked at by the kubelet yet',
    pod({ status: { phase: 'Pending' }, conditions: [], containers: [] }),
    'Pending: node node-1 has not started its containers yet',
  ],
  [
    'an init container at work',
    pod({
      status: { phase: 'Pending' },
      conditions: [...initial, unready],
      init: [running({ name: 'migrate', ready: false })],
      containers: [waiting('PodInitializing')],
    }),
    'init container migrate: still running',
  ],
  [
    'a sidecar that runs beside one that is still to come',
    pod({
      status: { phase: 'Pending' },
      spec: { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }, { name: 'migrate' }] },
      conditions: [...initial, unready],
      init: [running({ name: 'mesh' }), running({ name: 'migrate', ready: false })],
    }),
    'init container migrate: still running',
  ],
  [
    'evicted',
    pod({
      conditions: [],
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
      },
    }),
    'Failed: Evicted: The node was low on resource: memory.',
  ],
  [
    'failed without a word of the kubelet',
    pod({ status: { phase: 'Failed' }, containers: [{ name: 'app', state: terminated({}) }] }),
    'Failed: container app: exit code 1 (Error)',
  ],
  [
    'completed',
    pod({ status: { phase: 'Succeeded' }, conditions: [] }),
    'Completed: its containers have ended',
  ],
  [
    'on its way out',
    pod({ metadata: { deletionTimestamp: '2026-03-01T10:00:30Z' } }),
    'Terminating: its grace period ends at 2026-03-01T10:00:30Z',
  ],
  [
    'a readiness gate nobody has set',
    pod({
      spec: { readinessGates: [{ conditionType: 'lb.example/ready' }] },
      conditions: [notReady('ReadinessGatesNotReady', 'corresponding condition does not exist.')],
    }),
    'readiness gate lb.example/ready has not been set by its controller',
  ],
  [
    'a readiness gate that is closed',
    pod({
      spec: { readinessGates: [{ conditionType: 'lb.example/ready' }] },
      conditions: [
        notReady('ReadinessGatesNotReady'),
        { type: 'lb.example/ready', status: 'False', reason: 'Elb.RegistrationInProgress' },
      ],
    }),
    'readiness gate lb.example/ready is False: Elb.RegistrationInProgress',
  ],
  [
    'before its startup probe',
    pod({ conditions: [unready], containers: [running({ ready: false, started: false })] }),
    'container app: running, but its startup probe has not succeeded',
  ],
  [
    'before its readiness probe',
    pod({ conditions: [unready], containers: [running({ ready: false })] }),
    'container app: running, but its readiness probe has not succeeded',
  ],
  [
    'being created, without a sandbox',
    pod({
      status: { phase: 'Pending' },
      conditions: [{ type: 'PodReadyToStartContainers', status: 'False' }, unready],
      containers: [waiting('ContainerCreating')],
    }),
    'ContainerCreating: it waits for its volumes or its network',
  ],
  [
    'being created',
    pod({
      status: { phase: 'Pending' },
      conditions: [unready],
      containers: [waiting('ContainerCreating')],
    }),
    'ContainerCreating',
  ],
  [
    'on a node that is silent',
    pod({ conditions: [{ type: 'ContainersReady', status: 'True' }, notReady()] }),
    'marked as not ready though its containers are: its node does not report',
  ],
  [
    'not ready, and nothing else known',
    pod({ conditions: [notReady('Strange', 'for no reason')], containers: [] }),
    'Strange: for no reason',
  ],
];

test.each(told)('a pod that is %s', (_, it, words) => {
  expect(podTrouble(it)).toBe(words);
});

test('restarts are those of all containers', () => {
  const both = [running({ restartCount: 2 }), running({ name: 'proxy', restartCount: 3 })];
  expect(restartsOf(pod({ containers: both }))).toBe(5);
});

test('a pod without conditions is not ready', () => {
  expect(isReady(pod({ conditions: [] }))).toBe(false);
});

test.each([
  ['Running', undefined, false],
  ['Failed', undefined, true],
  ['Succeeded', undefined, true],
  ['Running', '2026-03-01T10:00:30Z', true],
])('whether a %s pod deleted at %s is over: %s', (phase, deletionTimestamp, over) => {
  const metadata = deletionTimestamp === undefined ? {} : { deletionTimestamp };
  expect(isOver(pod({ metadata, status: { phase } }))).toBe(over);
});
