/** `infra/kubernetes/minter` gives the tokens of one account, and nothing else in the cluster. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createStorage } from '../../src/playground/cluster/memory.ts';
import { createResources } from '../../src/playground/cluster/resources.ts';
import type { ApiServer } from '../../src/playground/cluster/server.ts';
import { startApiServer } from '../../src/playground/cluster/server.ts';
import { textOf } from '../architecture/tree.ts';

const folder = 'infra/kubernetes';
const applied = [
  'namespace',
  'reader/service-account',
  'reader/cluster-role',
  'reader/cluster-role-binding',
  'minter/role',
  'minter/role-binding',
].map((name) => parse(textOf(`${folder}/${name}.yaml`)));
const account = (namespace: string, name: string) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { namespace, name },
});
const others = [account('portolan', 'portolan-canary'), account('shop', 'portolan-reader')];

let api: ApiServer;
beforeAll(async () => {
  const storage = createStorage();
  const resources = createResources();
  for (const object of [...applied, ...others]) storage.create(resources.of(object), object);
  const authenticate = (token: string) =>
    token === 'minter' ? { username: 'lambda', groups: ['portolan-minters'] } : undefined;
  api = await startApiServer({ storage, resources, authenticate });
});
afterAll(() => api.close());

async function statusOf(method: string, path: string, token = 'minter'): Promise<number> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const spec = { expirationSeconds: 600 };
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
  const body = method === 'GET' || method === 'DELETE' ? null : JSON.stringify(request);
  return (await fetch(`${api.url}${path}`, { method, headers, body })).status;
}

const accounts = '/api/v1/namespaces/portolan/serviceaccounts';

test('a minter gets a token of the reader', async () => {
  expect(await statusOf('POST', `${accounts}/portolan-reader/token`)).toBe(201);
});

test.each([
  `${accounts}/portolan-canary/token`,
  `${accounts}/default/token`,
  '/api/v1/namespaces/shop/serviceaccounts/portolan-reader/token',
  '/api/v1/namespaces/kube-system/serviceaccounts/default/token',
])('a minter gets no token at %s', async (path) => {
  expect(await statusOf('POST', path)).toBe(403);
});

test('a minter may not look at the account, change it or act as it', async () => {
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    expect([method, await statusOf(method, `${accounts}/portolan-reader`)]).toEqual([method, 403]);
    const name = `${accounts}/portolan-reader/token`;
    expect([method, await statusOf(method, name)]).toEqual([method, 403]);
  }
  const headers = {
    Authorization: 'Bearer minter',
    'Impersonate-User': 'system:serviceaccount:portolan:portolan-reader',
  };
  const { status } = await fetch(`${api.url}/api/v1/namespaces/shop/pods`, { headers });
  expect(status).toBe(403);
});

/** Every kind the server knows, at the paths where it is listed and where one of it is. */
const everything = createResources()
  .all()
  .flatMap(({ group, version, plural, namespaced }) => {
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const places = namespaced
      ? [root, `${root}/namespaces/portolan`, `${root}/namespaces/shop`]
      : [root];
    return places.map((place) => `${place}/${plural}`);
  });

test('a minter may do nothing else with any kind of object, in any namespace', async () => {
  const allowed: string[] = [];
  for (const path of everything) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      if ((await statusOf(method, path)) !== 403) allowed.push(`${method} ${path}`);
    }
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      if ((await statusOf(method, `${path}/x`)) !== 403) allowed.push(`${method} ${path}/x`);
    }
  }
  expect(everything.length).toBeGreaterThan(50);
  expect(allowed).toEqual([]);
});

test('whoever is not in the group gets no token', async () => {
  const path = `${accounts}/portolan-reader/token`;
  expect(await statusOf('POST', path, 'somebody')).toBe(401);
  expect(await statusOf('POST', path, api.tokenFor('portolan', 'portolan-reader'))).toBe(403);
});
