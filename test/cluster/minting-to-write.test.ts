import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Patch } from '../../src/patch.ts';
import type { Fault } from '../../src/playground/cluster/faults.ts';
import { doorTo } from './fixtures.ts';
import {
  type Minting,
  minterToken,
  openMinting,
  pods,
  reader,
  services,
  writer,
} from './minted.ts';

const annotation = '/metadata/annotations/nginx.ingress.kubernetes.io~1canary-weight';
const place = { kind: 'ingresses', namespace: 'shop', name: 'shop-api-canary' } as const;

const shift = (from: string, to: string): Patch => ({
  ...place,
  operations: [
    { op: 'test', path: annotation, value: from },
    { op: 'replace', path: annotation, value: to },
  ],
});

const accounts = '/api/v1/namespaces/portolan/serviceaccounts';
const mint = { method: 'POST', path: `${accounts}/portolan-canary/token`, user: 'lambda' };
const isForWriting = { method: 'POST', path: /portolan-canary\/token/ };
const mints = ({ api }: Minting) => api.requests.filter(({ path }) => path === mint.path).length;

test('ten Jobs that read ask for no token that could write', async () => {
  const minting = await openMinting();
  for (let job = 0; job < 10; job++) {
    const query = { ...place, isWhole: true } as const;
    expect((await minting.clusters.open('shop').read([services, pods, query])).gaps).toEqual([]);
  }
  expect(mints(minting)).toBe(0);
  expect(new Set(minting.readers())).toEqual(new Set([reader]));
});

test('a write is made as the account for weights, with a token of that moment', async () => {
  const minting = await openMinting();
  const door = minting.clusters.open('shop');
  await door.read([services]);
  const before = minting.api.requests.length;
  expect((await door.apply(shift('20', '30'), { isDryRun: true })).kind).toBe('applied');
  expect((await door.apply(shift('20', '30'))).kind).toBe('applied');
  await door.read([services]);
  expect(minting.api.requests.slice(before)).toMatchObject([
    { ...mint, status: 201 },
    { method: 'PATCH', path: expect.stringMatching(/dryRun=All$/), user: writer, status: 200 },
    { ...mint, status: 201 },
    { method: 'PATCH', path: expect.stringMatching(/=portolan$/), user: writer, status: 200 },
    { method: 'GET', user: reader, status: 200 },
  ]);
  expect(door.reads().requests).toBe(4);
});

test('a token that could write lives ten minutes, the shortest that there is', async () => {
  const { clusters, shown } = await openMinting();
  await clusters.open('shop').apply(shift('20', '30'));
  const [token = ''] = [...shown].filter((one) => one !== minterToken);
  const { exp, iat, sub } = JSON.parse(atob(token.split('.')[1] ?? ''));
  expect({ life: exp - iat, sub }).toEqual({ life: 600, sub: writer });
});

test.each<[what: string, fault: Fault]>([
  ['is applied', { match: { method: 'none' } }],
  ['is refused', { match: { method: 'PATCH' }, status: 403 }],
  ['is not authenticated', { match: { method: 'PATCH' }, status: 401 }],
  ['is unclear', { match: { method: 'PATCH' }, drop: true }],
  ['gets no token', { match: isForWriting, status: 403, body: '<html>' }],
])('no token is in what is told of a write that %s', async (_, fault) => {
  const { api, clusters, shown } = await openMinting();
  api.faults.add(fault);
  const told = inspect(await clusters.open('shop').apply(shift('20', '30')), { depth: 20 });
  expect(shown.size).toBeGreaterThan(0);
  for (const token of shown) expect(told).not.toContain(token);
});

test('a cluster that lets nobody mint for it is told with what to apply', async () => {
  const minting = await openMinting();
  const { storage, resources } = minting.api;
  const roles = resources.of({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' });
  storage.remove(roles, 'portolan', 'portolan-canary-minter');
  const door = minting.clusters.open('shop');
  expect(await door.apply(shift('20', '30'))).toEqual({
    kind: 'failed',
    message: expect.stringMatching(
      /gives us no token: this identity \(`lambda`\) may not create serviceaccounts\/token for `portolan\/portolan-canary`\. Apply the Role with `kubectl apply -k infra\/kubernetes\/canary`, and put this identity into the group `portolan-minters`\.$/,
    ),
  });
  expect((await door.read([services])).gaps).toEqual([]);
});

test('a cluster without the account is told with what to apply', async () => {
  const { api, clusters } = await openMinting();
  const account = api.resources.of({ apiVersion: 'v1', kind: 'ServiceAccount' });
  api.storage.remove(account, 'portolan', 'portolan-canary');
  expect(await clusters.open('shop').apply(shift('20', '30'))).toEqual({
    kind: 'failed',
    message:
      'There is no ServiceAccount `portolan/portolan-canary` in cluster `shop` to write as. Create it with its rights: `kubectl apply -k infra/kubernetes/canary`.',
  });
});

test('an account of another name is asked for by that name', async () => {
  const { api, source } = await openMinting();
  const mint = { canaryServiceAccount: 'shift' };
  const applied = await doorTo({ ...source, mint }).apply(shift('20', '30'));
  expect(applied.kind).toBe('failed');
  expect(api.requests.at(-1)?.path).toBe(`${accounts}/shift/token`);
});

test('where nothing can be minted, nothing was written', async () => {
  const { api, clusters } = await openMinting({ callTimeoutMs: 200 });
  api.faults.add({ match: isForWriting, hang: true });
  const applied = await clusters.open('shop').apply(shift('20', '30'));
  expect(applied).toEqual({ kind: 'failed', message: expect.stringContaining('no answer within') });
  expect(api.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
});

test('in a namespace without the binding the right that is missing is named', async () => {
  const { clusters } = await openMinting();
  const elsewhere = { ...shift('20', '30'), namespace: 'default' };
  expect(await clusters.open('shop').apply(elsewhere)).toMatchObject({
    kind: 'refused',
    permission: { verb: 'patch', resource: 'ingresses', namespace: 'default' },
  });
});

test('a change of anything but weights is denied in the policy’s words', async () => {
  const { clusters } = await openMinting();
  const operations = [
    { op: 'replace', path: '/spec/rules/0/host', value: 'x.example.com' },
  ] as const;
  expect(await clusters.open('shop').apply({ ...place, operations })).toEqual({
    kind: 'denied',
    message: expect.stringMatching(/denied request: portolan-canary may not change the spec/),
  });
});
