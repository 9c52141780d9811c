import { expect, test } from 'vitest';
import { podsRunning } from '../../src/checks/pods-running.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { notReady, pod, running, service, waiting } from '../network/objects.ts';
import {
  crashing,
  creating,
  evicted,
  leaving,
  silent,
  unscheduled,
  verdictOn,
  whole,
} from './objects-pods.ts';
import { told } from './verdict.ts';

type Given = Parameters<typeof verdictOn>[1];

const judged = (pods: readonly Pod[], more: Given = {}, spec: object = {}) =>
  verdictOn(podsRunning, { service: whole(service(spec)), pods: whole(...pods), ...more });

const initial = { type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized' };
const inInit = (init: object, more: object = {}): Pod =>
  pod({
    status: { phase: 'Pending' },
    spec: { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }, { name: 'migrate' }] },
    conditions: [initial, notReady('ContainersNotReady')],
    init: [running({ name: 'mesh' }), { name: 'migrate', ...init }],
    containers: [waiting('PodInitializing')],
    ...more,
  });
const sidecarDown = pod({
  spec: { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }] },
  conditions: [notReady('ContainersNotReady')],
  init: [waiting('CrashLoopBackOff', 'back-off 40s', { name: 'mesh' })],
});
const noImage = (words: string) =>
  pod({
    status: { phase: 'Pending' },
    conditions: [notReady('ContainersNotReady')],
    containers: [waiting('ImagePullBackOff', words)],
  });

test.each<[what: string, pods: Pod[], told: RegExp, fix?: RegExp]>([
  ['all run', [pod({ name: 'a' }), pod({ name: 'b' })], /^ok: 2 pods run$/],
  ['one that is not ready', [silent()], /^ok: 1 pod runs$/],
  [
    'a crash loop',
    [crashing()],
    /^problem: the only pod does not run: container app: CrashLoopBackOff: back-off 5m0s, last exit code 1 \(Error\)$/,
    /last words/,
  ],
  ['all in a crash loop', [crashing('a'), crashing('b')], /^problem: none of 2 pods runs: /],
  ['some', [crashing('a'), pod({ name: 'b' })], /^warning: 1 of 2 pods does not run: /],
  ['some, and the others not ready', [crashing('a'), silent('b')], /^problem: 1 of 2 pods does/],
  [
    'an image that is not there',
    [noImage('Back-off pulling image "x:1": ErrImagePull: x:1: not found')],
    /^problem: .*ImagePullBackOff.*not found$/,
    /name or tag/,
  ],
  [
    'an image that may not be pulled',
    [noImage('ErrImagePull: pull access denied, 403 Forbidden')],
    /^problem: .*ImagePullBackOff/,
    /image pull secret/,
  ],
  [
    'a ConfigMap that is missing',
    [
      pod({
        status: { phase: 'Pending' },
        conditions: [notReady()],
        containers: [waiting('CreateContainerConfigError', 'configmap "api" not found')],
      }),
    ],
    /^problem: .*CreateContainerConfigError: configmap "api" not found$/,
    /^Create the ConfigMap/,
  ],
  [
    'an init container that fails',
    [
      inInit({
        ...waiting('CrashLoopBackOff', 'back-off 20s', { name: 'migrate' }),
        lastState: { terminated: { exitCode: 3 } },
      }),
    ],
    /^problem: the only pod does not run: init container migrate: CrashLoopBackOff/,
    /init container `migrate`/,
  ],
  ['a native sidecar that crashes', [sidecarDown], /^problem: .*init container mesh: CrashLoop/],
  [
    'an init container at work, and nobody else',
    [inInit(running({ name: 'migrate', ready: false }))],
    /^problem: .*init container migrate: still running$/,
    /^Wait/,
  ],
  [
    'no room',
    [
      unscheduled(
        '0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available.',
      ),
    ],
    /^problem: the only pod does not run: Pending: Unschedulable: 0\/3 nodes are available: 3 Insufficient memory$/,
    /less `memory`/,
  ],
  [
    'a taint',
    [unscheduled('0/3 nodes are available: 3 node(s) had untolerated taint(s) {gpu: }.')],
    /^problem: .*untolerated taint/,
    /tolerate/,
  ],
  [
    'a volume that nobody binds',
    [unscheduled('pod has unbound immediate PersistentVolumeClaims.')],
    /^problem: /,
    /PersistentVolumeClaim/,
  ],
  [
    'an image that would run as root',
    [
      pod({
        status: { phase: 'Pending' },
        conditions: [notReady()],
        containers: [
          waiting(
            'CreateContainerConfigError',
            'container has runAsNonRoot and image will run as root',
          ),
        ],
      }),
    ],
    /^problem: .*runAsNonRoot/,
    /forbids root/,
  ],
  [
    'a long chain of errors: its end says why',
    [noImage(`Back-off pulling image "x:1": ${'failed to pull: '.repeat(30)}403 Forbidden`)],
    /^problem: .*Back-off pulling image "x:1".* … .*403 Forbidden$/,
    /image pull secret/,
  ],
  ['an eviction long made good', [evicted(), pod()], /^ok: 1 pod runs$/],
  ['a pod of a rollout on its way out', [leaving(), pod()], /^ok: 1 pod runs$/],
  [
    'a new pod beside old ones',
    [creating('a'), pod({ name: 'b' })],
    /^ok: 1 of 2 pods runs, 1 is starting$/,
  ],
  [
    'only new pods',
    [creating('a'), creating('b')],
    /^problem: none of 2 pods runs: ContainerCreating$/,
  ],
  [
    'two kinds of trouble',
    [crashing('a'), crashing('b'), unscheduled('no nodes available to schedule pods', 'c')],
    /^problem: none of 3 pods runs: container app: .*; 1 of them: Pending: Unschedulable: no nodes available/,
  ],
])('%s', (_, pods, words, fix) => {
  const finding = judged(pods);
  expect(told(finding)).toMatch(words);
  if (fix) expect(finding).toMatchObject({ fix: expect.stringMatching(fix) });
});
