import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Patch } from '../../src/patch.ts';
import type { Fault } from '../../src/playground/cluster/faults.ts';
import { closedPort, doorTo, fileWith, openRecorded, serve } from './fixtures.ts';

const annotation = '/metadata/annotations/nginx.ingress.kubernetes.io~1canary-weight';

/** As a provider would plan it: the old weight is tested, the new one put in its place. */
const shift = (from: string, to: string, name = 'shop-api-canary'): Patch => ({
  kind: 'ingresses',
  namespace: 'shop',
  name,
  operations: [
    { op: 'test', path: annotation, value: from },
    { op: 'replace', path: annotation, value: to },
  ],
});

const path =
  '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/shop-api-canary?fieldManager=portolan';
const canary = { kind: 'ingresses', namespace: 'shop', name: 'shop-api-canary' } as const;
const writes = { method: 'PATCH' };

async function weightAt({ door }: Awaited<ReturnType<typeof openRecorded>>) {
  const { wholes } = await door.read([{ ...canary, isWhole: true }]);
  const { annotations } = Object(wholes?.[0]?.object.metadata);
  return annotations['nginx.ingress.kubernetes.io/canary-weight'];
}

test('a Patch is one request, which says who writes, and answers with the object', async () => {
  const recorded = await openRecorded();
  const { api, door } = recorded;
  const applied = await door.apply(shift('20', '30'));
  expect(api.requests).toEqual([{ method: 'PATCH', path, user: 'kubernetes-admin', status: 200 }]);
  expect(applied).toMatchObject({
    kind: 'applied',
    object: {
      kind: 'Ingress',
      metadata: {
        annotations: { 'nginx.ingress.kubernetes.io/canary-weight': '30' },
        managedFields: expect.arrayContaining([expect.objectContaining({ manager: 'portolan' })]),
      },
    },
  });
  expect(door.reads()).toMatchObject({ requests: 1, roundTrips: 1 });
  expect(door.reads().bytes).toBeGreaterThan(500);
  expect(await weightAt(recorded)).toBe('30');
});

test('a dry run is judged as for real, and nothing is kept', async () => {
  const recorded = await openRecorded();
  const applied = await recorded.door.apply(shift('20', '30'), { isDryRun: true });
  expect(applied.kind).toBe('applied');
  expect(recorded.api.requests[0]?.path).toBe(`${path}&dryRun=All`);
  expect(await weightAt(recorded)).toBe('20');
  const drifted = await recorded.door.apply(shift('10', '30'), { isDryRun: true });
  expect(drifted.kind).toBe('drifted');
});

const conflict = {
  kind: 'Status',
  reason: 'Conflict',
  message: 'the object has been modified',
  details: { name: 'shop-api-canary', kind: 'ingresses' },
};

test.each<[name: string, patch: Patch, fault: Fault | undefined, says: string]>([
  ['another weight', shift('10', '30'), undefined, '422 the server rejected our request due to'],
  ['no object', shift('20', '30', 'nosuch'), undefined, '404 ingresses.networking.k8s.io "nosuch"'],
  ['a conflict', shift('20', '30'), { match: writes, status: 409, body: conflict }, '409 the obj'],
  ['a name that none can have', shift('20', '30', '..'), undefined, 'no object can have this name'],
])('%s there than the plan was made on is a drift', async (_, patch, fault, says) => {
  const recorded = await openRecorded();
  if (fault) recorded.api.faults.add(fault);
  const applied = await recorded.door.apply(patch);
  expect(applied).toEqual({ kind: 'drifted', message: expect.stringContaining(says) });
  expect(await weightAt(recorded)).toBe('20');
});

test('RBAC’s refusal is told with the right that is missing', async () => {
  const recorded = await openRecorded();
  const { storage, resources } = recorded.api;
  const account = { apiVersion: 'v1', kind: 'ServiceAccount' };
  const metadata = { name: 'nobody', namespace: 'shop' };
  storage.create(resources.of(account), { ...account, metadata });
  const tokenFile = await fileWith(recorded.api.tokenFor('shop', 'nobody'));
  const door = doorTo({ ...recorded.source, tokenFile });
  expect(await door.apply(shift('20', '30'))).toEqual({
    kind: 'refused',
    message: expect.stringContaining('cannot patch resource "ingresses"'),
    permission: {
      verb: 'patch',
      group: 'networking.k8s.io',
      resource: 'ingresses',
      namespace: 'shop',
    },
  });
});

const denials = [
  [403, "ValidatingAdmissionPolicy 'x' with binding 'y' denied request: no"],
  [
    422,
    "ingresses \"a\" is forbidden: ValidatingAdmissionPolicy 'x' with binding 'y' denied request",
  ],
  [403, 'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: no'],
  [400, 'admission webhook "x" denied the request: no'],
] as const;

test.each(denials)('a denial (%i, %s) is told in its own words', async (status, message) => {
  const { api, door } = await openRecorded();
  const details = { name: 'shop-api-canary', causes: [{ message: 'no' }] };
  const body = { kind: 'Status', reason: 'Invalid', message, details };
  api.faults.add({ match: writes, status, body });
  expect(await door.apply(shift('20', '30'))).toEqual({ kind: 'denied', message });
});

test('a value that the kind itself refuses is a denial, not a drift', async () => {
  const recorded = await openRecorded();
  const value = '/spec/rules/0/http/paths/0/path';
  const operations = [{ op: 'replace', path: value, value: 'api' }] as const;
  const applied = await recorded.door.apply({ ...canary, operations });
  expect(applied).toMatchObject({
    kind: 'denied',
    message: expect.stringMatching(/Invalid value: "api": must be an absolute path$/),
  });
});

test.each<[name: string, fault: Omit<Fault, 'match'>, says: RegExp]>([
  ['comes too late', { hang: true }, /^patch ingresses\/.* in shop: no answer within 0\.3 s$/],
  ['is lost', { drop: true }, /the connection was closed without an answer$/],
  ['is an error of the server', { status: 500 }, /the API server answered 500/],
  ['is a gateway’s', { status: 504, body: 'upstream' }, /the API server answered 504$/],
  ['is a page', { status: 200, body: '<html>' }, /does not answer like one/],
])('a write whose answer %s is unclear, and never tried again', async (_, fault, says) => {
  const recorded = await openRecorded({ callTimeoutMs: 300 });
  recorded.api.faults.add({ match: writes, isLate: true, times: 1, retryAfter: 0, ...fault });
  const applied = await recorded.door.apply(shift('20', '30'));
  expect(applied).toEqual({ kind: 'unclear', message: expect.stringMatching(says) });
  expect(recorded.api.requests).toHaveLength(1);
  expect(await weightAt(recorded)).toBe('30');
});

test.each<[name: string, fault: Omit<Fault, 'match'>, says: RegExp]>([
  ['is told to come back', { status: 429, retryAfter: 0 }, /: 429 /],
  ['is not known', { status: 401 }, /does not accept our credentials \(401\)\. They come from/],
  ['meets a page of a proxy', { status: 403, body: '<html>' }, /does not answer like one/],
  ['is too large', { status: 413 }, /: 413 /],
])('a write that %s has failed, and is not tried again', async (_, fault, says) => {
  const recorded = await openRecorded();
  recorded.api.faults.add({ match: writes, times: 1, ...fault });
  const applied = await recorded.door.apply(shift('20', '30'));
  expect(applied).toEqual({ kind: 'failed', message: expect.stringMatching(says) });
  expect(recorded.api.requests).toHaveLength(1);
  expect(await weightAt(recorded)).toBe('20');
});

test('where nobody listens nothing was written', async () => {
  const door = doorTo({ server: `http://127.0.0.1:${await closedPort()}` });
  expect(await door.apply(shift('20', '30'))).toEqual({
    kind: 'failed',
    message: expect.stringMatching(/refuses connections\. Is it running\?/),
  });
});

test('a token that cannot be read is a write that failed, and is in no message', async () => {
  const server = await serve((_, response) => response.end());
  const door = doorTo({ server, tokenFile: await fileWith('sesame\nsesame') });
  const applied = await door.apply(shift('20', '30'));
  expect(applied).toEqual({ kind: 'failed', message: expect.stringContaining('holds no token') });
  expect(inspect(applied)).not.toContain('sesame');
});

test('after the deadline no write starts, and one under way is not given up for it', async () => {
  const recorded = await openRecorded({ deadlineMs: 300 });
  recorded.api.faults.add({ match: writes, delayMs: 600 });
  expect((await recorded.door.apply(shift('20', '30'))).kind).toBe('applied');
  const late = await recorded.door.apply(shift('30', '40'));
  expect(late).toEqual({ kind: 'failed', message: expect.stringContaining('no time left') });
  expect(recorded.api.requests).toHaveLength(1);
});
