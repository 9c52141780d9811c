/** The store of the running test: a new, empty one for each, on a clock that only `wait` moves. */
import { afterEach, beforeEach } from 'vitest';
import type { Entry, Store } from '../../src/store/store.ts';

/** A new, empty store whose clock is `now`. */
export type MakeStore = (now: () => Date) => Promise<Store> | Store;

export interface StoreAtHand {
  store: Store;
  /** What is there; throws if nothing is. */
  read(key: string): Promise<Entry>;
  /** The keys of a list. */
  keys(...query: Parameters<Store['list']>): Promise<string[]>;
  wait(seconds: number): void;
}

export function storeAtHand(make: MakeStore): StoreAtHand {
  let made: Store;
  let time = 0;
  beforeEach(async () => {
    time = Date.parse('2026-11-01T00:00:00Z');
    made = await make(() => new Date(time));
  });
  afterEach(() => made.close());
  return {
    store: {
      insert: (...entry) => made.insert(...entry),
      replace: (...change) => made.replace(...change),
      get: (key) => made.get(key),
      list: (...query) => made.list(...query),
      close: () => made.close(),
    },
    async read(key) {
      const entry = await made.get(key);
      if (!entry) throw new Error(`expected an entry at ${key}`);
      return entry;
    },
    keys: async (...query) => (await made.list(...query)).map(({ key }) => key),
    wait(seconds) {
      time += seconds * 1000;
    },
  };
}
