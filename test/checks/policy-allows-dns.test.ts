import { expect, test } from 'vitest';
import { policyAllowsDns } from '../../src/checks/policy-allows-dns.ts';
import { DaemonSet } from '../../src/objects/daemon-set.ts';
import { Namespace } from '../../src/objects/namespace.ts';
import { NetworkPolicy } from '../../src/objects/network-policy.ts';
import { dnsPod, kubeDns } from './objects-dns.ts';
import { told, verdict } from './verdict.ts';

type Fields = Record<string, unknown>;

const namespace = (name: string) =>
  Namespace.parse({ metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } });
const egress = (...rules: Fields[]) =>
  NetworkPolicy.parse({
    metadata: { name: 'way-out', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: rules },
  });
const ingress = (...rules: Fields[]) =>
  NetworkPolicy.parse({
    metadata: { name: 'way-in', namespace: 'kube-system' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: rules },
  });

const toSystem = [
  { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
];
const ports = (port: number, ...protocols: string[]) => ({
  ports: protocols.map((protocol) => ({ port, protocol })),
});
const both = ['UDP', 'TCP'];

/** As OpenShift has it: 53 of the Service is 5353 of the pods. */
const elsewhere = {
  dnsServices: [
    kubeDns({
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 5353 },
        { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 5353 },
      ],
    }),
  ],
};
const cache = {
  systemDaemonSets: [
    DaemonSet.parse({
      metadata: { name: 'node-local-dns', namespace: 'kube-system' },
      spec: { selector: {}, template: { spec: { containers: [] } } },
    }),
  ],
};
const toCache = { to: [{ ipBlock: { cidr: '169.254.20.10/32' } }], ...ports(53, ...both) };

type Given = Parameters<typeof verdict>[1];
const world: Given = {
  callerNamespace: [namespace('shop')],
  dnsNamespaces: [namespace('kube-system')],
  dnsPods: [dnsPod('coredns-1'), dnsPod('coredns-2')],
  dnsServices: [kubeDns()],
};

const cases: [what: string, policies: NetworkPolicy[], more: Given, status: string][] = [
  ['no policy', [], {}, 'ok'],
  ['nothing may leave', [egress()], {}, 'problem'],
  ['DNS may', [egress({ to: toSystem, ...ports(53, ...both) })], {}, 'ok'],
  ['DNS over UDP may', [egress({ to: toSystem, ...ports(53, 'UDP') })], {}, 'warning'],
  ['DNS over TCP may', [egress({ to: toSystem, ...ports(53, 'TCP') })], {}, 'problem'],
  [
    'the Service’s port is open, the pods’ is not',
    [egress({ to: toSystem, ...ports(53, ...both) })],
    elsewhere,
    'problem',
  ],
  ['the pods’ port is open', [egress({ to: toSystem, ...ports(5353, ...both) })], elsewhere, 'ok'],
  [
    'the address of the Service is none of a pod',
    [egress({ to: [{ ipBlock: { cidr: '10.96.0.10/32' } }] })],
    {},
    'problem',
  ],
  ['DNS pods take nothing in', [ingress()], {}, 'problem'],
  ['DNS pods take in DNS', [ingress(ports(53, ...both))], {}, 'ok'],
  ['the cache on the node may be asked', [egress(toCache)], cache, 'ok'],
  ['there is no such cache', [egress(toCache)], {}, 'problem'],
  [
    'policies of another make may decide otherwise',
    [egress()],
    { dnsExtensions: [{ kind: 'ciliumnetworkpolicies', name: 'dns' }] },
    'warning',
  ],
  ['no DNS pods', [egress()], { dnsPods: [] }, 'skipped'],
];

test.each(cases)('%s', (_, dnsPolicies, more, status) => {
  const from = { kind: 'name', name: 'shop' } as const;
  const given = { ...world, dnsPolicies, ...more };
  expect(verdict(policyAllowsDns, given, { from }).status).toBe(status);
});

test('what is missing is one policy for both protocols', () => {
  const given = { ...world, callerPolicies: [egress()] };
  const finding = verdict(policyAllowsDns, given, { from: { kind: 'name', name: 'shop' } });
  const kubectl = 'kubectl' in finding ? finding.kubectl : '';
  expect(kubectl.match(/kind: NetworkPolicy/g)).toHaveLength(1);
  expect(kubectl).toContain(
    '- protocol: UDP\n          port: 53\n        - protocol: TCP\n          port: 53',
  );
});

test('nobody named: it does not apply', () => {
  expect(verdict(policyAllowsDns, { ...world, dnsPolicies: [egress()] }).status).toBe('skipped');
});

test.each<[what: string, given: object, expected: RegExp]>([
  ['nothing isolates them', {}, /^skipped: no pod or namespace was named/],
  [
    'nobody is let in',
    { dnsPolicies: [ingress()] },
    /^problem: `kube-system\/way-in` isolates the DNS pods, and no rule lets anybody in on `53`\/UDP$/,
  ],
  [
    'somebody is let in',
    { dnsPolicies: [ingress({ from: toSystem, ...ports(53, 'UDP') })] },
    /^skipped: no pod or namespace was named/,
  ],
  [
    'the port of the Service is open, which is not theirs',
    { ...elsewhere, dnsPolicies: [ingress(ports(53, ...both))] },
    /^problem: .* on `5353`\/UDP; `kube-system\/way-in` does on `53`\/UDP, `53`\/TCP/,
  ],
  ['a cache on the nodes asks', { ...cache, dnsPolicies: [ingress()] }, /^warning: /],
  [
    'policies of another kind',
    { dnsPolicies: [ingress()], dnsExtensions: [{ kind: 'globalnetworkpolicies', name: 'x' }] },
    /^warning: /,
  ],
])('no client was named, DNS pods: %s', (_, given, expected) => {
  const dns = { dnsPods: [dnsPod('coredns-1')], dnsServices: [kubeDns()] };
  expect(told(verdict(policyAllowsDns, { ...dns, ...given }))).toMatch(expected);
});
