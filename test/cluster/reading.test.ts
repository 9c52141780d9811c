import { expect, test } from 'vitest';
import type { Query } from '../../src/snapshot.ts';
import { doorTo, openRecorded, serve } from './fixtures.ts';

const namesOf = (objects: readonly { metadata: { name: string } }[] | undefined) =>
  objects?.map(({ metadata }) => metadata.name);

test('an object named with its namespace is got, without what nobody reads', async () => {
  const { api, door } = await openRecorded();
  const snapshot = await door.read([{ kind: 'services', namespace: 'shop', name: 'api-service' }]);
  expect(namesOf(snapshot.objects.services)).toEqual(['api-service']);
  expect(snapshot.objects.services?.[0]?.metadata).not.toHaveProperty('resourceVersion');
  expect(api.requests.map(({ path }) => path)).toEqual([
    '/api/v1/namespaces/shop/services/api-service',
  ]);
});

test('an object that does not exist is answered with none', async () => {
  const { door } = await openRecorded();
  const snapshot = await door.read([
    { kind: 'services', namespace: 'shop', name: 'nosuch' },
    { kind: 'pods', namespace: 'nosuch', name: 'web' },
    { kind: 'endpointslices', namespace: 'nosuch' },
  ]);
  expect(snapshot.objects).toEqual({ services: [], pods: [], endpointslices: [] });
  expect(snapshot.gaps).toEqual([]);
});

test('a name that nothing can have is answered with none, without asking', async () => {
  const { api, door } = await openRecorded();
  const impossible = ['', '.', '..', 'a/b', 'a%2fb'];
  const named = impossible.map((name): Query => ({ kind: 'services', namespace: 'shop', name }));
  const placed = impossible.map((namespace): Query => ({ kind: 'pods', namespace }));
  const snapshot = await door.read([...named, ...placed]);
  expect(snapshot.objects).toEqual({ services: [], pods: [] });
  expect(api.requests).toHaveLength(0);
});

test('a name without its namespace is looked for in all of them', async () => {
  const { door } = await openRecorded();
  const { objects } = await door.read([{ kind: 'services', name: 'kube-dns' }]);
  expect(namesOf(objects.services)).toEqual(['kube-dns']);
});

test('selectors narrow a list at the server', async () => {
  const { api, door } = await openRecorded();
  const labels = 'kubernetes.io/service-name=api-service';
  const { objects } = await door.read([
    { kind: 'endpointslices', namespace: 'shop', labels },
    { kind: 'services', namespace: 'shop', fields: 'metadata.name=redis' },
  ]);
  expect(objects.endpointslices?.map(({ metadata }) => metadata.labels)).toEqual([
    expect.objectContaining({ 'kubernetes.io/service-name': 'api-service' }),
  ]);
  expect(namesOf(objects.services)).toEqual(['redis']);
  expect(api.requests[0]?.path).toContain(`labelSelector=${encodeURIComponent(labels)}`);
});

test('a selector the server does not understand leaves a gap with its words', async () => {
  const { door } = await openRecorded();
  const { gaps } = await door.read([{ kind: 'pods', namespace: 'shop', labels: 'app===x' }]);
  expect(gaps.map(({ message }) => message)).toEqual([
    "list pods in shop with app===x: 400 unable to parse requirement: found '=', expected: identifier",
  ]);
});

test('a limit cuts the answer short and says so, unless all were within it', async () => {
  const { door } = await openRecorded();
  const cut: Query = { kind: 'services', namespace: 'shop', limit: 2 };
  const whole: Query = { kind: 'namespaces', limit: 100 };
  const { objects, truncated } = await door.read([cut, whole]);
  expect(objects.services).toHaveLength(2);
  expect(truncated).toEqual([cut]);
});

test('an object that two questions find is there once', async () => {
  const { door } = await openRecorded();
  const { objects } = await door.read([
    { kind: 'services', namespace: 'shop' },
    { kind: 'services', namespace: 'shop', name: 'api-service' },
    { kind: 'services', name: 'api-service' },
  ]);
  const names = namesOf(objects.services) ?? [];
  expect(names.filter((name) => name === 'api-service')).toHaveLength(1);
  expect(new Set(names).size).toBe(names.length);
});

/** Gives the recorded cluster this many pods of one label. */
function fill({ api }: Awaited<ReturnType<typeof openRecorded>>, count: number): void {
  const resource = api.resources.of({ apiVersion: 'v1', kind: 'Pod' });
  for (let n = 0; n < count; n += 1) {
    const metadata = { name: `many-${n}`, namespace: 'shop', labels: { app: 'many' } };
    const object = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [] } };
    api.storage.create(resource, object);
  }
}

const many: Query = { kind: 'pods', namespace: 'shop', labels: 'app=many' };

test('1,200 objects come in three pages, each a round trip', async () => {
  const recorded = await openRecorded();
  fill(recorded, 1200);
  const { objects } = await recorded.door.read([many]);
  expect(new Set(namesOf(objects.pods)).size).toBe(1200);
  expect(recorded.door.reads()).toMatchObject({ requests: 3, roundTrips: 3 });
});

test('a limit over several pages asks for no more than it needs', async () => {
  const recorded = await openRecorded();
  fill(recorded, 1200);
  const { objects, truncated } = await recorded.door.read([{ ...many, limit: 600 }]);
  expect(objects.pods).toHaveLength(600);
  expect(truncated).toHaveLength(1);
  expect(recorded.api.requests.map(({ path }) => /[?&]limit=(\d+)/.exec(path)?.[1])).toEqual([
    '500',
    '100',
  ]);
});

test('a list that expires between its pages is read again from the start, once', async () => {
  const recorded = await openRecorded();
  fill(recorded, 600);
  const expired = { match: { path: /continue=/ }, status: 410 };
  recorded.api.faults.add({ ...expired, times: 1 });
  const { objects } = await recorded.door.read([many]);
  expect(objects.pods).toHaveLength(600);
  expect(recorded.door.reads()).toMatchObject({ requests: 4, roundTrips: 4 });
  recorded.api.faults.add(expired);
  const again = await recorded.door.read([many]);
  expect(again.objects).toEqual({});
  expect(again.gaps).toMatchObject([{ query: many, reason: 'unreachable' }]);
});

test.each([
  { name: 'a bare 404', body: '404 page not found\n' },
  {
    name: 'a Status without a name',
    body: {
      kind: 'Status',
      message: 'the server could not find the requested resource',
      reason: 'NotFound',
      details: {},
    },
  },
])('a kind that the cluster does not know is not installed: $name', async ({ body }) => {
  const { api, door } = await openRecorded();
  api.faults.add({ match: { path: /endpointslices/ }, status: 404, body });
  const { objects, gaps } = await door.read([
    { kind: 'endpointslices', namespace: 'shop' },
    { kind: 'endpointslices', namespace: 'shop', name: 'api' },
    { kind: 'namespaces' },
  ]);
  expect(Object.keys(objects)).toEqual(['namespaces']);
  expect(gaps.map(({ reason }) => reason)).toEqual(['not-installed', 'not-installed']);
});

test('an object that is not as expected leaves a gap that names it and the field', async () => {
  const item = { metadata: { name: 'web', namespace: 'shop' }, spec: { type: 'Teapot' } };
  const server = await serve((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ kind: 'ServiceList', metadata: {}, items: [item] }));
  });
  const { objects, gaps } = await doorTo({ server }).read([{ kind: 'services' }]);
  expect(objects).toEqual({});
  expect(gaps[0]?.message).toMatch(
    /^list services in all namespaces: shop\/web is not as expected: spec\.type: Invalid option/,
  );
});

test('questions beyond sixteen wait for their turn', async () => {
  let most = 0;
  let now = 0;
  const server = await serve((_, response) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now -= 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ kind: 'PodList', metadata: {}, items: [] }));
    }, 20);
  });
  const queries = Array.from(
    { length: 40 },
    (_, n): Query => ({ kind: 'pods', namespace: `n${n}` }),
  );
  const door = doorTo({ server });
  expect((await door.read(queries)).gaps).toEqual([]);
  expect(most).toBe(16);
  expect(door.reads()).toMatchObject({ requests: 40, roundTrips: 1 });
});
