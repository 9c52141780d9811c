import { expect, test } from 'vitest';
import { nodesReady } from '../../src/checks/nodes-ready.ts';
import type { Node } from '../../src/objects/node.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { notReady, pod, service } from '../network/objects.ts';
import { node } from './objects-nodes.ts';
import { told, verdict } from './verdict.ts';

const on = (nodeName: string, more: Parameters<typeof pod>[0] = {}): Pod =>
  pod({ name: `api-${nodeName}`, spec: { nodeName }, ...more });
const sick = { conditions: [notReady()] };
const leaving = { metadata: { deletionTimestamp: '2026-03-01T10:00:00Z' } };

const cases: [what: string, pods: Pod[], nodes: Node[], told: string][] = [
  ['one, and it is ready', [on('a')], [node('a')], 'ok: node `a` is ready'],
  ['two, both ready', [on('a'), on('b')], [node('a'), node('b')], 'ok: 2 nodes are ready'],
  [
    'cordoned is no trouble',
    [on('a')],
    [node('a', { spec: { unschedulable: true } })],
    'ok: node `a` is ready; `a` takes no new pods (cordoned)',
  ],
  [
    'pressure and taints of people are none of its business',
    [on('a')],
    [
      node('a', {
        taints: ['dedicated', 'node.kubernetes.io/unschedulable'],
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'MemoryPressure', status: 'True' },
          { type: 'NetworkUnavailable', status: 'False' },
        ],
      }),
    ],
    'ok: node `a` is ready',
  ],
  ['a node that says nothing', [on('a')], [node('a', { conditions: [] })], 'ok: node `a` is ready'],
  [
    'the only node has stopped reporting',
    [on('a', sick)],
    [node('a', { ready: 'Unknown' })],
    'problem: the only pod is on node `a`, which has stopped reporting',
  ],
  [
    'all nodes are down',
    [on('a', sick), on('b', sick)],
    [node('a', { ready: 'Unknown' }), node('b', { ready: 'Unknown' })],
    'problem: all pods are on nodes `a` and `b`, which have stopped reporting',
  ],
  [
    'down in different ways',
    [on('a', sick), on('b', sick)],
    [node('a', { ready: 'Unknown' }), node('b', { ready: 'False' })],
    'problem: all pods are on node `a`, which has stopped reporting; node `b`, which is not ready',
  ],
  [
    'one is down, another serves',
    [on('a', sick), on('b')],
    [node('a', { ready: 'False' }), node('b')],
    'warning: 1 of 2 pods is on node `a`, which is not ready',
  ],
  [
    'one is down, and what is elsewhere does not serve',
    [on('a', sick), on('b', sick)],
    [node('a', { ready: 'False' }), node('b')],
    'problem: 1 of 2 pods is on node `a`, which is not ready',
  ],
  [
    'a taint tells before the condition does',
    [on('a')],
    [node('a', { taints: ['node.kubernetes.io/unreachable'] })],
    'problem: the only pod is on node `a`, which is unreachable',
  ],
  [
    'no pod network',
    [on('a')],
    [
      node('a', {
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'NetworkUnavailable', status: 'True' },
        ],
      }),
    ],
    'problem: the only pod is on node `a`, which has no pod network',
  ],
  [
    'the node was removed',
    [on('a', sick)],
    [],
    'problem: the only pod is on node `a`, which no longer exists',
  ],
  [
    'pods of a lost node that are to be deleted',
    [on('a', leaving), pod({ name: 'api-new', spec: { nodeName: undefined } })],
    [node('a', { ready: 'Unknown' })],
    'problem: the only pod is on node `a`, which has stopped reporting',
  ],
  [
    'replaced by now',
    [on('a', leaving), on('b')],
    [node('a', { ready: 'Unknown' }), node('b')],
    'ok: node `b` is ready',
  ],
  [
    'nothing is scheduled',
    [pod({ spec: { nodeName: undefined } })],
    [],
    'skipped: no pod is on a node yet',
  ],
  ['no pods', [], [], 'skipped: no pod is on a node yet'],
];

test.each(cases)('%s', (_, pods, nodes, expected) => {
  expect(told(verdict(nodesReady, { service: [service()], pods, nodes }))).toBe(expected);
});

test.each([
  ['an alias', service({ type: 'ExternalName', externalName: 'a.example.com' })],
  ['no selector', service({ selector: {} })],
])('%s is skipped', (_, one) => {
  expect(verdict(nodesReady, { service: [one] }).status).toBe('skipped');
});

test('the condition of the node is the evidence', () => {
  const conditions = [
    { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped.' },
  ];
  const given = { service: [service()], pods: [on('a')], nodes: [node('a', { conditions })] };
  expect(verdict(nodesReady, given).evidence).toEqual([
    {
      object: 'node a',
      field: 'status.conditions[Ready]',
      value: 'Unknown (NodeStatusUnknown: Kubelet stopped.)',
    },
  ]);
});
