import { expect, test } from 'vitest';
import { createCounters } from '../../src/cluster/counters.ts';
import { openRecorded } from './fixtures.ts';

/** Counters whose clock the test moves. */
function withClock() {
  let time = 1000;
  const counters = createCounters(() => time);
  const pass = (ms: number) => {
    time += ms;
  };
  return { counters, pass };
}

test('questions of one read are one round trip, pages one each', () => {
  const { counters } = withClock();
  const wave = counters.begin();
  const [short, long] = [wave.chain(), wave.chain()];
  short.sent();
  long.sent();
  long.sent();
  long.sent();
  wave.end();
  expect(counters.reads()).toMatchObject({ requests: 4, roundTrips: 3 });
});

test('a read that follows another waits for its longest chain', () => {
  const { counters } = withClock();
  for (const pages of [2, 3]) {
    const wave = counters.begin();
    const chain = wave.chain();
    for (let page = 0; page < pages; page += 1) chain.sent();
    wave.end();
  }
  expect(counters.reads().roundTrips).toBe(5);
});

test('reads that run side by side do not wait for each other', () => {
  const { counters } = withClock();
  const [left, right] = [counters.begin(), counters.begin()];
  left.chain().sent();
  right.chain().sent();
  left.end();
  right.end();
  expect(counters.reads().roundTrips).toBe(1);
});

test('time counts once while any read is under way, and not between reads', () => {
  const { counters, pass } = withClock();
  const first = counters.begin();
  pass(10);
  const second = counters.begin();
  pass(10);
  first.end();
  pass(10);
  expect(counters.reads().ms).toBe(30);
  second.end();
  pass(100);
  expect(counters.reads().ms).toBe(30);
});

test('a door counts its own requests and the bytes of their bodies', async () => {
  const { api, door } = await openRecorded();
  const path = '/api/v1/namespaces/shop/services/redis';
  const body = await fetch(api.url + path, {
    headers: { authorization: `Bearer ${api.adminToken}` },
  });
  const size = (await body.arrayBuffer()).byteLength;
  expect(door.reads()).toEqual({ requests: 0, roundTrips: 0, bytes: 0, ms: 0 });
  await door.read([{ kind: 'services', namespace: 'shop', name: 'redis' }]);
  expect(door.reads()).toMatchObject({ requests: 1, roundTrips: 1, bytes: size });
});
