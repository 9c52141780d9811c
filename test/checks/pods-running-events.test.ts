/** `pods-running`: what events and restarts tell, and who accounts for it. */
import { expect, test } from 'vitest';
import { podsRunning } from '../../src/checks/pods-running.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { notReady, pod, running, service, waiting } from '../network/objects.ts';
import {
  crashing,
  creating,
  evicted,
  node,
  said,
  shortened,
  silent,
  verdictOn,
  whole,
} from './objects-pods.ts';
import { told } from './verdict.ts';

type Given = Parameters<typeof verdictOn>[1];

const judged = (pods: readonly Pod[], more: Given = {}, spec: object = {}) =>
  verdictOn(podsRunning, { service: whole(service(spec)), pods: whole(...pods), ...more });

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
