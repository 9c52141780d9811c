/** Of many deliveries of one Job exactly one answers, on a real store with a clock that is moved. */
import { beforeEach, describe, expect, test } from 'vitest';
import { type Claim, claimJob, claimSeconds, seizeJob, TakenOver } from '../src/claims.ts';
import { createEmbeddedStore } from '../src/store/embedded.ts';
import type { Store } from '../src/store/store.ts';

const begin = Date.parse('2026-03-01T10:00:00Z');
let now = new Date(begin);
let store: Store;

beforeEach(() => {
  now = new Date(begin);
  store = createEmbeddedStore({ now: () => now });
});

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const deliver = (id = 'slash/1') => claimJob(store, id, now);

async function claim(id?: string): Promise<Claim> {
  const result = await deliver(id);
  if (result.kind !== 'claimed') throw new Error('it is taken');
  return result.claim;
}

const done = { kind: 'taken', outcome: { kind: 'done' } };
const retry = (afterSeconds: number) => ({
  kind: 'taken',
  outcome: { kind: 'retry', afterSeconds },
});

test('three deliveries are answered once', async () => {
  await (await claim()).done();
  expect(await deliver()).toEqual(done);
  expect(await deliver()).toEqual(done);
});

test('it stays answered for days', async () => {
  await (await claim()).done();
  pass(4 * 24 * 3600);
  expect(await deliver()).toEqual(done);
});

test('another Job has its own claim', async () => {
  await claim('slash/1');
  expect((await deliver('slash/2')).kind).toBe('claimed');
});

describe('while somebody answers', () => {
  test('another delivery comes again when the claim will have expired', async () => {
    await claim();
    expect(await deliver()).toEqual(retry(claimSeconds));
    pass(claimSeconds - 0.5);
    expect(await deliver()).toEqual(retry(1));
  });

  test('of two at the same moment exactly one answers', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => deliver()));
    expect(results.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  });
});

describe('one that was killed', () => {
  test('is taken over when its claim has expired, and not before', async () => {
    await claim();
    pass(claimSeconds - 1);
    expect((await deliver()).kind).toBe('taken');
    pass(1);
    expect((await deliver()).kind).toBe('claimed');
  });

  test('is taken over by exactly one', async () => {
    await claim();
    pass(claimSeconds);
    const results = await Promise.all(Array.from({ length: 8 }, () => deliver()));
    expect(results.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  });

  test('leaves behind how far it got', async () => {
    await (await claim()).progress.save({ root: '17.4', details: 2 });
    pass(claimSeconds);
    expect((await claim()).progress.value).toEqual({ root: '17.4', details: 2 });
  });

  test('no longer counts if it was only slow', async () => {
    const slow = await claim();
    pass(claimSeconds);
    const quick = await claim();
    await expect(slow.progress.save({ root: 'slow' })).rejects.toThrow(TakenOver);
    await slow.done();
    expect(quick.progress.value).toBeNull();
    expect((await deliver()).kind).toBe('taken');
    await quick.done();
    expect(await deliver()).toEqual(done);
  });

  test('can be taken over again and again', async () => {
    for (let round = 0; round < 3; round++) {
      await claim();
      pass(claimSeconds);
    }
    expect((await deliver()).kind).toBe('claimed');
  });
});

describe('one that let go', () => {
  test('is gone on with at once, where it stopped', async () => {
    const first = await claim();
    await first.progress.save({ details: 1 });
    await first.release();
    expect((await claim()).progress.value).toEqual({ details: 1 });
  });

  test('is not answered by whoever let go', async () => {
    const first = await claim();
    await first.release();
    await claim();
    await first.done();
    expect((await deliver()).kind).toBe('taken');
    expect(await deliver()).not.toEqual(done);
  });
});

test('progress is not kept once all is said', async () => {
  const it = await claim();
  await it.progress.save({ root: '17.4' });
  expect(it.progress.value).toEqual({ root: '17.4' });
  await it.done();
  expect((await store.get('job/slash/1'))?.value).toMatchObject({ state: 'done', progress: null });
});

describe('the last word', () => {
  const seize = () => seizeJob(store, 'slash/1', now);

  test('takes the claim from whoever holds it, and knows how far they got', async () => {
    const slow = await claim();
    await slow.progress.save({ root: '17.4' });
    const last = await seize();
    expect(last?.progress.value).toEqual({ root: '17.4' });
    await expect(slow.progress.save({ root: 'slow' })).rejects.toThrow(TakenOver);
    await slow.release();
    expect((await deliver()).kind).toBe('taken');
    await last?.done();
    expect(await deliver()).toEqual(done);
  });

  test('is not said where all was said', async () => {
    await (await claim()).done();
    expect(await seize()).toBeUndefined();
  });

  test('may be the first one', async () => {
    expect((await seize())?.progress.value).toBeNull();
  });
});

test('a write that counted although it seemed to fail does not cost the claim', async () => {
  let isFailing = false;
  const reading = store;
  store = {
    ...reading,
    async replace(...all) {
      const isWritten = await reading.replace(...all);
      if (isFailing) throw new Error('the answer was lost');
      return isWritten;
    },
  };
  const it = await claim();
  isFailing = true;
  await expect(it.progress.save({ details: 1 })).rejects.toThrow('the answer was lost');
  isFailing = false;
  await it.progress.save({ details: 2 });
  await it.done();
  expect(await deliver()).toEqual(done);
});
