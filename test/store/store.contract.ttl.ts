/** What every Store promises of time: an entry ends when it is due, and not before. */
import { describe, expect, it } from 'vitest';
import type { StoreAtHand } from './store-at-hand.ts';

export function ttlContract({ store, read, keys, wait }: StoreAtHand): void {
  describe('ttl', () => {
    it('ends an entry for get, list and replace once its seconds are over', async () => {
      await store.insert('a', 1, { ttl: 60 });
      const before = await read('a');
      wait(59);
      expect(await keys('a')).toEqual(['a']);
      wait(1);
      expect(await store.get('a')).toBeUndefined();
      expect(await keys('a')).toEqual([]);
      expect(await store.replace(before, 2)).toBe(false);
      expect(await store.get('a')).toBeUndefined();
    });

    it('lets an expired entry be inserted over, of 20 at once by exactly one', async () => {
      await store.insert('a', 'old', { ttl: 60 });
      const before = await read('a');
      wait(60);
      const wins = await Promise.all(Array.from({ length: 20 }, (_, n) => store.insert('a', n)));
      expect(wins.filter(Boolean)).toHaveLength(1);
      expect(await store.replace(before, 'late')).toBe(false);
      expect((await read('a')).value).toBe(wins.indexOf(true));
    });

    it('counts anew from a replace', async () => {
      await store.insert('a', 1, { ttl: 60 });
      wait(50);
      expect(await store.replace(await read('a'), 2, { ttl: 60 })).toBe(true);
      wait(50);
      expect((await read('a')).value).toBe(2);
      wait(10);
      expect(await store.get('a')).toBeUndefined();
    });

    it('is gone after a replace or an insert that gives none', async () => {
      await store.insert('a', 1, { ttl: 60 });
      await store.insert('b', 1, { ttl: 60 });
      await store.replace(await read('a'), 2);
      wait(60);
      await store.insert('b', 2);
      wait(10 * 365 * 24 * 3600);
      expect(await keys('')).toEqual(['a', 'b']);
    });

    it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
      'is refused when it is %d',
      async (ttl) => {
        await expect(store.insert('a', 1, { ttl })).rejects.toThrow(RangeError);
      },
    );
  });
}
