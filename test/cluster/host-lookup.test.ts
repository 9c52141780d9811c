/** Looking a host up is an extra: whatever goes wrong is "not looked up". */
import { expect, test } from 'vitest';
import { createHostLookup } from '../../src/cluster/host-lookup.ts';

const none = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENODATA' }));
const never = () => new Promise<string[]>(() => undefined);
const questions = { resolve4: none, resolve6: none, resolveCname: none };

test('both families and the alias are told', async () => {
  const lookup = createHostLookup({
    resolve4: async () => ['198.51.100.1'],
    resolve6: async () => ['2001:db8::1'],
    resolveCname: async () => ['x.cloudfront.net'],
  });
  expect(await lookup('a.test')).toEqual({
    addresses: ['198.51.100.1', '2001:db8::1'],
    alias: 'x.cloudfront.net',
  });
});

test.each([
  ['a name without an address', none, 'the name has no address'],
  ['a resolver that hangs', never, 'no answer in time'],
])('%s is a failure in words', async (_, resolve4, failure) => {
  const lookup = createHostLookup({ ...questions, resolve4 }, 20);
  expect(await lookup('a.test')).toEqual({ addresses: [], failure });
});
