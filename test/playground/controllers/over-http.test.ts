import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '../../../src/playground/cluster/server.ts';
import { startTrial } from './trial.ts';

describe('controllers behind the API server', () => {
  let server: ApiServer;
  beforeAll(async () => {
    const { storage, resources } = startTrial('shop');
    server = await startApiServer({ storage, resources });
  });
  afterAll(() => server.close());

  async function call(method: string, path: string, body?: object) {
    const type = method === 'PATCH' ? 'merge-patch+json' : 'json';
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${server.adminToken}`,
        'content-type': `application/${type}`,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  async function endpointCount(service: string): Promise<number> {
    const selector = encodeURIComponent(`kubernetes.io/service-name=${service}`);
    const path = `/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?labelSelector=${selector}`;
    const { body } = await call('GET', path);
    return body.items.flatMap((slice: { endpoints: object[] | null }) => slice.endpoints ?? [])
      .length;
  }

  it('a scaled Deployment has its endpoints by the next request', async () => {
    const path = '/apis/apps/v1/namespaces/shop/deployments/web';
    expect(await endpointCount('web-service')).toBe(3);
    await call('PATCH', path, { spec: { replicas: 7 } });
    expect(await endpointCount('web-service')).toBe(7);
    await call('PATCH', `${path}/scale`, { spec: { replicas: 2 } });
    expect(await endpointCount('web-service')).toBe(2);
  });

  it('a deleted Deployment takes its pods along', async () => {
    await call('DELETE', '/apis/apps/v1/namespaces/shop/deployments/redis');
    expect(await endpointCount('redis')).toBe(0);
  });

  it('a new Service gets an address and endpoints', async () => {
    const { body } = await call('POST', '/api/v1/namespaces/shop/services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web-two' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    });
    expect(body.spec.clusterIP).toMatch(/^10\.96\./);
    expect(await endpointCount('web-two')).toBe(2);
  });

  it('a new weight of an HTTPRoute is observed', async () => {
    const path = '/apis/gateway.networking.k8s.io/v1/namespaces/shop-gateway/httproutes/shop';
    const { body: before } = await call('GET', path);
    const rules = structuredClone(before.spec.rules);
    rules[0].backendRefs[1].weight = 50;
    await call('PATCH', path, { spec: { rules } });
    const { body: after } = await call('GET', path);
    expect(after.metadata.generation).toBe(2);
    expect(after.status.parents[0].conditions[0].observedGeneration).toBe(2);
  });

  it('a deleted namespace goes with everything in it', async () => {
    await call('DELETE', '/api/v1/namespaces/shop-alb');
    const { status } = await call('GET', '/api/v1/namespaces/shop-alb');
    expect(status).toBe(404);
    const { body } = await call('GET', '/api/v1/namespaces/shop-alb/pods');
    expect(body.items).toEqual([]);
  });
});
