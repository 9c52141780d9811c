/** `service-selects-pods`: pods that have ended or are on their way, and what was not read. */
import { expect, test } from 'vitest';
import { serviceSelectsPods } from '../../src/checks/service-selects-pods.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { pod, service } from '../network/objects.ts';
import {
  deployment,
  evicted,
  forbidden,
  leaving,
  node,
  shortened,
  verdictOn,
  whole,
} from './objects-pods.ts';
import { told } from './verdict.ts';

type Given = Parameters<typeof verdictOn>[1];

const judged = (given: Given, selector: object = { app: 'payment' }) =>
  verdictOn(serviceSelectsPods, { service: whole(service({ selector })), ...given });

const labelled = (labels: object, name = 'x-1', more: object = {}) =>
  pod({ name, metadata: { labels, ...more } });

test('pods of another namespace are not taken for those of the own that have ended', () => {
  const own = labelled({ app: 'payment' }, 'x', { namespace: 'shop' });
  expect(told(judged({ strangers: whole(own) }))).toMatch(/none carries nearly that$/);
});

test('a restart in one go: the last pods still serve, new ones come', () => {
  const starter = deployment('payment', { app: 'payment' }, 1, 0);
  const finding = judged({ pods: whole(leaving()), deployments: whole(starter) });
  expect(finding).toMatchObject({
    status: 'warning',
    fix: 'Wait for the new pods of Deployment `payment`.',
  });
});

test('pods on their way out that are not ready serve nobody', () => {
  const gone: Pod = { ...leaving(), status: { ...leaving().status, conditions: [] } };
  expect(judged({ pods: whole(gone) }).status).toBe('problem');
});

test('pods that a lost node keeps from ending are the node’s doing', () => {
  const on = (isReady: boolean) =>
    judged({ pods: whole(leaving()), nodes: whole(node('node-1', isReady)) });
  expect(on(false)).toMatchObject({ causedBy: ['nodes-ready'] });
  expect(on(true)).not.toHaveProperty('causedBy');
});

test('a thousand ended pods say nothing about those behind them', () => {
  expect(judged({ pods: shortened([evicted('a')]) }).status).toBe('unknown');
});

test('what could not be read is not claimed', () => {
  const finding = judged({ neighbours: forbidden, strangers: forbidden });
  expect(told(finding)).toBe('problem: no pod in namespace `shop` carries `app=payment`');
});

test('pods that could not be read leave it open', () => {
  expect(judged({ pods: forbidden }).status).toBe('unknown');
});

test.each<[string, object]>([
  ['no selector', { selector: {} }],
  ['an alias', { type: 'ExternalName', externalName: 'x.example.com' }],
])('%s is skipped', (_, spec) => {
  const given = { service: whole(service(spec)) };
  expect(verdictOn(serviceSelectsPods, given).status).toBe('skipped');
});
