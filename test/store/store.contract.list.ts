/** What every Store promises of a list: all of a prefix, in order, page by page. */
import { describe, expect, it } from 'vitest';
import type { StoreAtHand } from './store-at-hand.ts';

export function listContract({ store, keys, wait }: StoreAtHand): void {
  describe('list', () => {
    const fill = (...all: string[]) => Promise.all(all.map((key) => store.insert(key, key)));

    it('has the keys with the prefix and no others', async () => {
      await fill('a', 'a/', 'a/1', 'a/2', 'ab', 'a0', 'a.', 'A/1', 'b', 'b/a/');
      expect(await keys('a/')).toEqual(['a/', 'a/1', 'a/2']);
      expect(await keys('c')).toEqual([]);
      expect(await keys('')).toHaveLength(10);
    });

    it('takes a prefix literally', async () => {
      await fill('a%b', 'axb', 'a_b', 'a*b');
      expect(await keys('a%')).toEqual(['a%b']);
      expect(await keys('a_')).toEqual(['a_b']);
    });

    it('is in the order of the bytes of UTF-8', async () => {
      const ordered = ['k/', 'k/1', 'k/10', 'k/2', 'k/A', 'k/a', 'k/é', 'k/\uffee', 'k/😀'];
      await fill(...ordered.toReversed());
      expect(await keys('k/')).toEqual(ordered);
    });

    it('goes on after a key, whether or not that is there, and stops at the limit', async () => {
      await fill('a/1', 'a/2', 'a/3', 'a/4', 'b/1');
      expect(await keys('a/', { limit: 2 })).toEqual(['a/1', 'a/2']);
      expect(await keys('a/', { after: 'a/2', limit: 1 })).toEqual(['a/3']);
      expect(await keys('a/', { after: 'a/2' })).toEqual(['a/3', 'a/4']);
      expect(await keys('a/', { after: 'a/25' })).toEqual(['a/3', 'a/4']);
      expect(await keys('a/', { after: 'a' })).toHaveLength(4);
      expect(await keys('a/', { after: 'b' })).toEqual([]);
      expect(await keys('a/', { limit: 100 })).toHaveLength(4);
    });

    it('fills its limit past expired entries', async () => {
      for (const n of [1, 2, 3]) await store.insert(`a/${n}`, n, { ttl: 60 });
      await fill('a/4', 'a/5', 'a/6');
      wait(60);
      expect(await keys('a/', { limit: 2 })).toEqual(['a/4', 'a/5']);
    });

    it('has all of many large entries', async () => {
      const all = Array.from({ length: 15 }, (_, n) => `a/${String(n).padStart(2, '0')}`);
      for (const key of all) await store.insert(key, 'x'.repeat(100_000));
      expect(await keys('a/')).toEqual(all);
    });

    it('has entries that replace takes', async () => {
      await store.insert('a/1', 1);
      const [entry] = await store.list('a/');
      expect(entry && (await store.replace(entry, 2))).toBe(true);
    });

    it.each([0, -1, 1.5, Number.NaN])('refuses the limit %d', async (limit) => {
      await expect(store.list('a', { limit })).rejects.toThrow(RangeError);
    });
  });
}
