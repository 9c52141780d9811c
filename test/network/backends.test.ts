import { describe, expect, test } from 'vitest';
import { type BackendFacts, backendsOf } from '../../src/network/backends.ts';
import { endpoint, notReady, pod, running, service, slice, unhealthy, waiting } from './objects.ts';

const failing = { conditions: [notReady()], containers: [running({ ready: false })] };
const noPods = { pods: [], arePodsWhole: true, events: [] };

function behind(facts: Partial<BackendFacts>) {
  return backendsOf({ service: service(), slices: [], ...noPods, ...facts });
}
const reasons = (facts: Partial<BackendFacts>) => behind(facts).endpoints.map((one) => one.reason);

test('an endpoint that is well has nothing to say but its restarts', () => {
  const { endpoints, podsAside } = behind({
    slices: [slice([endpoint('api-1', '10.0.0.1')])],
    pods: [pod({ containers: [running({ restartCount: 2 })] })],
  });
  expect(endpoints).toMatchObject([{ ready: true, restarts: 2 }]);
  expect(endpoints[0]?.reason).toBeUndefined();
  expect(podsAside).toEqual([]);
});

describe('an endpoint that is not well says why', () => {
  const one = (words: object) => [slice([endpoint('api-1', '10.0.0.1', words)])];
  const down = one({ ready: false });
  const up = one({ ready: true });

  test.each<[string, Partial<BackendFacts>, string | undefined]>([
    [
      'the probe’s words',
      { slices: down, pods: [pod(failing)], events: [unhealthy('Readiness probe failed: 503')] },
      'Readiness probe failed: 503',
    ],
    [
      'published though not ready',
      { slices: up, pods: [pod(failing)] },
      'published though not ready: container app: running, but its readiness probe has not succeeded',
    ],
    [
      'the slice lags behind',
      { slices: down, pods: [pod()] },
      'its pod is ready, but the EndpointSlice does not say so yet',
    ],
    [
      'the pod is gone',
      { slices: up },
      'its pod is gone, or no longer carries the labels of the selector',
    ],
    ['the pod may be among those not read', { slices: up, arePodsWhole: false }, undefined],
    [
      'pods could not be read',
      { slices: down, pods: undefined },
      'its EndpointSlice says not ready',
    ],
    [
      'terminating, and pods could not be read',
      { slices: one({ ready: false, terminating: true }), pods: undefined },
      'terminating',
    ],
    ['well, and pods could not be read', { slices: up, pods: undefined }, undefined],
    [
      'another pod has taken the name',
      { slices: one({ uid: 'old', ready: false }), pods: [pod(failing)] },
      'its pod was replaced by a new one of the same name',
    ],
    [
      'an address written by hand',
      { slices: [slice([{ addresses: ['203.0.113.1'] }])] },
      undefined,
    ],
    [
      'a host name written by hand',
      { slices: [slice([{ addresses: ['db.example.com'] }], { addressType: 'FQDN' })] },
      'a host name instead of an address: kube-proxy does not send traffic there',
    ],
    [
      'a host name behind a headless Service, which only gives it out',
      {
        service: service({ clusterIP: 'None' }),
        slices: [slice([{ addresses: ['db.example.com'] }], { addressType: 'FQDN' })],
      },
      undefined,
    ],
  ])('%s', (_, facts, reason) => {
    expect(reasons(facts)).toEqual([reason]);
  });
});

describe('pods that are no endpoint', () => {
  test.each<[string, Parameters<typeof pod>[0], object]>([
    [
      'in no slice yet',
      {},
      { reason: 'selected and has an address, but is in no EndpointSlice yet', isOver: false },
    ],
    ['no address yet', { status: { podIPs: [] } }, { reason: 'has no address yet' }],
    [
      'being created',
      { conditions: [notReady()], containers: [waiting('ContainerCreating')] },
      { reason: 'ContainerCreating', isOver: false },
    ],
    ['completed', { status: { phase: 'Succeeded' } }, { isOver: true }],
    ['evicted', { status: { phase: 'Failed', reason: 'Evicted' } }, { isOver: true }],
  ])('%s', (_, words, aside) => {
    expect(behind({ pods: [pod(words)] }).podsAside).toMatchObject([{ name: 'api-1', ...aside }]);
  });

  test('a pod made again is one, while its old address still stands in the slice', () => {
    const { endpoints, podsAside } = behind({
      slices: [slice([endpoint('api-1', '10.0.0.1', { uid: 'old' })])],
      pods: [pod()],
    });
    expect(endpoints).toHaveLength(1);
    expect(podsAside).toMatchObject([{ name: 'api-1' }]);
  });

  test('nobody says that a pod is in no slice when slices could not be read', () => {
    const pods = [pod(), pod({ name: 'api-2', ...failing })];
    expect(behind({ slices: undefined, pods }).podsAside).toMatchObject([{ name: 'api-2' }]);
  });
});

test('slices of another namespace’s Service of this name do not count', () => {
  const other = { metadata: { name: 'api-1', namespace: 'web' } };
  expect(behind({ slices: [slice([endpoint('x', '10.0.0.1')], other)] }).endpoints).toEqual([]);
});

test('an alias has no endpoints, whatever its selector takes', () => {
  const alias = service({ type: 'ExternalName', externalName: 'db.example.com' });
  expect(behind({ service: alias, pods: [pod()] })).toEqual({ endpoints: [], podsAside: [] });
});
