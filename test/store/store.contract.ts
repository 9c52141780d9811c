/** What every Store promises, whichever driver: run it with `storeContract` in the driver's test. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_KEY_BYTES, MAX_VALUE_BYTES } from '../../src/store/limits.ts';
import type { Entry, Store } from '../../src/store/store.ts';

/** A new, empty store whose clock is `now`. */
export type MakeStore = (now: () => Date) => Promise<Store> | Store;

export function storeContract(name: string, make: MakeStore): void {
  describe(`${name} is a Store:`, () => {
    let store: Store;
    let time = 0;
    const wait = (seconds: number) => {
      time += seconds * 1000;
    };
    const read = async (key: string): Promise<Entry> => {
      const entry = await store.get(key);
      if (!entry) throw new Error(`expected an entry at ${key}`);
      return entry;
    };
    const keys = async (...query: Parameters<Store['list']>) =>
      (await store.list(...query)).map(({ key }) => key);

    beforeEach(async () => {
      time = Date.parse('2026-11-01T00:00:00Z');
      store = await make(() => new Date(time));
    });
    afterEach(() => store.close());

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

    describe('a key', () => {
      const odd = [
        'a b',
        "'; --",
        '%_*',
        '#',
        'a\nb',
        'a\u0000b',
        'ü/漢/😀',
        '__proto__',
        '/',
        '\\',
      ];

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

    it('close may be called twice, and what comes after is refused', async () => {
      await store.close();
      await store.close();
      await expect(store.get('a')).rejects.toThrow();
    });
  });
}
