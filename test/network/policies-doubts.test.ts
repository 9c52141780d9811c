/** What NetworkPolicies do not decide, or not as far as can be read, is neither allowed nor denied. */
import { expect, test } from 'vitest';
import type { PolicyVerdict } from '../../src/network/policies.ts';
import type { Peer, Traffic } from '../../src/network/policy-sides.ts';
import { judge, podAt } from './policies-examples.ts';

type Specs = Parameters<typeof judge>[0];
type Case = [
  sentence: string,
  verdict: PolicyVerdict,
  specs: Specs,
  more: Partial<Traffic>,
  why: string,
];

const deny = { 'shop/deny': {} };
const inward = (...from: object[]) => ({ 'shop/in': { ingress: [{ from }] } });
const byApp = { namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } };
const byTeam = { namespaceSelector: { matchLabels: { team: 'web' } } };
const anywhere = { ipBlock: { cidr: '10.0.0.0/8', except: ['10.99.0.0/16'] } };
const hostPod = podAt('front/web', { app: 'web' }, { spec: { hostNetwork: true } });
const template: Peer = {
  kind: 'workload',
  namespace: 'front',
  name: 'web',
  labels: { app: 'web' },
};
const anyPod: Peer = { kind: 'namespace', namespace: 'front', namespaceLabels: { team: 'web' } };
const oddPod = podAt('front/web', { app: 'web' }, { status: { podIPs: [{ ip: '10.99.0.1' }] } });

const cases: Case[] = [
  [
    'a node',
    'not-evaluated',
    deny,
    { from: { kind: 'node' } },
    'do not describe traffic from and to nodes',
  ],
  ['a node and no policy', 'allowed', {}, { from: { kind: 'node' } }, 'No NetworkPolicy isolates'],
  [
    'a node and a rule for everybody',
    'allowed',
    inward(),
    { from: { kind: 'node' } },
    '`shop/in` lets a node in',
  ],
  [
    'the pod’s own node',
    'allowed',
    deny,
    { from: { kind: 'node', name: 'node-1' } },
    'always lets in the node',
  ],
  ['another node', 'not-evaluated', deny, { from: { kind: 'node', name: 'node-2' } }, 'nodes'],
  [
    'hostNetwork at the source',
    'not-evaluated',
    inward(byApp),
    { from: hostPod },
    "on its node's network",
  ],
  [
    'hostNetwork at the destination',
    'not-evaluated',
    {
      'front/deny': { policyTypes: ['Ingress'] },
    },
    { to: hostPod, from: podAt('shop/api') },
    "on its node's network",
  ],
  ['the pod itself', 'allowed', deny, { from: podAt('shop/api') }, 'cannot be kept from itself'],
  ['a pod in an ipBlock', 'not-evaluated', inward(anywhere), {}, 'network plugins differ'],
  [
    'a pod in an ipBlock, but let in anyway',
    'allowed',
    inward(anywhere, byApp),
    {},
    '`shop/in` lets',
  ],
  ['a pod in an exception of an ipBlock', 'denied', inward(anywhere), { from: oddPod }, 'no rule'],
  [
    'a workload and an ipBlock',
    'not-evaluated',
    inward(anywhere),
    { from: template },
    'the IP of `front/web` is not known',
  ],
  ['a workload by its labels', 'allowed', inward(byApp), { from: template }, 'lets `front/web` in'],
  [
    'labels of the namespace unread',
    'not-evaluated',
    inward(byTeam),
    { from: template },
    'the label `team` of namespace `front` is unknown',
  ],
  [
    'labels of the namespace unread, the name asked for',
    'denied',
    inward({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dev' } },
    }),
    { from: template },
    'no rule',
  ],
  [
    'any pod of a namespace, and pods by label',
    'not-evaluated',
    inward(byApp),
    { from: anyPod },
    'the label `app` of the pods of namespace `front`',
  ],
  [
    'any pod of a namespace, and that namespace',
    'allowed',
    inward(byTeam),
    { from: anyPod },
    'lets the pods',
  ],
  [
    'any pod of a namespace that isolates some',
    'not-evaluated',
    {
      'front/deny': { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] },
    },
    { from: anyPod },
    'the label `app`',
  ],
  [
    'some may be isolated, but are let out',
    'allowed',
    {
      'front/out': { podSelector: { matchLabels: { app: 'web' } }, egress: [{}] },
    },
    { from: anyPod },
    '`front/out` lets it out',
  ],
  [
    'no IP address',
    'not-evaluated',
    deny,
    { from: { kind: 'address', address: 'example.org' } },
    'is not an IP address',
  ],
  [
    'no block',
    'not-evaluated',
    inward({ ipBlock: { cidr: 'all' } }),
    { from: { kind: 'address', address: '10.0.0.1' } },
    'is not a CIDR block',
  ],
  [
    'a port name nobody has',
    'not-evaluated',
    { 'shop/in': { ingress: [{ ports: [{ port: 80 }] }] } },
    { port: 'grpc' },
    'has no TCP port named `grpc`',
  ],
  [
    'an operator of tomorrow',
    'not-evaluated',
    inward({
      namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Like', values: ['b'] }] },
    }),
    {},
    'the selector operator `Like`',
  ],
];

test.each(cases)('%s: %s', (_, verdict, specs, more, why) => {
  const answer = judge(specs, more);
  expect([answer.verdict, answer.why]).toEqual([verdict, expect.stringContaining(why)]);
});

test('policies that could not be read leave their end open', () => {
  const unread = [{ namespace: 'shop', why: 'forbidden' }];
  expect(judge({}, {}, { unread })).toMatchObject({
    verdict: 'not-evaluated',
    why: 'Not evaluated: the NetworkPolicies of `shop` could not be read: forbidden.',
  });
  expect(judge({ 'front/deny': { policyTypes: ['Egress'] } }, {}, { unread }).verdict).toBe(
    'denied',
  );
  expect(judge({}, {}, { unread: [{ namespace: 'dev', why: 'forbidden' }] }).verdict).toBe(
    'allowed',
  );
  expect(judge({}, {}, { unread: [{ why: 'forbidden' }] }).verdict).toBe('not-evaluated');
});

test('where another policy language has a say, NetworkPolicies alone are an aside', () => {
  const extensions = [{ kind: 'CiliumNetworkPolicy', name: 'shop/l7' }];
  const answer = judge({ 'shop/deny': {} }, {}, { extensions });
  expect(answer).toMatchObject({ verdict: 'not-evaluated', plain: 'denied', missing: [{}] });
  expect(answer.why).toMatch(
    /^Not evaluated: `CiliumNetworkPolicy shop\/l7` may decide otherwise\. By NetworkPolicies alone: denied\. /,
  );
});
