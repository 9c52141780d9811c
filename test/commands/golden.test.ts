/** Whole answers, read by a person before they were committed. The file's name is the line typed. */
import { expect, test } from 'vitest';
import { startShop, textOf } from './shop.ts';

const shop = startShop();

const lines = [
  ...[
    'api-service',
    'mysql',
    'legacy-db',
    'payments',
    'search',
    'orders',
    'mail',
    'search-peers',
    'redis',
    'web-service',
  ].map((name) => `endpoints ${name} -n shop`),
  'endpoints api-gateway -n default',
  'endpoints frontend-service -n default',
  'endpoints api-gateway -n shop',
  'endpoints api-service',
  'endpoints api-servce -n shop',
  'endpoints api-service -n shpo',
  'list -n shop',
  'list -A',
  'help',
  'help endpoints',
];

test.each(lines)('%s', async (line) => {
  const report = await shop.ask(line);
  await expect(textOf(report)).toMatchFileSnapshot(`../golden/text/${line}.txt`);
});

test.each(lines)('%s takes two round trips at the most', async (line) => {
  const { reads } = await shop.ask(line);
  expect(reads?.roundTrips ?? 0).toBeLessThanOrEqual(2);
});
