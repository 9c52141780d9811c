import { expect, test } from 'vitest';
import { noRecords } from '../../src/network/dns-records.ts';
import { candidates, confOf, usualConf, walk } from '../../src/network/resolver.ts';
import { pod } from './objects.ts';

const usual = usualConf('shop', 'cluster.local', ['10.96.0.10']);
const conf = (spec: Record<string, unknown>) =>
  confOf(pod({ spec }), 'cluster.local', ['10.96.0.10']);
const below = (name: string) => usual.search.map((domain) => `${name}.${domain}`);

test.each([
  ['api', [...below('api'), 'api']],
  ['api.shop', [...below('api.shop'), 'api.shop']],
  ['Api.shop.', ['api.shop']],
  ['a.b.c.d.e.f', ['a.b.c.d.e.f', ...below('a.b.c.d.e.f')]],
])('%s is tried as %j', (typed, names) => {
  expect(candidates(typed, usual)).toEqual(names);
});

test.each<[Record<string, unknown>, object]>([
  [{}, usual],
  [{ hostNetwork: true }, { isCluster: false, search: [] }],
  [
    { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
    { ...usual, origin: /HostNet/ },
  ],
  [{ dnsPolicy: 'Default' }, { isCluster: false, search: [] }],
  [
    { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.1'] } },
    { isCluster: false, ndots: 1 },
  ],
  [
    { dnsPolicy: 'None', dnsConfig: { nameservers: ['10.96.0.10'], searches: ['a.test'] } },
    { isCluster: true, search: ['a.test'] },
  ],
  [
    { dnsConfig: { searches: ['corp.test'], options: [{ name: 'ndots', value: '2' }] } },
    { ndots: 2, options: ['ndots:2'], search: [...usual.search, 'corp.test'] },
  ],
])('a pod with %j', (spec, expected) => {
  const { origin: _, ...rest } = expected as { origin?: unknown };
  expect(conf(spec)).toMatchObject(rest);
});

test('the walk stops at the first name that answers, and counts what came in vain', () => {
  const record = { name: 'x', type: 'A', ttl: 5, data: '10.96.0.7' } as const;
  const found = walk('api.shop', usual, (name) => [
    name === 'api.shop.svc.cluster.local'
      ? { ...noRecords('NOERROR'), answers: [record] }
      : noRecords('NXDOMAIN'),
  ]);
  expect([found.found?.name, found.misses, found.tries.length]).toEqual([
    'api.shop.svc.cluster.local',
    1,
    2,
  ]);
});
