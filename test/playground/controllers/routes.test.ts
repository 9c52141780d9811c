import { beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/playground/cluster/defaults/kinds.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { eventsAbout, service, startTrial, type Trial } from './trial.ts';

const gateways = 'gateway.networking.k8s.io/v1';
const ingresses = 'networking.k8s.io/v1';

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

function setImagePull(trial: Trial, namespace: string, label: string): void {
  for (const pod of trial.all('v1', 'Pod', namespace)) {
    if (!Object.values(pod.metadata.labels ?? {}).includes(label)) continue;
    trial.change(pod, (draft) => {
      draft.metadata.annotations = { 'playground.portolan.dev/crash': 'gone' };
    });
  }
}

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
    setImagePull(fresh, 'envoy-gateway-system', 'gateway-helm');
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
    setImagePull(trial, 'envoy-gateway-system', 'envoy');
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

describe('an Ingress', () => {
  const ingress = (name: string, className: string, annotations = {}): KubeObject => ({
    apiVersion: ingresses,
    kind: 'Ingress',
    metadata: { name, namespace: 'shop', annotations },
    spec: {
      ingressClassName: className,
      defaultBackend: { service: { name: 'web-service', port: { number: 8080 } } },
    },
  });
  const status = (trial: Trial, name: string) =>
    trial.get(ingresses, 'Ingress', name, 'shop')?.status;

  it('of each class gets the address of that class’s controller', () => {
    const trial = startTrial('shop');
    trial.create(ingress('by-nginx', 'nginx'));
    trial.create(ingress('by-traefik', 'traefik'));
    trial.create(ingress('by-alb', 'alb'));
    const addresses = ['by-nginx', 'by-traefik', 'by-alb'].map((name) => status(trial, name));
    expect(addresses).toEqual([
      { loadBalancer: { ingress: [{ ip: '198.51.100.20' }] } },
      { loadBalancer: { ingress: [{ ip: '198.51.100.22' }] } },
      { loadBalancer: { ingress: [{ hostname: expect.stringMatching(/^k8s-shop-byalb-/) }] } },
    ]);
    expect(eventsAbout(trial, 'by-alb')).toEqual([
      'SuccessfullyReconciled: Successfully reconciled',
    ]);
  });

  it('of a class that does not exist, or whose controller is down, gets none', () => {
    const trial = startTrial('shop');
    trial.create(ingress('lost', 'ngnix'));
    setImagePull(trial, 'ingress-nginx', 'ingress-nginx');
    trial.create(ingress('late', 'nginx'));
    expect([status(trial, 'lost'), status(trial, 'late')]).toEqual([
      { loadBalancer: {} },
      { loadBalancer: {} },
    ]);
  });

  it('for ALB with an action that is not JSON builds nothing and says so', () => {
    const trial = startTrial('shop');
    trial.create(ingress('broken', 'alb', { 'alb.ingress.kubernetes.io/actions.api': '{oops' }));
    expect(status(trial, 'broken')).toEqual({ loadBalancer: {} });
    expect(eventsAbout(trial, 'broken')[0]).toMatch(/^FailedBuildModel: Failed build model due to/);
  });
});

describe('a LoadBalancer Service', () => {
  const annotated = (key: string, value: string) => {
    const object = service('edge', { type: 'LoadBalancer' });
    object.metadata.annotations = { [`playground.portolan.dev/${key}`]: value };
    return object;
  };

  it('stays pending unless the scenario gives it an address', () => {
    const trial = startTrial();
    trial.create(service('edge', { type: 'LoadBalancer' }));
    expect(trial.get('v1', 'Service', 'edge', 'default')?.status).toEqual({ loadBalancer: {} });
    expect(eventsAbout(trial, 'edge')).toEqual([]);
  });

  it('loses its address with its type', () => {
    const trial = startTrial();
    const created = trial.create(annotated('load-balancer', '203.0.113.7'));
    const found = () => trial.get('v1', 'Service', 'edge', 'default')?.status;
    expect(found()).toEqual({ loadBalancer: { ingress: [{ ip: '203.0.113.7', ipMode: 'VIP' }] } });
    trial.change(created, (draft) => {
      draft.spec = { ...(draft.spec as object), type: 'ClusterIP' };
    });
    expect(found()).toEqual({ loadBalancer: {} });
  });

  it('says why the cloud refuses', () => {
    const trial = startTrial();
    trial.create(annotated('load-balancer-error', 'quota exceeded'));
    expect(eventsAbout(trial, 'edge')).toContain(
      'SyncLoadBalancerFailed: Error syncing load balancer: failed to ensure load balancer: quota exceeded',
    );
  });
});
