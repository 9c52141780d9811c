/** What holds for every write, whatever it changes. */
import { describe, expect, test } from 'vitest';
import { deployment, shop, writableCluster } from './writing.ts';

const routes = '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes';
const { getJson, patch, post, put, remove, version } = writableCluster();

describe('conflicts', () => {
  test('of two writers who read the same version the second loses', async () => {
    const read = await getJson(`${shop}/services/redis`);
    const relabel = (app: string) => ({ ...read, metadata: { ...read.metadata, labels: { app } } });
    expect((await put(`${shop}/services/redis`, relabel('a'))).status).toBe(200);
    const second = await put(`${shop}/services/redis`, relabel('b'));
    expect([second.status, (await second.json()).reason]).toEqual([409, 'Conflict']);
  });

  test('a write meant for another uid is refused', async () => {
    const uid = '00000000-0000-0000-0000-000000000000';
    expect((await patch(`${shop}/services/redis`, { metadata: { uid } })).status).toBe(409);
    const options = { preconditions: { uid } };
    expect((await remove(`${shop}/services/redis`, options)).status).toBe(409);
  });

  test('a write that changes nothing keeps the resource version', async () => {
    const { metadata } = await getJson(`${shop}/services/redis`);
    const again = await patch(`${shop}/services/redis`, { spec: { type: 'ClusterIP' } });
    expect((await again.json()).metadata.resourceVersion).toBe(metadata.resourceVersion);
  });

  test('a custom resource is not overwritten without a version', async () => {
    const spec = { parentRefs: [{ name: 'public' }] };
    const created = await (await post(routes, { metadata: { name: 'r' }, spec })).json();
    const { resourceVersion: _, ...metadata } = created.metadata;
    expect((await put(`${routes}/r`, { ...created, metadata })).status).toBe(422);
    expect((await put(`${routes}/r`, created)).status).toBe(200);
  });
});

describe('generation', () => {
  test('counts changes of spec, not of labels', async () => {
    const first = (await getJson(deployment)).metadata.generation;
    const labelled = await patch(deployment, { metadata: { labels: { a: 'b' } } });
    const scaled = await patch(deployment, { spec: { replicas: 7 } });
    expect((await labelled.json()).metadata.generation).toBe(first);
    expect((await scaled.json()).metadata.generation).toBe(first + 1);
  });

  test('what the server sets is not taken from the client', async () => {
    const metadata = { generation: 99, creationTimestamp: '2001-01-01T00:00:00Z' };
    const before = await getJson(deployment);
    const after = await (await patch(deployment, { metadata })).json();
    expect(after.metadata).toEqual(before.metadata);
  });
});

describe('status and scale', () => {
  test('a write of the object leaves its status alone', async () => {
    const { status } = await getJson(deployment);
    const after = await (await patch(deployment, { status: { readyReplicas: 99 } })).json();
    expect(after.status).toEqual(status);
  });

  test('a write of the status leaves the object alone', async () => {
    const { spec } = await getJson(deployment);
    const body = { spec: { replicas: 99 }, status: { readyReplicas: 2 } };
    const after = await (await patch(`${deployment}/status`, body)).json();
    expect([after.spec, after.status.readyReplicas]).toEqual([spec, 2]);
  });

  test('scale reads and writes the replicas', async () => {
    const scale = await getJson(`${deployment}/scale`);
    expect(scale).toMatchObject({ kind: 'Scale', spec: { replicas: 3 } });
    expect(scale.status.selector).toBe('app=web');
    await put(`${deployment}/scale`, { ...scale, spec: { replicas: 4 } });
    expect((await getJson(deployment)).spec.replicas).toBe(4);
    const stale = await put(`${deployment}/scale`, { ...scale, spec: { replicas: 5 } });
    expect(stale.status).toBe(409);
  });
});

describe('dry run', () => {
  test('answers as if and stores nothing', async () => {
    const before = version();
    const created = await post(`${shop}/configmaps?dryRun=All`, { metadata: { name: 'x' } });
    expect(created.status).toBe(201);
    expect((await remove(`${shop}/services/redis?dryRun=All`)).status).toBe(200);
    expect(version()).toBe(before);
  });

  test('knows no other value than All', async () => {
    expect((await patch(`${deployment}?dryRun=some`, {})).status).toBe(422);
  });
});
