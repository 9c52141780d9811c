import { expect, test } from 'vitest';
import { remembering } from '../../src/cluster/remembering.ts';
import type { Query } from '../../src/snapshot.ts';
import { openRecorded } from './fixtures.ts';

const redis: Query = { kind: 'services', namespace: 'shop', name: 'redis' };
const all: Query = { kind: 'services', namespace: 'shop' };
const pods: Query = { kind: 'pods', namespace: 'shop', limit: 1 };

async function open() {
  const { api, door } = await openRecorded();
  return { api, door: remembering(door) };
}

test('a question that was answered does not go out again', async () => {
  const { api, door } = await open();
  const first = await door.read([redis]);
  const second = await door.read([redis]);
  expect(second).toEqual(first);
  expect(api.requests).toHaveLength(1);
  expect(door.reads()).toMatchObject({ requests: 1, roundTrips: 1 });
});

test('who asks while it is under way waits for the same answer', async () => {
  const { api, door } = await open();
  const [left, right] = await Promise.all([door.read([redis]), door.readEach([[redis], [pods]])]);
  expect(left.objects.services).toEqual(right[0]?.objects.services);
  expect(right[1]?.objects.pods).toHaveLength(1);
  expect(api.requests).toHaveLength(2);
  expect(door.reads().roundTrips).toBe(1);
});

test('what two questions find is one object, and what was cut is told of the question alone', async () => {
  const { door } = await open();
  const [whole, cut] = await door.readEach([[redis, all], [pods]]);
  const names = whole?.objects.services?.map(({ metadata }) => metadata.name) ?? [];
  expect(names.filter((name) => name === 'redis')).toHaveLength(1);
  expect(whole?.truncated).toEqual([]);
  expect(cut?.truncated).toEqual([pods]);
});

test('what stayed open stays open', async () => {
  const { api, door } = await open();
  const unknown: Query = { kind: 'pods', namespace: 'shop', labels: 'a in' };
  const [first, second] = [await door.read([unknown, redis]), await door.read([unknown])];
  expect(first.gaps).toHaveLength(1);
  expect(second.gaps).toEqual(first.gaps);
  expect(api.requests).toHaveLength(2);
});

test('no question is no request', async () => {
  const { api, door } = await open();
  expect((await door.read([])).objects).toEqual({});
  expect(await door.readEach([])).toEqual([]);
  expect(api.requests).toHaveLength(0);
});
