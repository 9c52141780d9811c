import { expect, test } from 'vitest';
import { namespaceActive } from '../../src/checks/namespace-active.ts';
import { Namespace } from '../../src/objects/namespace.ts';
import { service } from '../network/objects.ts';
import { forbidden, verdictOn, whole } from './objects-pods.ts';
import { told } from './verdict.ts';

const namespace = (name: string, more: object = {}) =>
  Namespace.parse({ metadata: { name, ...more } });
const ending = namespace('shop', { deletionTimestamp: '2026-03-01T10:00:00Z' });

test.each<[what: string, given: Parameters<typeof verdictOn>[1], told: string]>([
  ['there', { namespace: whole(namespace('shop')) }, 'ok: `shop` is active'],
  [
    'misspelt',
    { nearNamespaces: whole(namespace('shops'), namespace('kube-system')) },
    'problem: there is no namespace `shop`. Did you mean `shops`?',
  ],
  ['nowhere', {}, 'problem: there is no namespace `shop`.'],
  ['on its way out', { namespace: whole(ending) }, 'problem: namespace `shop` is being deleted'],
])('%s', (_, given, words) => {
  expect(told(verdictOn(namespaceActive, given))).toBe(words);
});

test('nobody named one: that of the Service that was found counts', () => {
  const given = { service: whole(service()), namespace: whole(namespace('shop')) };
  expect(told(verdictOn(namespaceActive, given, ''))).toBe('ok: `shop` is active');
  expect(verdictOn(namespaceActive, {}, '').status).toBe('skipped');
});

test('one that may not be read is not denied', () => {
  expect(verdictOn(namespaceActive, { namespace: forbidden }).status).toBe('unknown');
});
