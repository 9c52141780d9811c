import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const shop = '/api/v1/namespaces/shop';
const deployment = '/apis/apps/v1/namespaces/shop/deployments/web';
const routes = '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes';
const merge = 'application/merge-patch+json';
const operations = 'application/json-patch+json';
let server: ApiServer;

beforeEach(async () => {
  server = await startRecordedCluster();
});
afterEach(() => server.close());

const patch = (path: string, body: unknown, contentType = merge) =>
  ask(server, path, { method: 'PATCH', body, contentType });
const put = (path: string, body: unknown) => ask(server, path, { method: 'PUT', body });
const post = (path: string, body: unknown) => ask(server, path, { method: 'POST', body });
const remove = (path: string, body?: unknown) => ask(server, path, { method: 'DELETE', body });

describe('conflicts', () => {
  test('of two writers who read the same version the second loses', async () => {
    const read = await askJson(server, `${shop}/services/redis`);
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
    const { metadata } = await askJson(server, `${shop}/services/redis`);
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
    const first = (await askJson(server, deployment)).metadata.generation;
    const labelled = await patch(deployment, { metadata: { labels: { a: 'b' } } });
    const scaled = await patch(deployment, { spec: { replicas: 7 } });
    expect((await labelled.json()).metadata.generation).toBe(first);
    expect((await scaled.json()).metadata.generation).toBe(first + 1);
  });

  test('what the server sets is not taken from the client', async () => {
    const metadata = { generation: 99, creationTimestamp: '2001-01-01T00:00:00Z' };
    const before = await askJson(server, deployment);
    const after = await (await patch(deployment, { metadata })).json();
    expect(after.metadata).toEqual(before.metadata);
  });
});

describe('status and scale', () => {
  test('a write of the object leaves its status alone', async () => {
    const { status } = await askJson(server, deployment);
    const after = await (await patch(deployment, { status: { readyReplicas: 99 } })).json();
    expect(after.status).toEqual(status);
  });

  test('a write of the status leaves the object alone', async () => {
    const { spec } = await askJson(server, deployment);
    const body = { spec: { replicas: 99 }, status: { readyReplicas: 2 } };
    const after = await (await patch(`${deployment}/status`, body)).json();
    expect([after.spec, after.status.readyReplicas]).toEqual([spec, 2]);
  });

  test('scale reads and writes the replicas', async () => {
    const scale = await askJson(server, `${deployment}/scale`);
    expect(scale).toMatchObject({ kind: 'Scale', spec: { replicas: 3 } });
    expect(scale.status.selector).toBe('app=web');
    await put(`${deployment}/scale`, { ...scale, spec: { replicas: 4 } });
    expect((await askJson(server, deployment)).spec.replicas).toBe(4);
    const stale = await put(`${deployment}/scale`, { ...scale, spec: { replicas: 5 } });
    expect(stale.status).toBe(409);
  });
});

describe('dry run', () => {
  test('answers as if and stores nothing', async () => {
    const version = server.storage.resourceVersion;
    const created = await post(`${shop}/configmaps?dryRun=All`, { metadata: { name: 'x' } });
    expect(created.status).toBe(201);
    expect((await remove(`${shop}/services/redis?dryRun=All`)).status).toBe(200);
    expect(server.storage.resourceVersion).toBe(version);
  });

  test('knows no other value than All', async () => {
    expect((await patch(`${deployment}?dryRun=some`, {})).status).toBe(422);
  });
});

describe('JSON Patch', () => {
  const service = `${shop}/services/api-service`;
  const cases: [string, object, number][] = [
    ['replaces an element', { op: 'replace', path: '/spec/ports/0/port', value: 81 }, 200],
    [
      'adds what replace does not find',
      { op: 'replace', path: '/metadata/labels', value: {} },
      200,
    ],
    ['rejects an index out of range', { op: 'replace', path: '/spec/ports/9', value: {} }, 422],
    ['rejects a parent that is absent', { op: 'add', path: '/a/b/c', value: 1 }, 422],
    ['rejects the removal of what is absent', { op: 'remove', path: '/spec/nosuch' }, 422],
    ['rejects a failing test', { op: 'test', path: '/spec/type', value: 'NodePort' }, 422],
    ['rejects an unknown operation', { op: 'twist', path: '/spec' }, 422],
  ];
  test.each(cases)('%s', async (_, operation, status) => {
    expect((await patch(service, [operation], operations)).status).toBe(status);
  });

  test('is applied as a whole or not at all', async () => {
    const before = await askJson(server, service);
    const body = [
      { op: 'replace', path: '/spec/ports/0/port', value: 81 },
      { op: 'test', path: '/spec/type', value: 'NodePort' },
    ];
    await patch(service, body, operations);
    expect(await askJson(server, service)).toEqual(before);
  });
});

describe('create and delete', () => {
  test('a new object needs its namespace', async () => {
    const answer = await post('/api/v1/namespaces/nosuch/configmaps', { metadata: { name: 'x' } });
    expect([answer.status, (await answer.json()).message]).toEqual([
      404,
      'namespaces "nosuch" not found',
    ]);
  });

  test('a name is made from generateName', async () => {
    const answer = await post(`${shop}/configmaps`, { metadata: { generateName: 'x-' } });
    expect((await answer.json()).metadata.name).toMatch(/^x-[a-z0-9]{5}$/);
  });

  test('a body of another kind is refused', async () => {
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } };
    expect((await post(`${shop}/configmaps`, body)).status).toBe(400);
    expect((await post(`${shop}/configmaps`, { ...body, apiVersion: 'v2' })).status).toBe(400);
  });

  test('a finalizer holds an object until it is taken away', async () => {
    const finalizers = ['example.com/hold'];
    await post(`${shop}/configmaps`, { metadata: { name: 'held', finalizers } });
    await remove(`${shop}/configmaps/held`);
    const { metadata } = await askJson(server, `${shop}/configmaps/held`);
    expect(metadata.deletionTimestamp).toBeTypeOf('string');
    await patch(`${shop}/configmaps/held`, { metadata: { finalizers: null } });
    expect((await ask(server, `${shop}/configmaps/held`)).status).toBe(404);
  });

  test('a collection is deleted as far as it is selected', async () => {
    const name = (list: { items: { metadata: { name: string } }[] }) =>
      list.items.map(({ metadata }) => metadata.name);
    const pods = `${shop}/pods?labelSelector=app%3Dredis`;
    expect(name(await (await remove(pods)).json())).toEqual(['redis-549f5d67c6-q2dx8']);
    expect(name(await askJson(server, pods))).toEqual([]);
    expect(name(await askJson(server, `${shop}/pods`)).length).toBeGreaterThan(5);
  });

  test('annotations and labels are texts', async () => {
    const answer = await patch(deployment, { metadata: { annotations: { weight: 5 } } });
    expect(answer.status).toBe(422);
    const created = await post(`${shop}/configmaps`, { metadata: { name: 'x', labels: { a: 1 } } });
    expect(created.status).toBe(400);
  });
});

describe('custom resources', () => {
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const canaries = '/apis/example.com/v1/namespaces/shop/canaries';
  const schema = {
    type: 'object',
    properties: {
      spec: { type: 'object', properties: { weight: { default: 1, type: 'integer' } } },
    },
  };
  const definition = {
    metadata: { name: 'canaries.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'canaries', kind: 'Canary' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };

  test('are served from their definition on, with its defaults, until it goes', async () => {
    expect((await ask(server, canaries)).status).toBe(404);
    expect((await post(definitions, definition)).status).toBe(201);
    const created = await post(canaries, { metadata: { name: 'x' }, spec: {} });
    expect(await created.json()).toMatchObject({ kind: 'Canary', spec: { weight: 1 } });
    const { resources } = await askJson(server, '/apis/example.com/v1');
    expect(resources[0].name).toBe('canaries');
    await remove(`${definitions}/canaries.example.com`);
    expect((await ask(server, canaries)).status).toBe(404);
    await post(definitions, definition);
    expect((await askJson(server, canaries)).items).toEqual([]);
  });
});
