/** What every Store promises of a value: it comes back as it was, or is refused. */
import { describe, expect, it } from 'vitest';
import { MAX_VALUE_BYTES } from '../../src/store/limits.ts';
import type { StoreAtHand } from './store-at-hand.ts';

export function valuesContract({ store, read }: StoreAtHand): void {
  describe('a value', () => {
    it.each([
      ['null', null],
      ['a text of every kind', 'ü 漢 😀 \u0000 " \\ \u2028 \ud800'],
      ['numbers', [0, -1.5, 1e300, Number.MAX_SAFE_INTEGER]],
      ['a deep object', { a: [{ b: { c: [true, null, ''] } }], '': {}, __proto: 1 }],
    ])('comes back as it was: %s', async (_kind, value) => {
      await store.insert('a', value);
      expect((await read('a')).value).toStrictEqual(value);
    });

    it('is a deep copy, of what was given and of what is read', async () => {
      const value = { list: [1] };
      await store.insert('a', value);
      value.list.push(2);
      const first = await read('a');
      expect(first.value).toEqual({ list: [1] });
      Object.assign(first.value as object, { list: [] });
      expect((await read('a')).value).toEqual({ list: [1] });
    });

    it('may be large: 300 KB', async () => {
      const value = 'é'.repeat(150 * 1024);
      expect(await store.insert('a', value)).toBe(true);
      expect((await read('a')).value).toBe(value);
    });

    it('above 400,000 bytes is refused with both numbers, and nothing is written', async () => {
      const fits = 'x'.repeat(MAX_VALUE_BYTES - 2);
      const words = /value of a has 400001 bytes as JSON, an entry holds 400000/;
      await expect(store.insert('a', `${fits}x`)).rejects.toThrow(words);
      expect(await store.get('a')).toBeUndefined();
      expect(await store.insert('a', fits)).toBe(true);
      await expect(store.replace(await read('a'), `${fits}x`)).rejects.toThrow(words);
      expect((await read('a')).value).toBe(fits);
    });

    it.each([
      ['undefined', undefined],
      ['a function', () => 1],
      ['a bigint', 1n],
    ])('that is no JSON is refused: %s', async (_kind, value) => {
      await expect(store.insert('a', value)).rejects.toThrow(TypeError);
    });
  });
}
