import { expect, test } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { complete } from '../../src/playground/hints.ts';

const first = commands.map(({ examples }) => examples[0]);

test.each([
  ['/', first.map((line) => `/svc ${line}`)],
  ['/sv', first.map((line) => `/svc ${line}`)],
  ['/svc ', first.map((line) => `/svc ${line}`)],
  ['@', first.map((line) => `@portolan ${line}`)],
  ['@portolan li', ['@portolan list -n shop']],
  ['/svc endpoints sh', ['/svc endpoints shop/mysql']],
  ['/svc list -', ['/svc list -n shop', '/svc list -A']],
  ['/svc endpoints search -n ', ['/svc endpoints <service> [-n <namespace>]']],
  ['/svcx', []],
  ['/deploy ', []],
  ['@grace ', []],
  ['', []],
  ['hello', []],
])('what can follow "%s"', (typed, hints) => {
  expect(complete(typed)).toEqual(hints);
});
