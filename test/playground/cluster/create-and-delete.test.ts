import { describe, expect, test } from 'vitest';
import { deployment, shop, writableCluster } from './writing.ts';

const { get, getJson, patch, post, remove } = writableCluster();

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
    const { metadata } = await getJson(`${shop}/configmaps/held`);
    expect(metadata.deletionTimestamp).toBeTypeOf('string');
    await patch(`${shop}/configmaps/held`, { metadata: { finalizers: null } });
    expect((await get(`${shop}/configmaps/held`)).status).toBe(404);
  });

  test('a collection is deleted as far as it is selected', async () => {
    const name = (list: { items: { metadata: { name: string } }[] }) =>
      list.items.map(({ metadata }) => metadata.name);
    const pods = `${shop}/pods?labelSelector=app%3Dredis`;
    expect(name(await (await remove(pods)).json())).toEqual(['redis-549f5d67c6-q2dx8']);
    expect(name(await getJson(pods))).toEqual([]);
    expect(name(await getJson(`${shop}/pods`)).length).toBeGreaterThan(5);
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
    expect((await get(canaries)).status).toBe(404);
    expect((await post(definitions, definition)).status).toBe(201);
    const created = await post(canaries, { metadata: { name: 'x' }, spec: {} });
    expect(await created.json()).toMatchObject({ kind: 'Canary', spec: { weight: 1 } });
    const { resources } = await getJson('/apis/example.com/v1');
    expect(resources[0].name).toBe('canaries');
    await remove(`${definitions}/canaries.example.com`);
    expect((await get(canaries)).status).toBe(404);
    await post(definitions, definition);
    expect((await getJson(canaries)).items).toEqual([]);
  });
});
