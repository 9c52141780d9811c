import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../../src/playground/cluster/defaults/network-kinds.ts';
import { listScenarios } from '../../../src/playground/cluster/scenario.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { normalizeAll } from '../controllers/normalize.ts';
import { recordedObjects } from '../controllers/recording.ts';
import { load, unready } from './loaded.ts';

describe('the scenarios', () => {
  const scenarios = listScenarios();

  it('are there', () => {
    expect(scenarios.map(({ name }) => name)).toContain('shop');
  });

  it.each(scenarios)('$name has a description, and loads', ({ name, description }) => {
    expect(description).toMatch(/^\S.{10,}/);
    expect(() => load(name)).not.toThrow();
  });

  it('use every piece there is', () => {
    const pieces = new URL('../../../src/playground/scenarios/pieces/', import.meta.url);
    const namespaces = load('shop').of('Namespace');
    expect(readdirSync(pieces).length).toBeGreaterThan(10);
    expect(namespaces.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['shop', 'shop-gateway', 'shop-traefik', 'shop-alb', 'portolan']),
    );
  });
});

describe('shop', () => {
  it('is the same in every run, but for times', () => {
    const text = () => JSON.stringify(load('shop').all).replaceAll(/\d{4}-\d\d-\d\dT[^"]*Z/g, 'T');
    expect(text()).toBe(text());
  });

  const shop = load('shop');

  it.each(['Service', 'EndpointSlice', 'Pod', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Ingress'])(
    'has the same %s objects as the recorded cluster, where that has any',
    (kind) => {
      const namespaces = ['default', 'shop', 'ingress-nginx', 'kube-system'];
      const foreign = (object: KubeObject) =>
        object.metadata.name.startsWith('aws-load-balancer-controller');
      const ours = shop.all.filter(
        (object) => namespaces.includes(object.metadata.namespace ?? '') && !foreign(object),
      );
      const texts = (objects: KubeObject[]) =>
        normalizeAll(objects, kind).map((object) =>
          JSON.stringify(object)
            .replaceAll(/"generation":\d+/g, '"generation":0')
            .replaceAll(/"endpoints.kubernetes.io[^,}]*/g, '')
            .replaceAll('"annotations":{},', ''),
        );
      expect(texts(ours)).toEqual(texts(recordedObjects));
    },
  );

  it('is ready but for the two pods of search', () => {
    const sick = unready(shop.of('Pod'));
    expect(sick.map((pod) => pod.metadata.labels?.app)).toEqual(['search', 'search']);
    const events = shop.of('Event').filter((event) => event.reason === 'Unhealthy');
    expect(events).toHaveLength(2);
    for (const event of events) {
      expect(event.message).toBe('Readiness probe failed: HTTP probe failed with statuscode: 503');
    }
  });

  it('has an orders Service that selects nothing', () => {
    const orders = shop
      .of('EndpointSlice', 'shop')
      .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === 'orders');
    expect(orders.map((slice) => slice.endpoints)).toEqual([null]);
  });

  it('has the addresses of the recorded cluster on its load balancers', () => {
    const addresses = (shop.of('Service') as Service[]).flatMap((service) =>
      (service.status?.loadBalancer?.ingress ?? []).map((one) => one.hostname ?? one.ip),
    );
    expect(addresses).toEqual([
      'a1b2c3.elb.example.com',
      '198.51.100.21',
      '198.51.100.20',
      '198.51.100.22',
    ]);
  });

  it.each(['shop-gateway', 'shop-traefik', 'shop-alb'])('stands in %s too, all ready', (home) => {
    const services = shop.of('Service', home).map(({ metadata }) => metadata.name);
    expect(services).toEqual(['api-canary', 'api-service', 'web-service']);
    expect(shop.of('Pod', home).length).toBeGreaterThan(4);
    expect(unready(shop.of('Pod', home))).toEqual([]);
  });
});

describe('healthy', () => {
  it('has no unready pod and no orders', () => {
    const healthy = load('healthy');
    expect(unready(healthy.of('Pod'))).toEqual([]);
    expect(healthy.of('Service').map(({ metadata }) => metadata.name)).not.toContain('orders');
    expect(healthy.of('Event').filter((event) => event.type === 'Warning')).toEqual([]);
  });
});
