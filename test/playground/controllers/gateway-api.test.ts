import { beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/playground/cluster/defaults/kinds.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { crashPods, startTrial, type Trial } from './trial.ts';

const gateways = 'gateway.networking.k8s.io/v1';

function routeOf(trial: Trial): KubeObject {
  const route = trial.get(gateways, 'HTTPRoute', 'shop', 'shop-gateway');
  if (!route) throw new Error('no route');
  return route;
}

interface Spec {
  parentRefs: { name: string; namespace?: string; sectionName?: string }[];
  hostnames: string[];
  rules: { backendRefs: { name: string; namespace?: string; port: number; weight: number }[] }[];
}

const edit = (change: (spec: Spec) => void) => (draft: KubeObject) => change(draft.spec as Spec);

const parents = (route: KubeObject) =>
  (route.status as { parents: { conditions: (Condition & { observedGeneration: number })[] }[] })
    .parents;

const verdicts = (route: KubeObject) =>
  parents(route)[0]?.conditions.map(({ type, status, reason }) => `${type} ${status} ${reason}`);

describe('an HTTPRoute', () => {
  let trial: Trial;
  beforeAll(() => {
    trial = startTrial('shop');
  });

  it('has its status catch up with a new weight', () => {
    const changed = trial.change(
      routeOf(trial),
      edit((spec) => {
        for (const ref of spec.rules[0]?.backendRefs ?? []) ref.weight = 50;
      }),
    );
    expect(changed.metadata.generation).toBe(2);
    expect(parents(changed)[0]?.conditions.map((one) => one.observedGeneration)).toEqual([2, 2]);
  });

  it.each<[what: string, change: (spec: Spec) => void, wanted: string]>([
    [
      'a backend that does not exist',
      (spec) => {
        spec.rules[0]?.backendRefs.push({ name: 'nope', port: 80, weight: 1 });
      },
      'ResolvedRefs False BackendNotFound',
    ],
    [
      'a port the backend does not have',
      (spec) => {
        spec.rules[0]?.backendRefs.push({ name: 'web-service', port: 1, weight: 1 });
      },
      'ResolvedRefs False PortNotFound',
    ],
    [
      'a backend of another namespace',
      (spec) => {
        spec.rules[0]?.backendRefs.push({
          name: 'redis',
          namespace: 'shop',
          port: 6379,
          weight: 1,
        });
      },
      'ResolvedRefs False RefNotPermitted',
    ],
    [
      'a hostname the listener does not have',
      (spec) => {
        spec.hostnames = ['other.example.com'];
      },
      'Accepted False NoMatchingListenerHostname',
    ],
    [
      'a listener that does not exist',
      (spec) => {
        spec.parentRefs = [{ name: 'shop', sectionName: 'https' }];
      },
      'Accepted False NoMatchingParent',
    ],
  ])('is told of %s', (_what, change, wanted) => {
    const fresh = startTrial('shop');
    expect(verdicts(fresh.change(routeOf(fresh), edit(change)))).toContain(wanted);
  });

  it('may cross namespaces once a ReferenceGrant there allows it', () => {
    const fresh = startTrial('shop');
    fresh.change(
      routeOf(fresh),
      edit((spec) => {
        spec.rules[0]?.backendRefs.push({
          name: 'redis',
          namespace: 'shop',
          port: 6379,
          weight: 1,
        });
      }),
    );
    fresh.create({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { name: 'from-gateway', namespace: 'shop' },
      spec: {
        from: [
          { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop-gateway' },
        ],
        to: [{ group: '', kind: 'Service' }],
      },
    });
    expect(verdicts(routeOf(fresh))).toContain('ResolvedRefs True ResolvedRefs');
  });

  it('with a wrong parentRef has no entry in its status', () => {
    const fresh = startTrial('shop');
    const lost = fresh.change(
      routeOf(fresh),
      edit((spec) => {
        spec.parentRefs = [{ name: 'shpo' }];
      }),
    );
    expect(parents(lost)).toEqual([]);
  });

  it('is not looked at while the controller is down', () => {
    const fresh = startTrial('shop');
    crashPods(fresh, 'envoy-gateway-system', 'gateway-helm');
    const stale = fresh.change(
      routeOf(fresh),
      edit((spec) => {
        spec.hostnames = [];
      }),
    );
    expect(stale.metadata.generation).toBe(2);
    expect(parents(stale)[0]?.conditions.map((one) => one.observedGeneration)).toEqual([1, 1]);
  });
});

describe('a Gateway', () => {
  it('is not programmed while its proxies are down', () => {
    const trial = startTrial('shop');
    crashPods(trial, 'envoy-gateway-system', 'envoy');
    const gateway = trial.get(gateways, 'Gateway', 'shop', 'shop-gateway');
    const status = gateway?.status as { conditions: Condition[] } | undefined;
    expect(status?.conditions.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      'Accepted Accepted',
      'Programmed NoResources',
    ]);
  });

  it('of a class that nobody serves stays pending', () => {
    const trial = startTrial('shop');
    const gateway = trial.create({
      apiVersion: gateways,
      kind: 'Gateway',
      metadata: { name: 'other', namespace: 'shop' },
      spec: { gatewayClassName: 'nope', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    });
    expect((gateway.status as { conditions: Condition[] }).conditions[0]).toMatchObject({
      type: 'Accepted',
      status: 'Unknown',
      reason: 'Pending',
    });
  });
});
