import { expect, test } from 'vitest';
import { podsReady } from '../../src/checks/pods-ready.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { notReady, pod, running, service, unhealthy } from '../network/objects.ts';
import {
  crashing,
  creating,
  evicted,
  forbidden,
  leaving,
  node,
  said,
  silent,
  verdictOn,
  whole,
} from './objects-pods.ts';
import { told } from './verdict.ts';

type Given = Parameters<typeof verdictOn>[1];

const judged = (pods: readonly Pod[], more: Given = {}, spec: object = {}) =>
  verdictOn(podsReady, { service: whole(service(spec)), pods: whole(...pods), ...more });

const failing = (words: string): Given => ({ podEvents: whole(unhealthy(words, { count: 9 })) });

const gated = (type: string, ...conditions: object[]): Pod =>
  pod({
    spec: { readinessGates: [{ conditionType: type }] },
    conditions: [
      { type: 'ContainersReady', status: 'True' },
      notReady('ReadinessGatesNotReady'),
      ...(conditions as Record<string, unknown>[]),
    ],
  });
const alb = 'target-health.elbv2.k8s.aws/k8s-shop-api';
const lost = pod({
  conditions: [{ type: 'ContainersReady', status: 'True' }, notReady()],
});

test.each<[what: string, pods: Pod[], given: Given, told: RegExp, fix?: RegExp]>([
  ['all', [pod({ name: 'a' }), pod({ name: 'b' })], {}, /^ok: 2 pods are ready$/],
  [
    'a probe that is refused',
    [silent()],
    failing('Readiness probe failed: dial tcp 10.244.0.1:8080: connect: connection refused'),
    /^problem: the only pod is not ready: Readiness probe failed: .*connection refused \(9 times\)$/,
    /^Nothing listens/,
  ],
  [
    'a path that is not there',
    [silent()],
    failing('Readiness probe failed: HTTP probe failed with statuscode: 404'),
    /^problem: .*404/,
    /mend the path/,
  ],
  [
    'a probe that takes too long',
    [silent()],
    failing('Readiness probe failed: context deadline exceeded'),
    /^problem: /,
    /timeoutSeconds/,
  ],
  [
    'a startup probe',
    [silent('api-1', { started: false })],
    failing('Startup probe failed: HTTP probe failed with statuscode: 503'),
    /^problem: .*Startup probe failed/,
    /start faster/,
  ],
  [
    'a readiness gate of a load balancer',
    [gated(alb)],
    {},
    /^problem: the only pod is not ready: readiness gate target-health\.elbv2.* has not been set by its controller$/,
    /^The AWS Load Balancer Controller has to set/,
  ],
  [
    'a readiness gate that says no',
    [gated('example.com/warm', { type: 'example.com/warm', status: 'False', reason: 'Cold' })],
    {},
    /^problem: .*readiness gate example\.com\/warm is False: Cold$/,
    /^Find the controller that sets `example\.com\/warm`/,
  ],
  [
    'a node that does not report',
    [lost],
    {},
    /^problem: .*its node does not report$/,
    /^Mend node `node-1`/,
  ],
  ['nobody ready yet', [silent('a')], {}, /^problem: .*readiness probe has not succeeded$/],
  [
    'some',
    [silent(), pod({ name: 'b' })],
    failing('Readiness probe failed: HTTP probe failed with statuscode: 503'),
    /^warning: 1 of 2 pods is not ready: Readiness probe failed/,
  ],
  [
    'a pod of a rollout that has just started',
    [silent('a', { started: false }), pod({ name: 'b' })],
    {},
    /^ok: 1 of 2 pods is not ready yet, as pods are while they start; 1 pod is ready$/,
  ],
  [
    'the same, where events may not be read',
    [silent('a'), pod({ name: 'b' })],
    { podEvents: forbidden },
    /^warning: 1 of 2 pods is not ready/,
  ],
  [
    'more new pods than events are read of',
    [...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => silent(name)), pod({ name: 'z' })],
    {},
    /^warning: 6 of 7 pods are not ready/,
  ],
  [
    'one that comes up again and again',
    [silent('a', { restartCount: 7 }), pod({ name: 'b' })],
    {},
    /^warning: .*has not succeeded, and it was restarted 7 times$/,
  ],
  [
    'crashing ones are told elsewhere',
    [crashing('a'), pod({ name: 'b' })],
    {},
    /^ok: 1 pod is ready$/,
  ],
  ['none runs', [crashing('a'), creating('b')], {}, /^skipped: no pod runs/],
  [
    'ended and leaving ones do not count',
    [evicted(), leaving(), pod()],
    {},
    /^ok: 1 pod is ready$/,
  ],
  ['no pods', [], {}, /^skipped/],
])('%s', (_, pods, given, words, fix) => {
  const finding = judged(pods, given);
  expect(told(finding)).toMatch(words);
  if (fix) expect(finding).toMatchObject({ fix: expect.stringMatching(fix) });
});

test('publishNotReadyAddresses: they get traffic all the same', () => {
  const spec = { publishNotReadyAddresses: true };
  expect(told(judged([silent('a'), silent('b')], {}, spec))).toBe(
    'ok: 2 of 2 pods are not ready, and traffic reaches them all the same (publishNotReadyAddresses)',
  );
});

test('what the probe asks stands beside its answer', () => {
  const container = { name: 'app', readinessProbe: { httpGet: { path: '/health', port: 'http' } } };
  const one = pod({
    spec: { containers: [container] },
    conditions: [notReady('ContainersNotReady')],
    containers: [running({ ready: false })],
  });
  const { evidence } = judged([one], failing('Readiness probe failed: x'));
  expect(evidence).toContainEqual({
    object: 'pod shop/api-1',
    field: 'spec.containers[app].readinessProbe',
    value: 'GET /health on port http',
  });
});

test('a lost node accounts for it, a living one does not', () => {
  const on = (isReady: boolean) => judged([lost], { nodes: whole(node('node-1', isReady)) });
  expect(on(false)).toMatchObject({ causedBy: ['nodes-ready'] });
  expect(on(true)).toMatchObject({ causedBy: [] });
});

test('an alias has no pods', () => {
  const spec = { type: 'ExternalName', externalName: 'x.example.com' };
  expect(judged([pod()], {}, spec).status).toBe('skipped');
});

test.each<[times: number, status: string]>([
  [2, 'ok'],
  [3, 'warning'],
])('beside a ready pod, %i failures of a probe that may fail three times: %s', (count, status) => {
  const young = pod({
    name: 'a',
    spec: { containers: [{ name: 'app', readinessProbe: { httpGet: { port: 80 } } }] },
    conditions: [notReady()],
    containers: [running({ ready: false })],
  });
  const event = said('Unhealthy', 'Readiness probe failed: connection refused', 'a');
  const podEvents = whole({ ...event, count });
  expect(judged([young, pod({ name: 'b' })], { podEvents }).status).toBe(status);
  expect(judged([young], { podEvents }).status).toBe('problem');
});
