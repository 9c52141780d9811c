/** What RBAC gives the account for weights, and what it gives to nobody else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiServer } from '../../src/playground/cluster/server.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import { ask } from '../playground/cluster/fixtures.ts';

let demo: Demo;
let api: ApiServer;
beforeAll(async () => {
  demo = await startDemo({ scenario: 'shop' });
  api = demo.api;
});
afterAll(() => demo.close());

async function statusOf(account: string, method: string, path: string): Promise<number> {
  const token = api.tokenFor('portolan', account);
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: [] };
  const contentType = method === 'PATCH' ? { contentType: 'application/json-patch+json' } : {};
  return (await ask(api, path, { method, token, ...body, ...contentType })).status;
}

const bound = ['shop', 'shop-gateway', 'shop-traefik', 'shop-alb'];
const routed = [
  'networking.k8s.io/v1 ingresses',
  'gateway.networking.k8s.io/v1 httproutes',
  'traefik.io/v1alpha1 ingressroutes',
  'traefik.io/v1alpha1 traefikservices',
];

/** Every kind the server knows, and where it is listed: everywhere, where it is bound, elsewhere. */
function everything(): string[] {
  return api.resources.all().flatMap(({ group, version, plural, namespaced }) => {
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const places = [...bound, 'portolan', 'kube-system', 'envoy-gateway-system'];
    const spaces = namespaced ? places.map((place) => `${root}/namespaces/${place}`) : [];
    return [root, ...spaces].map((place) => `${place}/${plural}`);
  });
}

/** What anybody may do who is known at all. */
const ofEverybody = /\/self\w+reviews$/;

/** Method and path of all that RBAC does not refuse. */
async function rightsOf(account: string): Promise<string[]> {
  const allowed: string[] = [];
  for (const path of everything().filter((one) => !ofEverybody.test(one))) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      if ((await statusOf(account, method, path)) !== 403) allowed.push(`${method} ${path}`);
    }
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const one = `${path}/x`;
      if ((await statusOf(account, method, one)) !== 403) allowed.push(`${method} ${one}`);
      const status = `${one}/status`;
      if ((await statusOf(account, method, status)) !== 403) allowed.push(`${method} ${status}`);
    }
  }
  return allowed;
}

test('it may get and patch the kinds that hold weights, where it is bound, and nothing else', async () => {
  const expected = bound.flatMap((namespace) =>
    routed.flatMap((kind) => {
      const [version, plural] = kind.split(' ');
      const path = `/apis/${version}/namespaces/${namespace}/${plural}/x`;
      return [`GET ${path}`, `PATCH ${path}`];
    }),
  );
  expect((await rightsOf('portolan-canary')).toSorted()).toEqual(expected.toSorted());
}, 60_000);

test('the reader may write nothing', async () => {
  const rights = await rightsOf('portolan-reader');
  expect(rights.filter((right) => !right.startsWith('GET '))).toEqual([]);
}, 60_000);

test('neither mints tokens, for itself or the other', async () => {
  for (const account of ['portolan-canary', 'portolan-reader']) {
    for (const other of ['portolan-canary', 'portolan-reader']) {
      const path = `/api/v1/namespaces/portolan/serviceaccounts/${other}/token`;
      expect(await statusOf(account, 'POST', path)).toBe(403);
    }
  }
});

test('a pod that runs as one of them has no token of it', () => {
  const accounts = api.resources.of({ apiVersion: 'v1', kind: 'ServiceAccount' });
  const own = api.storage.list(accounts, 'portolan').filter(({ metadata }) => metadata.labels);
  expect(own.map(({ metadata }) => metadata.name)).toEqual(['portolan-canary', 'portolan-reader']);
  expect(own.map((one) => one.automountServiceAccountToken)).toEqual([false, false]);
});
