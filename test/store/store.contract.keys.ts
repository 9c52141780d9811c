/** What every Store promises of a key: any text within the limit, and no other key is meant. */
import { describe, expect, it } from 'vitest';
import { MAX_KEY_BYTES } from '../../src/store/limits.ts';
import type { StoreAtHand } from './store-at-hand.ts';

export function keysContract({ store, read, keys }: StoreAtHand): void {
  describe('a key', () => {
    const odd = ['a b', "'; --", '%_*', '#', 'a\nb', 'a\u0000b', 'ü/漢/😀', '__proto__', '/', '\\'];

    it.each(odd)('may be odd: %j', async (key) => {
      expect(await store.insert(key, { key })).toBe(true);
      expect(await store.insert(key, 0)).toBe(false);
      expect(await store.replace(await read(key), { key, again: true })).toBe(true);
      expect(await store.list(key)).toMatchObject([{ key, value: { key, again: true } }]);
    });

    it('is told apart from every other, by case and by accent', async () => {
      const all = [...odd, 'A B', 'u\u0308/漢/😀', 'a', 'a\u0000'];
      for (const key of all) expect(await store.insert(key, key)).toBe(true);
      for (const key of all) expect((await read(key)).value).toBe(key);
      expect(await keys('')).toHaveLength(all.length);
    });

    it.each(['', 'k'.repeat(MAX_KEY_BYTES + 1), 'é'.repeat(600), '\ud800'])(
      'is refused when it is empty, too long or no text: %#',
      async (key) => {
        await expect(store.insert(key, 1)).rejects.toThrow(RangeError);
        await expect(store.get(key)).rejects.toThrow(RangeError);
      },
    );

    it('may have 1,024 bytes', async () => {
      expect(await store.insert('k'.repeat(MAX_KEY_BYTES), 1)).toBe(true);
    });
  });
}
