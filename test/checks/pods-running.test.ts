import { expect, test } from 'vitest';
import { podsRunning } from '../../src/checks/pods-running.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { notReady, pod, running, service, waiting } from '../network/objects.ts';
import {
  crashing,
  creating,
  evicted,
  leaving,
  node,
  said,
  shortened,
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

test('a volume that cannot be mounted: the events say it, even beside pods that run', () => {
  const podEvents = whole(said('FailedMount', 'MountVolume.SetUp failed: secret "tls" not found'));
  const finding = judged([creating(), pod({ name: 'b' })], { podEvents });
  expect(told(finding)).toMatch(
    /^warning: 1 of 2 pods does not run: FailedMount: .*"tls" not found$/,
  );
});

test('that a node was found late, or a probe failed early, is past', () => {
  const podEvents = whole(
    said('FailedScheduling', '0/3'),
    said('Unhealthy', 'Startup probe failed'),
  );
  expect(judged([creating(), pod({ name: 'b' })], { podEvents }).status).toBe('ok');
});

test('the log that is named is that of the container', () => {
  expect(judged([crashing()])).toMatchObject({ kubectl: 'kubectl logs api-1 -n shop --previous' });
  const one = crashing();
  const containers = [...one.spec.containers, ...one.spec.containers];
  expect(judged([{ ...one, spec: { ...one.spec, containers } }])).toMatchObject({
    kubectl: 'kubectl logs api-1 -n shop -c app --previous',
  });
});

test('nodes account for it only where every such pod is on a lost one', () => {
  const nodes = whole(node('node-1', false), node('node-2', true));
  expect(judged([crashing('a')], { nodes })).toMatchObject({ causedBy: ['nodes-ready'] });
  const both = [crashing('a'), crashing('b', 'node-2')];
  expect(judged(both, { nodes })).toMatchObject({ causedBy: [] });
  expect(judged([crashing('a', 'node-9')], { nodes })).toMatchObject({ causedBy: ['nodes-ready'] });
  expect(judged([crashing('a', 'node-9')], { nodes: shortened([]) })).toMatchObject({
    causedBy: [],
  });
});

test('where unready pods get traffic, those serve', () => {
  const spec = { publishNotReadyAddresses: true };
  expect(judged([crashing('a'), silent('b')], {}, spec).status).toBe('warning');
});

test('of many pods only some are read, and that is said', () => {
  const finding = judged([], { pods: shortened([crashing('a'), pod({ name: 'b' })]) });
  expect(told(finding)).toMatch(/^warning: 1 of the first 2 pods does not run/);
});

test('no pods, none but ended ones, or an alias: skipped', () => {
  expect(judged([]).status).toBe('skipped');
  expect(judged([evicted()]).status).toBe('skipped');
  expect(judged([pod()], {}, { type: 'ExternalName', externalName: 'x.example' }).status).toBe(
    'skipped',
  );
});

test.each(['FailedToRetrieveImagePullSecret', 'DNSConfigForming', 'PolicyViolation'])(
  'what %s says stops no pod',
  (reason) => {
    const podEvents = whole(said(reason, 'words'));
    expect(judged([creating(), pod({ name: 'b' })], { podEvents }).status).toBe('ok');
  },
);

const refusal = 'Liveness probe failed: dial tcp 10.244.0.1:9999: connect: connection refused';
/** Started again at ten past, after a run of a minute. */
const restarted = (name: string, last: object = {}): Pod =>
  pod({
    name,
    containers: [
      running({
        restartCount: 3,
        state: { running: { startedAt: '2026-03-01T10:10:00Z' } },
        lastState: {
          terminated: {
            exitCode: 137,
            startedAt: '2026-03-01T10:08:00Z',
            finishedAt: '2026-03-01T10:09:00Z',
            ...last,
          },
        },
      }),
    ],
  });
const failedAt = (lastTimestamp: string, name = 'a') => ({
  podEvents: whole({ ...said('Unhealthy', refusal, name), lastTimestamp }),
});

test.each<[what: string, pods: Pod[], given: Given, told: RegExp]>([
  [
    'a liveness probe that kills a pod that is ready',
    [restarted('a')],
    failedAt('2026-03-01T10:10:20Z'),
    /^problem: the only pod does not stay up: container app: restarted 3 times: Liveness probe failed/,
  ],
  [
    'the same beside others',
    [restarted('a'), pod({ name: 'b' })],
    failedAt('2026-03-01T10:10:20Z'),
    /^warning: 1 of 2 pods does not stay up/,
  ],
  [
    'failures from before it was started',
    [restarted('a')],
    failedAt('2026-03-01T10:08:40Z'),
    /^ok: 1 pod runs$/,
  ],
  [
    'a failure after a run of weeks',
    [restarted('a', { startedAt: '2026-02-01T10:00:00Z' })],
    failedAt('2026-03-01T10:10:20Z'),
    /^ok: 1 pod runs$/,
  ],
  ['restarts that nobody says anything of', [restarted('a')], {}, /^ok: 1 pod runs$/],
])('%s', (_, pods, given, words) => {
  expect(told(judged(pods, given))).toMatch(words);
});

test.each<[exitCode: number, told: RegExp]>([
  [137, /exit code 137; Liveness probe failed/],
  [1, /exit code 1$/],
])('a crash loop that ends with code %i', (exitCode, words) => {
  const lastState = { terminated: { exitCode } };
  const one = pod({
    conditions: [notReady()],
    containers: [waiting('CrashLoopBackOff', 'back-off 20s', { restartCount: 4, lastState })],
  });
  const podEvents = whole(said('Unhealthy', refusal));
  expect(told(judged([one], { podEvents }))).toMatch(words);
});
