/**
 * Whole answers, read by a person before they were committed. The file's name is the line typed, with
 * `_` for what no file name has.
 */
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
  ...[
    'https://shop.example.com/api/cart',
    'https://shop.example.com/',
    'gateway.shop.example.com/api/cart',
    'https://gateway.shop.example.com/api/cart',
    'traefik.shop.example.com/api/cart',
    'traefik.shop.example.com/',
    'alb.shop.example.com/api/cart',
    'https://alb.shop.example.com/',
    'https://shpo.example.com/api/cart',
    'https://shop.example.com/api/cart -n default',
  ].map((url) => `trace ${url}`),
  'dns payments -n shop',
  'dns mysql -n shop',
  'dns mail.shop',
  'dns search -n shop',
  'dns backend-service.default --from shop',
  'dns orders.shop',
  'dns 10.96.0.10',
  'dns api-servce -n shop',
  'dns example.com --from shop',
  'help dns',
  'list -n shop',
  'list -A',
  'help',
  'help endpoints',
  'help trace',
];

test.each(lines)('%s', async (line) => {
  const report = await shop.ask(line);
  await expect(textOf(report)).toMatchFileSnapshot(
    `../golden/text/${line.replaceAll(/:?\/+/g, '_')}.txt`,
  );
});

test.each(lines)('%s takes no more round trips than it may', async (line) => {
  const { reads } = await shop.ask(line);
  expect(reads?.roundTrips ?? 0).toBeLessThanOrEqual(line.startsWith('trace') ? 3 : 2);
});
