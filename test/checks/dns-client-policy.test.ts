import { expect, test } from 'vitest';
import { dnsClientPolicy } from '../../src/checks/dns-client-policy.ts';
import type { DnsName } from '../../src/checks/dns-name.ts';
import { pod } from '../network/objects.ts';
import { kubeDns } from './objects-dns.ts';
import { told, verdict } from './verdict.ts';

const from = { kind: 'name', name: 'api-1', namespace: 'shop' } as const;
const dnsServices = [kubeDns()];
const lost = 'no name of the cluster resolves';
const many = Array.from({ length: 33 }, (_, i) => `zone-${i}.example.com`);
const dnsConfig = (config: object) => ({ dnsConfig: config });

const name = (typed: string, kind: DnsName['kind'] = 'service'): DnsName => ({
  typed,
  whole: typed,
  kind,
  isServed: true,
  reasons: [],
  elsewhere: [],
  near: [],
});

const cases: [what: string, spec: Record<string, unknown>, told: string][] = [
  ['nothing said', {}, 'ok: `shop/api-1` asks the cluster’s DNS: dnsPolicy ClusterFirst'],
  [
    'the node’s DNS',
    { dnsPolicy: 'Default' },
    `problem: \`shop/api-1\`: it has \`dnsPolicy: Default\`, which is the node’s DNS: ${lost} there`,
  ],
  [
    'the host network',
    { hostNetwork: true },
    `problem: \`shop/api-1\`: it is on the host network with \`dnsPolicy: ClusterFirst\`, which there means the node’s DNS: ${lost}`,
  ],
  [
    'the host network, and told so',
    { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
    'ok: `shop/api-1` asks the cluster’s DNS: dnsPolicy ClusterFirstWithHostNet',
  ],
  [
    'servers of its own alone',
    { dnsPolicy: 'None', ...dnsConfig({ nameservers: ['8.8.8.8'] }) },
    `problem: \`shop/api-1\`: it has \`dnsPolicy: None\`, and its dnsConfig does not name the cluster’s DNS: ${lost}`,
  ],
  [
    'the cluster’s server by hand',
    {
      dnsPolicy: 'None',
      ...dnsConfig({ nameservers: ['10.96.0.10'], searches: ['shop.svc.cluster.local'] }),
    },
    'warning: `shop/api-1`: it has `ndots:1`: `redis.shop` is first asked for outside of the cluster, and images with musl (Alpine) do not try the search list after that',
  ],
  [
    'NodeLocal DNSCache by hand',
    {
      dnsPolicy: 'None',
      ...dnsConfig({
        nameservers: ['169.254.20.10'],
        searches: ['shop.svc.cluster.local'],
        options: [{ name: 'ndots', value: '5' }],
      }),
    },
    'ok: `shop/api-1` asks the cluster’s DNS: dnsPolicy None with dnsConfig',
  ],
  [
    'ndots 2, which still finds redis.shop',
    dnsConfig({ options: [{ name: 'ndots', value: '2' }] }),
    'ok: `shop/api-1` asks the cluster’s DNS: dnsPolicy ClusterFirst with dnsConfig',
  ],
  [
    'too many servers',
    dnsConfig({ nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3'] }),
    'warning: `shop/api-1`: it has 4 nameservers, and resolvers use the first 3',
  ],
  [
    'too many domains',
    dnsConfig({ searches: many }),
    'warning: `shop/api-1`: its search list has 36 domains and 704 characters; 32 and 2048 are allowed',
  ],
];

test.each(cases)('%s', (_, spec, expected) => {
  const given = { callerPods: [pod({ spec })], dnsServices };
  expect(told(verdict(dnsClientPolicy, given, { from }))).toBe(expected);
});

test.each([
  ['redis', 'ok'],
  ['redis.shop', 'warning'],
  ['redis.shop.svc.cluster.local', 'ok'],
  ['redis.shop.', 'ok'],
])('with ndots:1, %s is %s', (typed, status) => {
  const spec = dnsConfig({ options: [{ name: 'ndots', value: '1' }] });
  const given = { callerPods: [pod({ spec })], dnsServices, dnsName: [name(typed)] };
  expect(verdict(dnsClientPolicy, given, { from }).status).toBe(status);
});

test('whether servers of its own are the cluster’s is left open where that is not known', () => {
  const spec = { dnsPolicy: 'None', ...dnsConfig({ nameservers: ['10.0.0.10'] }) };
  expect(verdict(dnsClientPolicy, { callerPods: [pod({ spec })] }, { from }).status).not.toBe(
    'problem',
  );
});

test('nobody named, a namespace named, or a name outside: it does not apply', () => {
  const callerPods = [pod({ spec: { dnsPolicy: 'Default' } })];
  const outside = { callerPods, dnsServices, dnsName: [name('example.com', 'outside')] };
  expect(verdict(dnsClientPolicy, { dnsServices }).status).toBe('skipped');
  expect(verdict(dnsClientPolicy, { dnsServices }, { from }).status).toBe('skipped');
  expect(verdict(dnsClientPolicy, outside, { from }).status).toBe('skipped');
});
