import { describe, expect, test } from 'vitest';
import { endpointsPresent } from '../../src/checks/endpoints-present.ts';
import type { EndpointSlice } from '../../src/objects/endpoint-slice.ts';
import type { Pod } from '../../src/objects/pod.ts';
import type { Service } from '../../src/objects/service.ts';
import { endpoint, notReady, pod, service, slice } from '../network/objects.ts';
import { told, verdict } from './verdict.ts';

const controllers = {
  'kubernetes.io/service-name': 'api',
  'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
};
const meta = (name: string, labels: object = controllers, namespace = 'shop') => ({
  metadata: { name, namespace, labels },
});
/** As the controller writes it. */
const kept = (endpoints: unknown, more: object = {}): EndpointSlice =>
  slice(endpoints, { ...meta('api-x'), ...more });
const byHand = (endpoints: unknown, more: object = {}): EndpointSlice =>
  slice(endpoints, { ...meta('api-hand', { 'kubernetes.io/service-name': 'api' }), ...more });

const at = (name: string, ip: string, more: Parameters<typeof pod>[0] = {}): Pod =>
  pod({ name, status: { podIPs: [{ ip }] }, ...more });
const one = at('api-1', '10.244.0.1');
const two = at('api-2', '10.244.0.2');
const unready = at('api-1', '10.244.0.1', { conditions: [notReady('ContainersNotReady')] });
const first = endpoint('api-1', '10.244.0.1');
const second = endpoint('api-2', '10.244.0.2');

type Case = [what: string, service: Service, slices: EndpointSlice[], pods: Pod[], told: string];
const lags =
  'the controller that writes EndpointSlices (kube-controller-manager) lags behind or does not run';

const selected: Case[] = [
  ['all are ready', service(), [kept([first, second])], [one, two], 'ok: 2 endpoints ready'],
  [
    'one of two is ready',
    service(),
    [kept([first, endpoint('api-2', '10.244.0.2', { ready: false })])],
    [one, at('api-2', '10.244.0.2', { conditions: [notReady()] })],
    'ok: 1 of 2 endpoints ready',
  ],
  [
    'the same pod in several slices is one endpoint',
    service(),
    [kept([first]), kept([first], meta('api-y'))],
    [one],
    'ok: 1 endpoint ready',
  ],
  [
    'a ready condition that is not said means ready',
    service(),
    [kept([{ ...first, conditions: {} }])],
    [one],
    'ok: 1 endpoint ready',
  ],
  ['no pods', service(), [kept([])], [], 'problem: there are no endpoints: nobody answers'],
  [
    'no pod is ready',
    service(),
    [kept([endpoint('api-1', '10.244.0.1', { ready: false })])],
    [unready],
    'problem: the only endpoint is not ready: nobody answers',
  ],
  [
    'pods are ready and no slice follows',
    service(),
    [],
    [one, two],
    `problem: 2 pods ready, but no EndpointSlice says so: ${lags}`,
  ],
  [
    'a ready pod of another family is nothing to wait for',
    service({ ipFamilies: ['IPv4'] }),
    [kept([])],
    [at('api-1', 'fd00::1')],
    'problem: there are no endpoints: nobody answers',
  ],
  [
    'one pod is not in the slices yet',
    service(),
    [kept([first])],
    [one, two],
    'warning: the EndpointSlices are not what the pods are: `api-2` ready but not in it',
  ],
  [
    'one endpoint is of a pod that is gone',
    service(),
    [kept([first, second])],
    [one],
    'warning: the EndpointSlices are not what the pods are: `api-2` in it but gone',
  ],
  [
    'a pod of the same name that was made again',
    service(),
    [kept([endpoint('api-1', '10.244.0.1', { uid: 'old' })])],
    [unready],
    `problem: the EndpointSlices name only pods that no longer exist (\`api-1\`): ${lags}`,
  ],
  [
    'a slice that still calls a pod ready',
    service(),
    [kept([first, second])],
    [one, at('api-2', '10.244.0.2', { conditions: [notReady()] })],
    'warning: the EndpointSlices are not what the pods are: `api-2` in it as ready but not ready',
  ],
  [
    'publishNotReadyAddresses',
    service({ publishNotReadyAddresses: true }),
    [kept([first])],
    [unready],
    'ok: 1 endpoint ready; not-ready pods count as ready (`publishNotReadyAddresses`)',
  ],
  [
    'only pods on their way out, still serving',
    service(),
    [kept([endpoint('api-1', '10.244.0.1', { ready: false, serving: true, terminating: true })])],
    [at('api-1', '10.244.0.1', { metadata: { deletionTimestamp: '2026-03-01T10:00:00Z' } })],
    'warning: no endpoint is ready: traffic goes to 1 pod that will end soon, as a last resort',
  ],
  [
    'the last resort is kube-proxy’s: DNS does not know it',
    service({ clusterIP: 'None', clusterIPs: ['None'] }),
    [kept([endpoint('api-1', '10.244.0.1', { ready: false, serving: true, terminating: true })])],
    [at('api-1', '10.244.0.1', { metadata: { deletionTimestamp: '2026-03-01T10:00:00Z' } })],
    'problem: the only endpoint is not ready: nobody answers',
  ],
  [
    'no endpoint has the port',
    service(),
    [kept([first], { ports: [] })],
    [one],
    'problem: no ready endpoint has port `http` 80/TCP',
  ],
  [
    'the port under another protocol',
    service({ ports: [{ name: 'http', port: 80, protocol: 'UDP' }] }),
    [kept([first])],
    [one],
    'problem: no ready endpoint has port `http` 80/UDP',
  ],
  [
    'endpoints without ports, headless',
    service({ clusterIP: 'None', clusterIPs: ['None'] }),
    [kept([first], { ports: [] })],
    [one],
    'ok: 1 endpoint ready',
  ],
  [
    'a slice that nobody looks after',
    service(),
    [kept([first]), byHand([{ addresses: ['10.9.9.9'] }])],
    [one],
    'warning: part of the traffic goes to `10.9.9.9`, which no selected pod has: `api-hand` was not written by Kubernetes and nobody looks after it',
  ],
  [
    'endpoints of another cluster, looked after by a controller',
    service(),
    [
      kept([first]),
      byHand(
        [{ addresses: ['10.9.9.9'] }],
        meta('api-mesh', {
          ...controllers,
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-mesh-controller.cilium.io',
        }),
      ),
    ],
    [one],
    'ok: 2 endpoints ready',
  ],
  [
    'slices of a Service of this name elsewhere',
    service(),
    [kept([second], meta('api-z', controllers, 'other'))],
    [],
    'problem: there are no endpoints: nobody answers',
  ],
  [
    'slices of a family that the Service does not serve',
    service({ ipFamilies: ['IPv4'] }),
    [kept([endpoint('api-1', 'fd00::1')], { addressType: 'IPv6' })],
    [at('api-1', 'fd00::1')],
    'problem: there are no endpoints: nobody answers',
  ],
  [
    'an alias',
    service({ type: 'ExternalName', externalName: 'a.example.com' }),
    [],
    [],
    'skipped: an alias has no endpoints',
  ],
];

test.each(selected)('%s', (_, one, slices, pods, expected) => {
  expect(told(verdict(endpointsPresent, { service: [one], slices, pods }))).toBe(expected);
});

const loose = (spec: object = {}) => service({ selector: {}, ...spec });
const away = { addresses: ['203.0.113.10'] };

const written: Case[] = [
  [
    'by hand, to addresses that no pod has',
    loose(),
    [byHand([away])],
    [],
    'ok: 1 endpoint ready, written for it: the Service has no selector',
  ],
  [
    'by another controller',
    loose(),
    [
      byHand(
        [away],
        meta('a', {
          ...controllers,
          'endpointslice.kubernetes.io/managed-by': 'ops.example.com',
        }),
      ),
    ],
    [],
    'ok: 1 endpoint ready, written by `ops.example.com`: the Service has no selector',
  ],
  [
    'nobody wrote any',
    loose(),
    [],
    [],
    'problem: the Service has no selector, and nobody has written endpoints for it',
  ],
  [
    'those written are not ready',
    loose(),
    [byHand([{ ...away, conditions: { ready: false } }])],
    [],
    'problem: the Service has no selector, and none of 1 endpoint written for it is ready',
  ],
  [
    'a host name instead of an address',
    loose({ ipFamilies: ['IPv4'] }),
    [byHand([{ addresses: ['db.example.com'] }], { addressType: 'FQDN' })],
    [],
    'problem: the Service has no selector, and its EndpointSlices are of address type `FQDN`, which it does not serve',
  ],
  [
    'a port of another name',
    loose({ ports: [{ name: 'oracle', port: 1521 }] }),
    [byHand([away], { ports: [{ name: 'orcl', port: 1521, protocol: 'TCP' }] })],
    [],
    'problem: no ready endpoint has port `oracle` 1521/TCP: its EndpointSlices name theirs `orcl`, and only ports of the same name go together',
  ],
  [
    'a port without a name for a named one',
    loose(),
    [byHand([away], { ports: [{ port: 80 }] })],
    [],
    'problem: no ready endpoint has port `http` 80/TCP: its EndpointSlices do not name theirs, and only ports of the same name go together',
  ],
  [
    'a named port for one without a name',
    loose({ ports: [{ port: 80 }] }),
    [byHand([away])],
    [],
    'problem: no ready endpoint has port 80/TCP: its EndpointSlices name theirs `http`, and only ports of the same name go together',
  ],
  [
    'a port of another protocol',
    loose({ ports: [{ name: 'http', port: 53, protocol: 'UDP' }] }),
    [byHand([away])],
    [],
    'problem: no ready endpoint has port `http` 53/UDP: its EndpointSlices have it for TCP, and only ports of the same protocol go together',
  ],
  [
    'slices of the time when there was a selector',
    loose(),
    [kept([first])],
    [],
    'warning: the Service has no selector any more: its EndpointSlices (`api-x`) stay as they were and follow no pod',
  ],
];

test.each(written)('without a selector: %s', (_, one, slices, pods, expected) => {
  expect(told(verdict(endpointsPresent, { service: [one], slices, pods }))).toBe(expected);
});

describe('one port', () => {
  const both = service({
    ports: [
      { name: 'http', port: 80 },
      { name: 'grpc', port: 90 },
    ],
  });
  const given = { service: [both], slices: [kept([first])], pods: [one] };
  test.each([
    ['http', 'ok: 1 endpoint ready'],
    ['90', 'problem: no ready endpoint has port `grpc` 90/TCP'],
    ['ftp', 'skipped: the Service has no such port'],
  ])('%s', (port, expected) => {
    expect(told(verdict(endpointsPresent, given, { port }))).toBe(expected);
  });
});

test('a controller that does not run is a cause of its own, pods that are not ready are another’s', () => {
  const given = { service: [service()], slices: [], pods: [one] };
  expect(verdict(endpointsPresent, given)).toMatchObject({ causedBy: [] });
  expect(verdict(endpointsPresent, { ...given, pods: [unready] })).not.toHaveProperty('causedBy');
});

test.each([
  ['ready ones', [first], 'ok: 1 endpoint ready'],
  ['none', [], 'problem: there are no endpoints: nobody answers'],
])('slices alone tell that there are %s, where pods may not be read', (_, endpoints, expected) => {
  const given = { service: [service()], slices: [kept(endpoints)] };
  expect(told(verdict(endpointsPresent, given, {}, ['pods']))).toBe(expected);
});

test('slices that may not be read leave it open', () => {
  const given = { service: [service()], pods: [one] };
  expect(verdict(endpointsPresent, given, {}, ['slices']).status).toBe('unknown');
});
