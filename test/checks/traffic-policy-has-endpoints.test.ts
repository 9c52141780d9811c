import { expect, test } from 'vitest';
import { trafficPolicyHasEndpoints } from '../../src/checks/traffic-policy-has-endpoints.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { endpoint, pod, service, slice } from '../network/objects.ts';
import { daemonSet } from './objects-nodes.ts';
import { told, verdict } from './verdict.ts';

const on = (nodeName: string, words: object = {}, more: object = {}) => ({
  ...endpoint(`api-${nodeName}`, `10.244.0.${nodeName.charCodeAt(0)}`, words),
  nodeName,
  ...more,
});
const daemon = (nodeName: string): Pod =>
  pod({
    name: `api-${nodeName}`,
    spec: { nodeName },
    metadata: {
      ownerReferences: [{ kind: 'DaemonSet', name: 'agent', uid: '1', controller: true }],
    },
  });
const caller = (nodeName: string, labels = {}) =>
  pod({ name: 'web-1', spec: { nodeName }, metadata: { labels } });
const fromPod = { kind: 'name', name: 'web-1', namespace: 'shop' } as const;
const outside = { kind: 'address', address: '203.0.113.9' } as const;

const internal = service({ internalTrafficPolicy: 'Local' });
const external = (type: string, more: object = {}) =>
  service({ type, externalTrafficPolicy: 'Local', ...more });
const check = (
  given: Parameters<typeof verdict>[1],
  target: Parameters<typeof verdict>[2] = {},
): string => told(verdict(trafficPolicyHasEndpoints, given, target));

test('without a policy any endpoint may get the traffic', () => {
  expect(check({ service: [service()], slices: [slice([on('a')])] })).toBe(
    'skipped: no policy keeps its traffic near: any endpoint may get it',
  );
});

test.each([
  ['headless', { clusterIP: 'None', clusterIPs: ['None'], internalTrafficPolicy: 'Local' }],
  ['an alias', { type: 'ExternalName', externalName: 'a.example.com' }],
])('%s is skipped', (_, spec) => {
  expect(check({ service: [service(spec)] })).toMatch(/^skipped/);
});

test('internal: the node of the caller is what counts', () => {
  const slices = [slice([on('a'), on('b'), on('c', { ready: false })])];
  const from = (node: string) =>
    check({ service: [internal], slices, callerPods: [caller(node)] }, { from: fromPod });
  expect(from('a')).toBe('ok: node `a` of the caller has a ready endpoint');
  expect(from('c')).toBe(
    "problem: `internalTrafficPolicy: Local` drops the caller's traffic: its node `c` has no ready endpoint, only `a` and `b`",
  );
});

test('internal: of unknown callers only the nodes that serve are named', () => {
  const slices = [slice([on('a')])];
  expect(check({ service: [internal], slices })).toBe(
    'warning: `internalTrafficPolicy: Local` serves clients on node `a` only; on any other their traffic is dropped',
  );
});

test('internal: a DaemonSet is where it ought to be', () => {
  const given = {
    service: [internal],
    slices: [slice([on('a'), on('b')])],
    systemDaemonSets: [daemonSet('kube-proxy', 3)],
  };
  const everywhere = 'ok: every node has a ready endpoint of its own';
  expect(check({ ...given, pods: [daemon('a'), daemon('b')] })).toBe(everywhere);
  expect(check({ ...given, pods: [daemon('a'), daemon('b'), daemon('c')] })).toMatch(/^warning/);
});

test('internal: as many nodes with endpoints as there are nodes', () => {
  const given = { service: [internal], slices: [slice([on('a'), on('b')])] };
  const everywhere = 'ok: every node has a ready endpoint of its own';
  expect(check({ ...given, systemDaemonSets: [daemonSet('kube-proxy', 2)] })).toBe(everywhere);
});

test('internal: traffic from outside is another matter', () => {
  expect(check({ service: [internal], slices: [slice([on('a')])] }, { from: outside })).toMatch(
    /^skipped/,
  );
});

test('no ready endpoint: a consequence', () => {
  const finding = verdict(trafficPolicyHasEndpoints, {
    service: [external('LoadBalancer')],
    slices: [slice([on('a', { ready: false })])],
  });
  expect(told(finding)).toBe(
    'problem: `externalTrafficPolicy: Local`, and no node has a ready endpoint: all of this traffic is dropped',
  );
  expect(finding).not.toHaveProperty('causedBy');
});

test('endpoints that name no node are near to nobody: a cause of its own', () => {
  const slices = [slice([{ addresses: ['203.0.113.1'] }])];
  expect(verdict(trafficPolicyHasEndpoints, { service: [internal], slices })).toMatchObject({
    status: 'problem',
    causedBy: [],
  });
});

test('endpoints on their way out are near as long as they serve', () => {
  const slices = [slice([on('a', { ready: false, serving: true, terminating: true })])];
  const given = { service: [internal], slices, callerPods: [caller('a')] };
  expect(check(given, { from: fromPod })).toMatch(/^ok/);
});

test.each([
  [
    'a load balancer that can ask',
    external('LoadBalancer', { healthCheckNodePort: 31000 }),
    {},
    'ok: from outside only node `a` answers (`externalTrafficPolicy: Local`)',
  ],
  [
    'a load balancer that cannot ask',
    external('LoadBalancer'),
    {},
    'warning: from outside only node `a` answers (`externalTrafficPolicy: Local`), and no healthCheckNodePort tells the load balancer which: it may send to nodes that drop',
  ],
  [
    'a node port',
    external('NodePort'),
    {},
    'ok: from outside only node `a` answers (`externalTrafficPolicy: Local`)',
  ],
  [
    'a node port, called from outside',
    external('NodePort'),
    { from: outside },
    'warning: from outside only node `a` answers (`externalTrafficPolicy: Local`): its node port on any other node is silent',
  ],
  [
    'a load balancer, called from inside',
    external('LoadBalancer'),
    { from: fromPod },
    'skipped: no policy keeps its traffic near: any endpoint may get it',
  ],
  [
    'a ClusterIP that still carries the field',
    external('ClusterIP'),
    {},
    'skipped: no policy keeps its traffic near: any endpoint may get it',
  ],
])('external: %s', (_, one, target, expected) => {
  expect(check({ service: [one], slices: [slice([on('a')])] }, target)).toBe(expected);
});

const hinted = (node: string, zone: string) =>
  on(node, {}, { hints: { forZones: [{ name: zone }] } });
const near = service({ trafficDistribution: 'PreferClose' });
const uneven = [hinted('a', 'z1'), hinted('b', 'z2'), hinted('c', 'z2'), hinted('d', 'z2')];

test.each([
  [
    'evenly',
    [hinted('a', 'z1'), hinted('b', 'z2')],
    'ok: clients stay in their zone: `z1` 1, `z2` 1',
  ],
  [
    'an endpoint without a hint: all are used',
    [hinted('a', 'z1'), on('b')],
    'ok: its endpoints carry no complete zone hints: traffic goes to all of them',
  ],
  [
    'one of four for a whole zone',
    uneven,
    'warning: clients in zone `z1` are all sent to 1 of 4 endpoints, as traffic stays in its zone',
  ],
])('zones: %s', (_, endpoints, expected) => {
  expect(check({ service: [near], slices: [slice(endpoints)] })).toBe(expected);
});

test('zones: a caller elsewhere is not concerned', () => {
  const at = (zone: string) => caller('x', { 'topology.kubernetes.io/zone': zone });
  const given = { service: [near], slices: [slice(uneven)] };
  expect(check({ ...given, callerPods: [at('z2')] }, { from: fromPod })).toMatch(/^ok/);
  expect(check({ ...given, callerPods: [at('z1')] }, { from: fromPod })).toMatch(/^warning/);
});
