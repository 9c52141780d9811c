import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { crashPods, eventsAbout, service, startTrial, type Trial } from './trial.ts';

const ingresses = 'networking.k8s.io/v1';

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
    crashPods(trial, 'ingress-nginx', 'ingress-nginx');
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
