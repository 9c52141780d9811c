import { expect, test } from 'vitest';
import { didYouMean, firstOf, nearest, oneOf } from '../../src/network/nearest.ts';

const services = ['api-service', 'api-canary', 'mysql', 'orders', 'payments', 'redis', 'search'];

test.each([
  ['payment', ['payments']],
  ['paymnets', ['payments']],
  ['MYSQL', ['mysql']],
  ['api', ['api-canary', 'api-service']],
  ['api-servce', ['api-service']],
  ['searchh', ['search']],
  ['rdis', ['redis']],
  ['warehouse', []],
  ['zz', []],
  ['', []],
])('%s is near %o', (word, found) => {
  expect(nearest(word, services)).toEqual(found);
});

test('two letters are contained in too much to count as near', () => {
  expect(nearest('ap', ['api-service'])).toEqual([]);
});

test('at most three are named, the best first, none twice', () => {
  const names = ['web-1', 'web-22', 'web', 'web-1', 'web-4', 'web-5'];
  expect(nearest('web', names)).toEqual(['web', 'web-1', 'web-22']);
});

test('the question is asked only if there is something to ask', () => {
  expect(didYouMean([])).toBe('');
  expect(didYouMean(['a'])).toBe(' Did you mean `a`?');
  expect(didYouMean(['a', 'b', 'c'])).toBe(' Did you mean `a`, `b` or `c`?');
});

test('a list reads as a sentence, and ends before it gets too long', () => {
  expect(oneOf(['a', 'b'], 'and')).toBe('`a` and `b`');
  expect(firstOf(['a', 'b', 'c'], 3)).toBe('`a`, `b` and `c`');
  expect(firstOf(['a', 'b', 'c', 'd'], 3)).toBe('`a`, `b`, `c` and 1 more');
});
