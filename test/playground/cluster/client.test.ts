/** The client library production uses, against the embedded server. */
import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  NetworkingV1Api,
  PatchStrategy,
  setHeaderOptions,
  Watch,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { startRecordedCluster } from './fixtures.ts';

let server: ApiServer;
let config: KubeConfig;

beforeAll(async () => {
  server = await startRecordedCluster();
  config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'embedded', server: server.url, skipTLSVerify: true }],
    users: [{ name: 'admin', token: server.adminToken }],
    contexts: [{ name: 'embedded', cluster: 'embedded', user: 'admin' }],
    currentContext: 'embedded',
  });
});
afterAll(() => server.close());

test('the client library lists typed objects', async () => {
  const core = config.makeApiClient(CoreV1Api);
  const { items } = await core.listNamespacedService({ namespace: 'shop' });
  expect(items[0]?.spec?.clusterIP).toBe('10.96.39.190');
  expect(items[0]?.metadata?.creationTimestamp).toBeInstanceOf(Date);
});

test('the client library reads an error as a Status', async () => {
  const core = config.makeApiClient(CoreV1Api);
  const missing = core.readNamespacedService({ namespace: 'shop', name: 'nosuch' });
  await expect(missing).rejects.toMatchObject({ code: 404 });
});

test('the client library patches with a dry run', async () => {
  const networking = config.makeApiClient(NetworkingV1Api);
  const path = '/metadata/annotations/nginx.ingress.kubernetes.io~1canary-weight';
  const patched = await networking.patchNamespacedIngress(
    {
      namespace: 'shop',
      name: 'shop-api-canary',
      dryRun: 'All',
      body: [
        { op: 'test', path, value: '20' },
        { op: 'replace', path, value: '40' },
      ],
    },
    setHeaderOptions('Content-Type', PatchStrategy.JsonPatch),
  );
  const weight = patched.metadata?.annotations?.['nginx.ingress.kubernetes.io/canary-weight'];
  expect(weight).toBe('40');
});

test('the client library writes custom objects', async () => {
  const custom = config.makeApiClient(CustomObjectsApi);
  const route = {
    group: 'gateway.networking.k8s.io',
    version: 'v1',
    plural: 'httproutes',
    namespace: 'shop',
  };
  const body = { metadata: { name: 'by-client' }, spec: { parentRefs: [{ name: 'public' }] } };
  const created = await custom.createNamespacedCustomObject({ ...route, body });
  expect(created).toMatchObject({ kind: 'HTTPRoute', metadata: { generation: 1 } });
});

test('the client library watches', async () => {
  const seen: string[] = [];
  const onEvent = (type: string, object: { metadata: { name: string } }) =>
    seen.push(`${type} ${object.metadata.name}`);
  const ended = () => seen.push('ended');
  const path = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses';
  const watching = await new Watch(config).watch(path, {}, onEvent, ended);
  await expect.poll(() => seen).toEqual(['ADDED shop-api-canary', 'ADDED shop-ingress']);
  watching.abort();
});
