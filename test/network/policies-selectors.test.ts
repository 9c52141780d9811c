/** Label selectors, as rules use them. */
import { expect, test } from 'vitest';
import { selectorText } from '../../src/network/label-selectors.ts';
import type { PolicyVerdict } from '../../src/network/policies.ts';
import { LabelSelector } from '../../src/objects/label-selector.ts';
import { judge, podAt, web } from './policies-examples.ts';

const inward = (from: object) => ({ 'shop/in': { ingress: [{ from: [from] }] } });

const operators: [
  operator: string,
  values: string[],
  labels: Record<string, string>,
  PolicyVerdict,
][] = [
  ['In', ['a', 'b'], { tier: 'b' }, 'allowed'],
  ['In', ['a', 'b'], {}, 'denied'],
  ['NotIn', ['a'], { tier: 'b' }, 'allowed'],
  ['NotIn', ['a'], { tier: 'a' }, 'denied'],
  ['NotIn', ['a'], {}, 'allowed'],
  ['Exists', [], { tier: 'a' }, 'allowed'],
  ['Exists', [], {}, 'denied'],
  ['DoesNotExist', [], {}, 'allowed'],
  ['DoesNotExist', [], { tier: 'a' }, 'denied'],
];

test.each(operators)('tier %s %j takes in %j: %s', (operator, values, labels, verdict) => {
  const podSelector = { matchExpressions: [{ key: 'tier', operator, values }] };
  const from = podAt('shop/job', labels);
  expect(judge(inward({ podSelector }), { from }).verdict).toBe(verdict);
});

test('a label is never taken for what every JavaScript object has', () => {
  const podSelector = { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] };
  expect(judge(inward({ namespaceSelector: {}, podSelector }), { from: web }).verdict).toBe(
    'denied',
  );
});

test('a selector is written as kubectl takes it', () => {
  const selector = LabelSelector.parse({
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'track', operator: 'NotIn', values: ['canary'] },
      { key: 'team', operator: 'Exists' },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  });
  expect(selectorText(selector)).toBe('app=web,tier in (a,b),track notin (canary),team,!old');
});
