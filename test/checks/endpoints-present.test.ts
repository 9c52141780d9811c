/** `endpoints-present` of Services whose endpoints Kubernetes keeps. */
import { expect, test } from 'vitest';
import { endpointsPresent } from '../../src/checks/endpoints-present.ts';
import { endpoint, notReady, service } from '../network/objects.ts';
import {
  at,
  byHand,
  type Case,
  controllers,
  first,
  kept,
  meta,
  one,
  second,
  two,
  unready,
} from './objects-slices.ts';
import { told, verdict } from './verdict.ts';

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
