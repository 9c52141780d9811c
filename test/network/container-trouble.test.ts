/** The states are what the kubelet writes, word for word. */
import { expect, test } from 'vitest';
import { podTrouble } from '../../src/network/pod-trouble.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { notReady, pod, waiting } from './objects.ts';

const unready = notReady('ContainersNotReady', 'containers with unready status: [app]');
const backOff =
  'back-off 5m0s restarting failed container=app pod=api-1_shop(6a1f5b1e-1c1b-4e0f-9d8d-000000000000)';
const terminated = (more: object) => ({ terminated: { exitCode: 1, reason: 'Error', ...more } });
const crashing = (last: object) =>
  pod({
    conditions: [unready],
    containers: [waiting('CrashLoopBackOff', backOff, { restartCount: 7, lastState: last })],
  });
const initial = [{ type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized' }];

const told: [what: string, pod: Pod, words: string | undefined][] = [
  ['well', pod(), undefined],
  [
    'crashing',
    crashing(terminated({})),
    'container app: CrashLoopBackOff: back-off 5m0s, last exit code 1 (Error)',
  ],
  [
    'out of memory',
    crashing(terminated({ exitCode: 137, reason: 'OOMKilled' })),
    'container app: CrashLoopBackOff: back-off 5m0s, last exit code 137 (OOMKilled)',
  ],
  [
    'crashing with last words',
    crashing(terminated({ message: 'starting\npanic: no route to mysql\n\n' })),
    'container app: CrashLoopBackOff: back-off 5m0s, last exit code 1 (Error): panic: no route to mysql',
  ],
  [
    'ended a moment ago',
    pod({ conditions: [unready], containers: [{ name: 'app', state: terminated({ signal: 9 }) }] }),
    'container app: exit code 1 (Error, signal 9)',
  ],
  [
    'no image',
    pod({
      status: { phase: 'Pending' },
      conditions: [unready],
      containers: [
        waiting(
          'ImagePullBackOff',
          'Back-off pulling image "example.com/api:9": ErrImagePull: manifest unknown',
        ),
      ],
    }),
    'container app: ImagePullBackOff: Back-off pulling image "example.com/api:9": ErrImagePull: manifest unknown',
  ],
  [
    'no configuration',
    pod({
      conditions: [unready],
      containers: [waiting('CreateContainerConfigError', 'secret "db" not found')],
    }),
    'container app: CreateContainerConfigError: secret "db" not found',
  ],
  [
    'a failing init container',
    pod({
      status: { phase: 'Pending' },
      conditions: [...initial, unready],
      init: [waiting('CrashLoopBackOff', backOff, { name: 'migrate', lastState: terminated({}) })],
      containers: [waiting('PodInitializing')],
    }),
    'init container migrate: CrashLoopBackOff: back-off 5m0s, last exit code 1 (Error)',
  ],
  [
    'an init container that has just failed',
    pod({ conditions: [...initial, unready], init: [{ name: 'migrate', state: terminated({}) }] }),
    'init container migrate: exit code 1 (Error)',
  ],
  [
    'a sidecar that has ended',
    pod({
      spec: { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }] },
      conditions: [unready],
      init: [{ name: 'mesh', state: terminated({ exitCode: 0, reason: 'Completed' }) }],
    }),
    'init container mesh: exit code 0 (Completed)',
  ],
];

test.each(told)('a pod that is %s', (_, it, words) => {
  expect(podTrouble(it)).toBe(words);
});
