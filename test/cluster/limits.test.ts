import { expect, test } from 'vitest';
import { doorTo, failureOf, openRecorded, serve } from './fixtures.ts';

const services = { kind: 'services', namespace: 'shop' } as const;
const pods = { kind: 'pods', namespace: 'shop' } as const;
const podsOnly = { path: /\/pods/ };

test('a question without an answer in time is a gap, the others are answered', async () => {
  const { api, door } = await openRecorded({ callTimeoutMs: 400 });
  api.faults.add({ match: podsOnly, hang: true });
  const { objects, gaps } = await door.read([services, pods]);
  expect(Object.keys(objects)).toEqual(['services']);
  expect(gaps).toEqual([
    {
      query: pods,
      reason: 'unreachable',
      message: 'list pods in shop: no answer within 0.4 s',
    },
  ]);
});

test('an answer that stops in the middle is given up in time', async () => {
  const server = await serve((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url?.includes('pods')) response.write('{"kind":"PodList",');
    else response.end('{"kind":"ServiceList","items":null}');
  });
  const { gaps } = await doorTo({ server }, { callTimeoutMs: 400 }).read([services, pods]);
  expect(gaps.map(({ message }) => message)).toEqual(['list pods in shop: no answer within 0.4 s']);
});

test('the deadline ends what is under way, and nothing starts after it', async () => {
  const { api, door } = await openRecorded({ deadlineMs: 500 });
  api.faults.add({ match: podsOnly, hang: true });
  const { objects, gaps } = await door.read([services, pods]);
  expect(Object.keys(objects)).toEqual(['services']);
  expect(gaps[0]?.message).toBe('list pods in shop: no time left of 0.5 s for all reads');
  const asked = api.requests.length;
  const error = await failureOf(door.read([services]));
  expect(error.message).toContain('list services in shop: no time left of 0.5 s for all reads');
  expect(api.requests.length).toBe(asked);
});

test('a server that answers nothing at all is told', async () => {
  const { api, source, door } = await openRecorded({ callTimeoutMs: 150 });
  api.faults.add({ match: {}, hang: true });
  const error = await failureOf(door.read([services, pods]));
  expect(error.kind).toBe('unreadable');
  expect(error.message).toBe(
    `Nothing could be read from the API server of cluster \`shop\` (\`${source.server}\`): list services in shop: no answer within 0.2 s.`,
  );
});

test.each([429, 503, 500])('%i with Retry-After is asked once more', async (status) => {
  const { api, door } = await openRecorded();
  api.faults.add({ match: podsOnly, status, retryAfter: 0, times: 1 });
  expect((await door.read([services, pods])).gaps).toEqual([]);
  expect(door.reads()).toMatchObject({ requests: 3, roundTrips: 2 });
});

test('a server that stays busy is a gap after one more question', async () => {
  const { api, door } = await openRecorded();
  api.faults.add({ match: podsOnly, status: 429, retryAfter: 0 });
  const { gaps } = await door.read([services, pods]);
  expect(gaps).toEqual([
    {
      query: pods,
      reason: 'unreachable',
      message: 'list pods in shop: the API server answered 429: a fault was switched on',
    },
  ]);
  expect(door.reads().requests).toBe(3);
});

test.each([
  { name: 'does not fit the deadline', status: 429, retryAfter: 60 },
  { name: 'is not given', status: 503, retryAfter: undefined },
])('a Retry-After that $name is not waited for', async ({ status, retryAfter }) => {
  const { api, door } = await openRecorded();
  api.faults.add({ match: podsOnly, status, ...(retryAfter ? { retryAfter } : {}) });
  const { gaps } = await door.read([services, pods]);
  expect(gaps.map(({ reason }) => reason)).toEqual(['unreachable']);
  expect(door.reads().requests).toBe(2);
});

test('a dropped connection is tried once more', async () => {
  const { api, door } = await openRecorded();
  api.faults.add({ match: podsOnly, drop: true, times: 1 });
  expect((await door.read([services, pods])).gaps).toEqual([]);
  api.faults.add({ match: podsOnly, drop: true });
  const { gaps } = await door.read([services, pods]);
  expect(gaps.map(({ message }) => message)).toEqual([
    'list pods in shop: the connection was closed without an answer',
  ]);
});

test('a server that is only ever busy is told', async () => {
  const { api, door } = await openRecorded();
  api.faults.add({ match: {}, status: 503, body: 'upstream connect error: sesame' });
  const error = await failureOf(door.read([services, pods]));
  expect(error.message).toMatch(/: list services in shop: the API server answered 503\.$/);
});

test('an answer without an end is cut off', async () => {
  const block = Buffer.alloc(2 ** 20, ' ');
  const server = await serve((_, response) => {
    const write = () => {
      if (!response.destroyed) response.write(block, () => setImmediate(write));
    };
    write();
  });
  const error = await failureOf(doorTo({ server }).read([pods]));
  expect(error.message).toContain('list pods in shop: the answer has more than 64 MB');
});
