/** What every Store promises of a write: it wins alone, or it changes nothing. */
import { describe, expect, it } from 'vitest';
import type { StoreAtHand } from './store-at-hand.ts';

export function writesContract({ store, read }: StoreAtHand): void {
  describe('insert', () => {
    it('writes what get reads', async () => {
      expect(await store.get('a')).toBeUndefined();
      expect(await store.insert('a', { n: 1 })).toBe(true);
      expect(await store.get('a')).toEqual({
        key: 'a',
        value: { n: 1 },
        revision: expect.any(String),
      });
    });

    it('is false over what is there, and leaves it', async () => {
      await store.insert('a', 1);
      const before = await read('a');
      expect(await store.insert('a', 2)).toBe(false);
      expect(await read('a')).toEqual(before);
    });

    it('of 20 at once lets exactly one win, and its value stays', async () => {
      const wins = await Promise.all(Array.from({ length: 20 }, (_, n) => store.insert('a', n)));
      expect(wins.filter(Boolean)).toHaveLength(1);
      expect((await read('a')).value).toBe(wins.indexOf(true));
    });
  });

  describe('replace', () => {
    it('writes over what was read, with a new revision', async () => {
      await store.insert('a', 1);
      const before = await read('a');
      expect(await store.replace(before, 2)).toBe(true);
      const after = await read('a');
      expect(after.value).toBe(2);
      expect(after.revision).not.toBe(before.revision);
    });

    it('is false when the entry changed since, even if it changed back', async () => {
      await store.insert('a', 1);
      const before = await read('a');
      await store.replace(before, 2);
      await store.replace(await read('a'), 1);
      expect(await store.replace(before, 3)).toBe(false);
      expect((await read('a')).value).toBe(1);
    });

    it('is false for what was never there, and does not make it', async () => {
      expect(await store.replace({ key: 'a', value: 1, revision: 'x' }, 2)).toBe(false);
      expect(await store.get('a')).toBeUndefined();
    });

    it('of 20 at once from one read lets exactly one win, and its value stays', async () => {
      await store.insert('a', -1);
      const before = await read('a');
      const writes = Array.from({ length: 20 }, (_, n) => store.replace(before, n));
      const wins = await Promise.all(writes);
      expect(wins.filter(Boolean)).toHaveLength(1);
      expect((await read('a')).value).toBe(wins.indexOf(true));
    });
  });
}
