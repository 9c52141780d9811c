/** Which words after `check` are a host, and which are a name. */
import { expect, test } from 'vitest';
import { isUrl } from '../../src/commands/check-rule-target.ts';

test.each([
  ['redis', false],
  ['shop/redis', false],
  ['redis.shop', false],
  ['redis.shop.svc', false],
  ['redis.shop.svc.cluster.local', false],
  ['mysql-0.mysql.shop.svc.cluster.local', false],
  ['shop.example.com', true],
  ['example.com/api', true],
  ['shop.example.com/api/cart', true],
  ['https://shop', true],
  ['http://redis.shop/', true],
])('%s', (text, expected) => {
  expect(isUrl(text, 'cluster.local')).toBe(expected);
});
