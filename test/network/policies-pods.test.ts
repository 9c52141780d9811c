/** All pods of a Service at once. */
import { expect, test } from 'vitest';
import { judgePods } from '../../src/network/policy-pods.ts';
import type { Traffic } from '../../src/network/policy-sides.ts';
import { podAt, policies, web } from './policies-examples.ts';

const stable = podAt('shop/api-1', { role: 'api', track: 'stable' });
const canary = [2, 3].map((n) => podAt(`shop/api-${n}`, { role: 'api', track: 'canary' }));
const request: Omit<Traffic, 'to'> = { from: web, port: 8080, protocol: 'TCP' };
const forCanary = { podSelector: { matchLabels: { track: 'canary' } } };

const judgeAll = (specs: Parameters<typeof policies>[0], more: Partial<typeof request> = {}) =>
  judgePods({ ...request, ...more }, [stable, ...canary], { policies: policies(specs) });

test('allowed on all', () => {
  expect(judgeAll({})).toMatchObject({
    verdict: 'allowed',
    allowed: ['shop/api-1', 'shop/api-2', 'shop/api-3'],
    why: expect.stringMatching(/^Allowed on all 3 pods: No NetworkPolicy/),
    missing: [],
  });
});

test('denied on all: each kind of pod gets a rule, under a name of its own', () => {
  const answer = judgeAll({ 'shop/deny': {} });
  expect(answer).toMatchObject({ verdict: 'denied', allowed: [], notEvaluated: [] });
  expect(answer.isolating).toEqual([{ direction: 'ingress', policy: 'shop/deny' }]);
  expect(answer.missing.map(({ policy }) => policy.spec)).toMatchObject([
    { podSelector: { matchLabels: { role: 'api', track: 'stable' } } },
    { podSelector: { matchLabels: { role: 'api', track: 'canary' } } },
  ]);
  expect(new Set(answer.missing.map(({ name }) => name)).size).toBe(2);
});

test('where pods differ, those that are closed come first', () => {
  expect(judgeAll({ 'shop/deny': forCanary })).toMatchObject({
    verdict: 'differs',
    allowed: ['shop/api-1'],
    denied: ['shop/api-2', 'shop/api-3'],
    why: expect.stringMatching(
      /^Denied on `shop\/api-2`, `shop\/api-3`: .* Allowed on `shop\/api-1`: /,
    ),
  });
});

test('a doubt about one pod is a doubt about all, and named', () => {
  expect(judgeAll({ 'shop/deny': forCanary }, { from: { kind: 'node' } })).toMatchObject({
    verdict: 'not-evaluated',
    allowed: ['shop/api-1'],
    notEvaluated: ['shop/api-2', 'shop/api-3'],
    why: expect.stringMatching(
      /^Not evaluated on `shop\/api-2`, `shop\/api-3`: NetworkPolicies do/,
    ),
  });
});

test('a named port is each pod’s own', () => {
  const containers = [{ name: 'app', ports: [{ name: 'http', containerPort: 9090 }] }];
  const other = podAt('shop/api-4', { role: 'api' }, { spec: { containers } });
  const onlyOld = { ingress: [{ ports: [{ port: 8080 }] }] };
  const world = { policies: policies({ 'shop/in': onlyOld }) };
  const answer = judgePods({ ...request, port: 'http' }, [stable, other], world);
  expect(answer).toMatchObject({ verdict: 'differs', denied: ['shop/api-4'] });
});

test('no pods, no answer', () => {
  expect(judgePods(request, [], { policies: [] })).toMatchObject({
    verdict: 'not-evaluated',
    why: 'There is no pod to judge.',
  });
});
