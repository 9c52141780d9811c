/** Label selectors as text, held against labels. */
import { expect, test } from 'vitest';
import { selects } from '../../src/network/label-selectors.ts';
import { parseSelector } from '../../src/network/selector-text.ts';

const labels = { team: 'shop', tier: 'a' };

test.each([
  ['team=shop', true],
  ['team == shop,tier', true],
  ['team!=shop', false],
  ['tier in (a, b),team', true],
  ['tier notin (a,b)', false],
  ['zone notin (a)', true],
  ['!zone', true],
  ['! team', false],
  ['zone', false],
])('`%s`: %s', (text, expected) => {
  const selector = parseSelector(text);
  expect(selector && selects(selector, { of: 'it', labels, isComplete: true })).toBe(expected);
});

test.each(['team=shop=web', 'tier in a', ',', 'team shop'])('`%s` is none', (text) => {
  expect(parseSelector(text)).toBeUndefined();
});
