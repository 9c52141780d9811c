/**
 * Whole answers, read by a person before they were committed. The file's name is the line typed, with
 * `_` for what no file name has.
 */
import { expect, onTestFinished, test } from 'vitest';
import type { DnsFault } from '../../src/playground/cluster/dns/faults.ts';
import type { Report } from '../../src/report.ts';
import { dnsPods } from '../playground/dns/query.ts';
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
    'https://traefik.shop.example.com/api/cart',
    'https://alb.shop.example.com/',
    'https://nowhere.test/',
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
  ...[
    '',
    '-n shop',
    'shop-api-canary -n shop',
    'httproute/shop -n shop-gateway',
    'api -n shop-traefik',
    'ingress/shop -n shop-alb',
    'shop-api-canary 30% -n shop --reason fine',
    'api-canary 5/1000 -n shop-gateway',
    'api-canary promote -n shop-traefik',
    'shop 30% -n shop-alb',
    'shop-api-canary abort -n shop',
    'shop-api-canary 20% -n shop',
    'shop-api-canary 0.05% -n shop',
    'shop 0.05% -n shop-alb',
    'shop-api-canry 30% -n shop',
    'api-canary 30% --reason fine',
    'shop-api-canary 30 -n shop',
    'shop-api-canary +10% -n shop',
    'shop-api-canary abrt -n shop',
    '30% shop-api-canary -n shop',
    '30% -n shop',
    'shop.example.com/api 30%',
    'shop --rule 7 -n shop-gateway',
    'web-service -n payments',
  ].map((line) => `canary ${line}`.trim()),
  'approve ch-7k3m9q2x',
  'help canary',
  'help dns',
  'check api-service -n shop',
  'check search -n shop',
  'check orders -n shop',
  'check api-servce -n shop',
  'check dns',
  'check dns payments.shop --from default',
  'explain',
  'explain endpoints-present',
  'help check',
  'list -n shop',
  'list -A',
  'help',
  'help endpoints',
  'help trace',
];

const golden = (name: string) => `../golden/text/${name.replaceAll(/:?\/+/g, '_')}.txt`;

test.each(lines)('%s', async (line) => {
  const report = await shop.ask(line);
  await expect(textOf(report)).toMatchFileSnapshot(golden(line));
});

const observations: [state: string, ...DnsFault[]][] = [
  ['all DNS pods agree'],
  ['one DNS pod fails', 'servfail'],
  ['all DNS pods are stale', 'stale', 'stale'],
];

test.each(observations)('dns --observe: %s', async (state, ...faults) => {
  const { api } = shop.demo;
  const pods = dnsPods(api);
  const sicken = (...each: DnsFault[]) => {
    for (const [at, pod] of pods.entries()) api.setDnsFault('kube-system', pod, each[at]);
  };
  onTestFinished(() => sicken());
  sicken(...faults);
  const report = await shop.ask('dns payments -n shop --observe');
  await expect(textOf(untimed(report))).toMatchFileSnapshot(
    golden(`dns payments -n shop --observe, ${state}`),
  );
});

/** How long a lookup took is no part of the answer, nor how wide its column gets. */
function untimed(report: Report): Report {
  const sections = report.sections.map((section) => {
    if (section.kind !== 'table') return section;
    const at = section.columns.findIndex(({ label }) => label === 'ms');
    const rows = section.rows.map((row) =>
      row.map((cell, index) => (index === at && cell ? '…' : cell)),
    );
    return { ...section, rows };
  });
  return { ...report, sections };
}

test.each(lines)('%s takes no more round trips than it may', async (line) => {
  const { reads } = await shop.ask(line);
  expect(reads?.roundTrips ?? 0).toBeLessThanOrEqual(/^(trace|check)/.test(line) ? 3 : 2);
});
