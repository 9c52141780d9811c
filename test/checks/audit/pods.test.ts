/** Rules about how pods behind Services are placed, how they start and how they stop. */
import { expect, test } from 'vitest';
import { gracefulTermination } from '../../../src/checks/audit/graceful-termination.ts';
import { localTrafficSpread } from '../../../src/checks/audit/local-traffic-spread.ts';
import { readinessProbePresent } from '../../../src/checks/audit/readiness-probe-present.ts';
import type { World } from '../../../src/checks/audit/rule.ts';
import { service } from '../../network/objects.ts';
import { node } from '../objects-nodes.ts';
import { ingress, ownedPod, say } from './world.ts';

type Rows = [what: string, world: Partial<World>, said: string[]][];

const nodes = [node('node-1'), node('node-2'), node('node-3')];
const on = (name: string, nodeName: string, more: Record<string, unknown> = {}) =>
  ownedPod(name, { nodeName, ...more });
const outside = service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
const inside = service({ internalTrafficPolicy: 'Local' });
const uneven = (more: Record<string, unknown> = {}) => [
  on('a', 'node-1', more),
  on('b', 'node-1', more),
  on('c', 'node-2', more),
];
const spread = {
  topologySpreadConstraints: [{ topologyKey: 'kubernetes.io/hostname', maxSkew: 1 }],
};

const spreads: Rows = [
  [
    'all on one node',
    { services: [outside], pods: [on('a', 'node-1'), on('b', 'node-1')], nodes },
    [
      'medium service shop/api: all 2 pods are on `node-1`: no other node answers, and all fails with it',
    ],
  ],
  [
    'uneven',
    { services: [outside], pods: uneven(), nodes },
    [
      'low service shop/api: `node-1` has 2 pods and `node-2` 1, though each node usually gets the same share',
    ],
  ],
  ['uneven, and asked to be spread', { services: [outside], pods: uneven(spread), nodes }, ['ok']],
  ['even', { services: [outside], pods: [on('a', 'node-1'), on('b', 'node-2')], nodes }, ['ok']],
  [
    'a single pod, which another rule tells',
    { services: [outside], pods: [on('a', 'node-1')], nodes },
    ['ok'],
  ],
  [
    'a cluster of one node',
    { services: [outside], pods: uneven(), nodes: [node('node-1')] },
    ['ok'],
  ],
  [
    'a DaemonSet',
    { services: [inside], pods: [ownedPod('a', { nodeName: 'node-1' }, 'DaemonSet agent')], nodes },
    ['ok'],
  ],
  [
    'inside, not on all nodes',
    { services: [inside], pods: [on('a', 'node-1'), on('b', 'node-2')], nodes },
    [
      'medium service shop/api: answers only callers on `node-1` and `node-2`: those on other nodes get nothing',
    ],
  ],
  ['policy Cluster', { services: [service()], pods: uneven(), nodes }, ['skipped']],
];

test.each(spreads)('local-traffic-spread: %s', (_, world, said) => {
  expect(say(localTrafficSpread, world)).toEqual(said);
});

const hooked = (preStop: object | undefined, grace?: number) => [
  ownedPod('a', {
    containers: [{ name: 'app', ports: [], ...(preStop && { lifecycle: { preStop } }) }],
    ...(grace !== undefined && { terminationGracePeriodSeconds: grace }),
  }),
];
const sleeps = { exec: { command: ['/bin/sh', '-c', 'nginx -s quit; sleep 60'] } };
const stops = 'deployment shop/api:';
const endings: Rows = [
  ['a sleep shorter than the grace period', { pods: hooked({ sleep: { seconds: 10 } }) }, ['ok']],
  [
    'a sleep as long',
    { pods: hooked({ sleep: { seconds: 30 } }) },
    [`medium ${stops} is killed after 30 s, while its preStop hook sleeps 30 s`],
  ],
  [
    'a sleep in a command',
    { pods: hooked(sleeps, 45) },
    [`medium ${stops} is killed after 45 s, while its preStop hook sleeps 60 s`],
  ],
  [
    'a command that says nothing of its length',
    { pods: hooked({ exec: { command: ['/wait'] } }) },
    ['ok'],
  ],
  ['a hook by HTTP', { pods: hooked({ httpGet: { path: '/drain', port: 80 } }) }, ['ok']],
  [
    'no grace at all',
    { pods: hooked(undefined, 0) },
    [`medium ${stops} is killed at once: requests under way are lost`],
  ],
  ['no hook, inside the cluster', { pods: hooked(undefined) }, ['ok']],
  [
    'no hook, behind an Ingress',
    { pods: hooked(undefined), ingresses: [ingress()] },
    [`low ${stops} has no preStop hook, behind Ingress \`web\``],
  ],
  [
    'no hook, behind an ALB',
    { pods: hooked(undefined), ingresses: [ingress({ className: 'alb' })] },
    [`low ${stops} has no preStop hook, behind the load balancer of Ingress \`web\``],
  ],
  ['nobody behind it', { pods: [] }, ['skipped']],
];

test.each(endings)('graceful-termination: %s', (_, world, said) => {
  expect(say(gracefulTermination, { services: [service()], ...world })).toEqual(said);
});

const http = { ports: [{ name: 'http', containerPort: 8080 }] };
const probe = { readinessProbe: { httpGet: { path: '/', port: 'http' } } };
const containing = (...containers: object[]) => ({ pods: [ownedPod('a', { containers })] });
const probes: Rows = [
  ['a probe', containing({ name: 'app', ...http, ...probe }), ['ok']],
  [
    'none',
    containing({ name: 'app', ...http }),
    ['medium deployment shop/api: container `app` has no readiness probe'],
  ],
  [
    'the mesh’s own only',
    containing({ name: 'app', ...http }, { name: 'istio-proxy', ...probe }),
    ['medium deployment shop/api: container `app` has no readiness probe'],
  ],
  [
    'a probe, and a helper without',
    containing({ name: 'app', ...http, ...probe }, { name: 'logs' }),
    ['ok'],
  ],
  [
    'at the start only',
    containing({ name: 'app', ...http, startupProbe: probe.readinessProbe }),
    ['low deployment shop/api: container `app` has a startup probe only'],
  ],
  ['undeclared ports', containing({ name: 'app' }, { name: 'web', ...probe }), ['ok']],
  [
    'a readiness gate',
    { pods: [ownedPod('a', { readinessGates: [{ conditionType: 'x' }], containers: [] })] },
    ['ok'],
  ],
  ['a Job', { pods: [ownedPod('a', {}, 'Job import')] }, ['ok']],
  [
    'peers that are published before they are ready',
    { services: [service({ publishNotReadyAddresses: true })], ...containing({ name: 'app' }) },
    ['ok'],
  ],
];

test.each(probes)('readiness-probe-present: %s', (_, world, said) => {
  expect(say(readinessProbePresent, { services: [service()], ...world })).toEqual(said);
});
