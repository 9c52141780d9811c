import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fits, fitsAny, overlap } from '../src/pattern.ts';
import { proves } from './properties.ts';

test.each([
  ['shop', 'shop', true],
  ['shop', 'shops', false],
  ['*', '', true],
  ['shop-*', 'shop-', true],
  ['shop-*', 'shop', false],
  ['*-canary', 'api-canary', true],
  ['*-canary', '-canary-2', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'acb', false],
  ['ab*ba', 'aba', false],
  ['a.c', 'abc', false],
])('%s and %s: %s', (pattern, name, expected) => {
  expect(fits(pattern, name)).toBe(expected);
});

test('no patterns are all names, no pattern is none', () => {
  expect(fitsAny(undefined, 'shop')).toBe(true);
  expect(fitsAny([], 'shop')).toBe(false);
});

test.each([
  ['shop', 'shop', true],
  ['shop', 'shop-*', false],
  ['shop-*', '*-canary', true],
  ['a*', 'b*', false],
  ['*a', '*b', false],
  ['a*c', '*b*', true],
  ['', '*', true],
])('%s and %s have a name in common: %s', (a, b, expected) => {
  expect(overlap(a, b)).toBe(expected);
  expect(overlap(b, a)).toBe(expected);
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });

proves(
  'two patterns that fit one name overlap, and a name is a pattern of itself alone',
  2000,
  fc.property(letters, letters, name, (a, b, word) => {
    expect(overlap(a, word)).toBe(fits(a, word));
    if (fits(a, word) && fits(b, word)) expect(overlap(a, b)).toBe(true);
  }),
);

proves(
  'two patterns that overlap fit one name',
  500,
  fc.property(letters, letters, (a, b) => {
    fc.pre(overlap(a, b));
    // The shortest common name has no more letters than both patterns have without their stars.
    const longest = `${a}${b}`.replaceAll('*', '').length;
    expect(words(longest).some((word) => fits(a, word) && fits(b, word))).toBe(true);
  }),
);

function words(longest: number): string[] {
  const all = [''];
  for (const word of all) if (word.length < longest) all.push(`${word}a`, `${word}b`);
  return all;
}
