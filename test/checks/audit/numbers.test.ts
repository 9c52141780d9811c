/** Rules about what is there once or not at all: pods, policies, DNS. */
import { expect, test } from 'vitest';
import { dnsReplicated } from '../../../src/checks/audit/dns-replicated.ts';
import { moreThanOneEndpoint } from '../../../src/checks/audit/more-than-one-endpoint.ts';
import { namespaceHasPolicy } from '../../../src/checks/audit/namespace-has-policy.ts';
import type { World } from '../../../src/checks/audit/rule.ts';
import { pod, service } from '../../network/objects.ts';
import { node } from '../objects-nodes.ts';
import { deployment, named, ownedPod, policy, say, statefulSet } from './world.ts';

type Rows = [what: string, world: Partial<World>, said: string[]][];

const nodes = [node('node-1'), node('node-2'), node('node-3')];

const lone = [ownedPod('a')];
const single = 'service shop/api: has a single pod,';
const replicas: Rows = [
  ['two', { pods: [ownedPod('a'), ownedPod('b')] }, ['ok']],
  [
    'one of a Deployment',
    { pods: lone, deployments: [deployment('api', 1)] },
    [`medium ${single} of Deployment \`api\``],
  ],
  ['one so far, of two', { pods: lone, deployments: [deployment('api', 2)] }, ['ok']],
  [
    'one of a StatefulSet',
    { pods: [ownedPod('db-0', {}, 'StatefulSet db')], statefulSets: [statefulSet('db', 1)] },
    [`low ${single} of StatefulSet \`db\``],
  ],
  [
    'one that nobody owns',
    { pods: [ownedPod('a', {}, '')] },
    [`medium ${single} pod \`a\`, which nobody makes again`],
  ],
  ['a canary', { services: [named('api-canary')], pods: lone }, ['ok']],
  [
    'a canary, by its label',
    { pods: [pod({ metadata: { labels: { app: 'api', track: 'canary' } } })] },
    ['ok'],
  ],
  ['for metrics', { services: [named('api-metrics')], pods: lone }, ['ok']],
  ['a DaemonSet on one node', { pods: [ownedPod('a', {}, 'DaemonSet agent')] }, ['ok']],
  ['an alias', { services: [service({ type: 'ExternalName' })], pods: lone }, ['skipped']],
];

test.each(replicas)('more-than-one-endpoint: %s', (_, world, said) => {
  expect(say(moreThanOneEndpoint, { services: [service()], ...world })).toEqual(said);
});

const cilium = (namespace: string) => [{ kind: 'ciliumnetworkpolicies', namespace, name: 'p' }];
const policies: Rows = [
  ['none', { pods: lone }, ['medium namespace shop: has no NetworkPolicy']],
  ['one', { pods: lone, policies: [policy('shop')] }, ['ok']],
  [
    'one elsewhere',
    { pods: lone, policies: [policy('web')], extensions: cilium('web') },
    ['medium namespace shop: has no NetworkPolicy'],
  ],
  ['one of Cilium', { pods: lone, extensions: cilium('shop') }, ['ok']],
  ['one for the whole cluster', { pods: lone, extensions: cilium('') }, ['ok']],
  ['pods of the nodes’ network', { pods: [ownedPod('a', { hostNetwork: true })] }, ['skipped']],
];

test.each(policies)('namespace-has-policy: %s', (_, world, said) => {
  expect(say(namespaceHasPolicy, world)).toEqual(said);
});

const dns = (name: string, nodeName: string) =>
  pod({
    name,
    metadata: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    spec: { nodeName },
  });
const dnsRows: Rows = [
  ['two', { dnsPods: [dns('a', 'node-1'), dns('b', 'node-2')], nodes }, ['ok']],
  [
    'one',
    { dnsPods: [dns('a', 'node-1')], nodes },
    ['high pod kube-system/a: is the only DNS pod: while it moves or restarts, no name resolves'],
  ],
  [
    'one just now',
    {
      dnsPods: [dns('a', 'node-1')],
      dnsDeployments: [deployment('coredns', 2, 'kube-system')],
      nodes,
    },
    ['ok'],
  ],
  [
    'two together',
    { dnsPods: [dns('a', 'node-1'), dns('b', 'node-1')], nodes },
    [
      'medium namespace kube-system: all 2 DNS pods are on node `node-1`: when it goes, no name resolves',
    ],
  ],
  [
    'a cluster of one node',
    { dnsPods: [dns('a', 'node-1')], nodes: [node('node-1')] },
    ['skipped'],
  ],
  ['DNS without pods', { dnsPods: [], nodes }, ['skipped']],
];

test.each(dnsRows)('dns-replicated: %s', (_, world, said) => {
  expect(say(dnsReplicated, world)).toEqual(said);
});
