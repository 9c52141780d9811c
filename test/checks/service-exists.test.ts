import { expect, test } from 'vitest';
import { serviceExists } from '../../src/checks/service-exists.ts';
import type { Service } from '../../src/objects/service.ts';
import { service } from '../network/objects.ts';
import { forbidden, verdictOn, whole } from './objects-pods.ts';
import { told } from './verdict.ts';

const named = (name: string, namespace = 'shop') => service({}, { metadata: { name, namespace } });

const judged = (near: Service[], namespace: string | undefined = 'shop') =>
  verdictOn(serviceExists, { nearServices: whole(...near) }, namespace);

test('it is there', () => {
  const finding = verdictOn(serviceExists, { service: whole(named('api')) });
  expect(told(finding)).toBe('ok: `shop/api` exists');
});

test('it is there more than once: which one is looked at, is said', () => {
  const all = whole(named('api'), named('api', 'staging'));
  const finding = verdictOn(serviceExists, { service: all }, '');
  expect(told(finding)).toBe('ok: `shop/api` exists, and others of this name in `staging`');
});

test.each<[what: string, near: Service[], told: string, fix: RegExp]>([
  [
    'a near name',
    [named('apis'), named('mysql')],
    'problem: there is no Service `api` in namespace `shop`. Did you mean `apis`?',
    /^Ask for `apis`/,
  ],
  [
    'the same name elsewhere',
    [named('api', 'staging')],
    'problem: there is no Service `api` in namespace `shop`. It exists in `staging`.',
    /^Ask for it in namespace `staging`\.$/,
  ],
  [
    'nothing like it',
    [named('mysql')],
    'problem: there is no Service `api` in namespace `shop`.',
    /^Apply the manifest/,
  ],
])('%s', (_, near, words, fix) => {
  const finding = judged(near);
  expect(told(finding)).toBe(words);
  expect(finding).toMatchObject({ fix: expect.stringMatching(fix) });
});

test('in no namespace at all', () => {
  expect(told(judged([named('apis')], ''))).toMatch(/^problem: there is no Service `api` in any/);
});

test('what could not be read is not denied', () => {
  expect(verdictOn(serviceExists, { service: forbidden }).status).toBe('unknown');
});
