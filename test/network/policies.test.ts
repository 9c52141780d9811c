/** The specification and its documentation, case by case; `front/web` asks `shop/api` on 8080/TCP. */
import { expect, test } from 'vitest';
import type { PolicyVerdict } from '../../src/network/policies.ts';
import type { Traffic } from '../../src/network/policy-sides.ts';
import { judge, podAt } from './policies-examples.ts';

type Case = [
  sentence: string,
  verdict: PolicyVerdict,
  policies: Parameters<typeof judge>[0],
  traffic?: Partial<Traffic>,
];

const fromWeb = { podSelector: { matchLabels: { app: 'web' } } };
const fromTeam = { namespaceSelector: { matchLabels: { team: 'web' } } };
const inward = (...from: object[]) => ({ 'shop/in': { ingress: [{ from }] } });
const onPorts = (...ports: object[]) => ({ 'shop/in': { ingress: [{ ports }] } });
const at = (ip: string): Partial<Traffic> => ({ from: { kind: 'address', address: ip } });

const isolation: Case[] = [
  ['nothing isolates', 'allowed', {}],
  ['default deny ingress', 'denied', { 'shop/deny': { policyTypes: ['Ingress'] } }],
  ['default deny egress at the source', 'denied', { 'front/deny': { policyTypes: ['Egress'] } }],
  ['deny egress at the destination', 'allowed', { 'shop/deny': { policyTypes: ['Egress'] } }],
  ['deny ingress at the source', 'allowed', { 'front/deny': { policyTypes: ['Ingress'] } }],
  ['deny in a third namespace', 'allowed', { 'dev/deny': {} }],
  ['a policy for other pods', 'allowed', { 'shop/x': { podSelector: fromWeb.podSelector } }],
  ['allow all ingress', 'allowed', { 'shop/deny': {}, 'shop/all': { ingress: [{}] } }],
  ['no types, no rules: ingress', 'denied', { 'shop/x': {} }],
  ['no types, no egress rules: egress is open', 'allowed', { 'front/x': {} }],
  ['no types, egress rules: egress', 'denied', { 'front/x': { egress: [{ to: [fromTeam] }] } }],
  ['no types, egress rules: ingress too', 'denied', { 'shop/x': { egress: [{}] } }],
  [
    'rules of a type that is not named',
    'allowed',
    {
      'shop/x': { policyTypes: ['Egress'], ingress: [{ from: [] }] },
    },
  ],
  [
    'both ends have to let it pass',
    'denied',
    {
      'shop/in': { ingress: [{}] },
      'front/out': { policyTypes: ['Egress'] },
    },
  ],
];

const peers: Case[] = [
  ['a namespace', 'allowed', inward(fromTeam)],
  ['another namespace', 'denied', inward({ namespaceSelector: { matchLabels: { team: 'ops' } } })],
  ['every namespace', 'allowed', inward({ namespaceSelector: {} })],
  ['pods of the policy’s own namespace only', 'denied', inward(fromWeb)],
  ['a pod of that namespace', 'allowed', inward(fromWeb), { from: podAt('shop/web') }],
  ['namespace and pod in one peer', 'allowed', inward({ ...fromTeam, ...fromWeb })],
  [
    'namespace and pod in one peer: both have to hold',
    'denied',
    inward({ ...fromTeam, ...fromWeb }),
    {
      from: podAt('front/job'),
    },
  ],
  [
    'namespace and pod in two peers: one has to hold',
    'allowed',
    inward(fromTeam, fromWeb),
    {
      from: podAt('front/job'),
    },
  ],
  [
    'a namespace by its name, which no label needs to say',
    'allowed',
    inward({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'front' } },
    }),
  ],
  [
    'an address outside',
    'allowed',
    inward({ ipBlock: { cidr: '203.0.113.0/24' } }),
    at('203.0.113.9'),
  ],
  [
    'an exception',
    'denied',
    inward({
      ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.8/30'] },
    }),
    at('203.0.113.9'),
  ],
  ['IPv6', 'allowed', inward({ ipBlock: { cidr: '2001:db8::/32' } }), at('2001:db8::1')],
  ['the other family', 'denied', inward({ ipBlock: { cidr: '::/0' } }), at('203.0.113.9')],
  ['an address is no pod', 'denied', inward({ namespaceSelector: {} }), at('203.0.113.9')],
  ['an address, by a rule for everybody', 'allowed', inward(), at('203.0.113.9')],
  [
    'an exception of one block does not close another',
    'allowed',
    inward(
      { ipBlock: { cidr: '0.0.0.0/0', except: ['203.0.113.0/24'] } },
      { ipBlock: { cidr: '203.0.113.9/32' } },
    ),
    at('203.0.113.9'),
  ],
];

const ports: Case[] = [
  ['the port', 'allowed', onPorts({ port: 8080 })],
  ['the Service’s port, not the pod’s', 'denied', onPorts({ port: 80 })],
  ['another protocol', 'denied', onPorts({ protocol: 'UDP', port: 8080 })],
  ['no protocol is TCP', 'denied', onPorts({ port: 8080 }), { protocol: 'UDP' }],
  ['every port of a protocol', 'allowed', onPorts({ protocol: 'TCP' })],
  ['an empty port is every TCP port', 'denied', onPorts({}), { protocol: 'UDP' }],
  ['a range', 'allowed', onPorts({ port: 8000, endPort: 8080 })],
  ['a range that ends before', 'denied', onPorts({ port: 8000, endPort: 8079 })],
  ['a name', 'allowed', onPorts({ port: 'http' })],
  ['a name the pod does not have', 'denied', onPorts({ port: 'metrics' })],
  ['asked by name, allowed by number', 'allowed', onPorts({ port: 8080 }), { port: 'http' }],
  [
    'a name is the destination’s for egress, too',
    'allowed',
    {
      'front/out': { policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] },
    },
  ],
  [
    'an address has no named ports',
    'denied',
    {
      'front/out': { policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] },
    },
    { to: { kind: 'address', address: '203.0.113.9' } },
  ],
];

const egress: Case[] = [
  [
    'to an address',
    'allowed',
    {
      'front/out': {
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }],
      },
    },
    { to: { kind: 'address', address: '203.0.113.9' } },
  ],
  [
    'to a pod',
    'allowed',
    {
      'front/out': {
        policyTypes: ['Egress'],
        egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'api' } } }] }],
      },
    },
  ],
  [
    'DNS is closed by default deny as well',
    'denied',
    { 'front/deny': { policyTypes: ['Egress'] } },
    {
      to: podAt('kube-system/coredns'),
      port: 53,
      protocol: 'UDP',
    },
  ],
  [
    'DNS over UDP is open where its rule is',
    'allowed',
    {
      'front/dns': {
        policyTypes: ['Egress'],
        egress: [{ to: [{ namespaceSelector: {} }], ports: [{ protocol: 'UDP', port: 53 }] }],
      },
    },
    { to: podAt('kube-system/coredns'), port: 53, protocol: 'UDP' },
  ],
];

test.each([...isolation, ...peers, ...ports, ...egress])('%s: %s', (_, verdict, specs, more) => {
  expect(judge(specs, more).verdict).toBe(verdict);
});
