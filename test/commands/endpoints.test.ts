/** What a program gets, and what the answer costs. */
import { describe, expect, test } from 'vitest';
import { exitCode, toJson } from '../../src/report.ts';
import { startShop } from './shop.ts';

const shop = startShop();

interface Answer {
  verdict: string;
  counts: { total: number; ready: number; serving: number; terminating: number } | null;
  endpoints: { addresses: string[]; ready: boolean; reason?: string }[] | null;
  podsWithoutEndpoint: unknown[];
  reads: { requests: number; roundTrips: number };
}

async function answerTo(line: string): Promise<Answer & { code: number }> {
  const report = await shop.ask(line);
  return { ...(JSON.parse(JSON.stringify(toJson(report))) as Answer), code: exitCode(report) };
}

test.each([
  ['shop/api-service', 3, 3, 'ok', 0],
  ['shop/mysql', 3, 3, 'ok', 0],
  ['shop/legacy-db', 2, 2, 'ok', 0],
  ['shop/payments', 2, 2, 'ok', 0],
  ['shop/redis', 1, 1, 'ok', 0],
  ['shop/search-peers', 2, 2, 'ok', 0],
  ['shop/search', 2, 0, 'problem', 1],
  ['shop/orders', 0, 0, 'problem', 1],
  ['shop/mail', 0, 0, 'ok', 0],
  ['default/api-gateway', 2, 2, 'ok', 0],
])('%s has %i endpoints, %i of them ready: %s, exit code %i', async (name, ...expected) => {
  const { counts, verdict, code } = await answerTo(`endpoints ${name}`);
  expect([counts?.total, counts?.ready, verdict, code]).toEqual(expected);
});

test('two families make one endpoint with two addresses', async () => {
  const { endpoints } = await answerTo('endpoints shop/payments');
  expect(endpoints?.map(({ addresses }) => addresses.map((one) => one.includes(':')))).toEqual([
    [false, true],
    [false, true],
  ]);
});

test('an endpoint that is not ready says why', async () => {
  const { endpoints } = await answerTo('endpoints shop/search');
  const words = 'Readiness probe failed: HTTP probe failed with statuscode: 503 (42 times)';
  expect(endpoints?.map(({ reason }) => reason)).toEqual([words, words]);
});

test('addresses outside the cluster are told as they were written', async () => {
  const { endpoints } = await answerTo('endpoints shop/legacy-db');
  expect(endpoints?.map(({ addresses }) => addresses[0])).toEqual(['203.0.113.10', '203.0.113.11']);
});

describe('every way to name a Service leads to it', () => {
  test.each([
    'endpoints api-service -n shop',
    'endpoints shop/api-service',
    'endpoints api-service.shop',
    'endpoints svc/api-service --namespace=shop',
    'endpoints API-Service.shop.svc.cluster.local. -nshop',
    '-n shop Endpoints api-service',
  ])('%s', async (line) => {
    const report = await shop.ask(line);
    expect(report.target).toBe('shop/api-service');
  });

  test('the channel’s namespace counts where nothing else is said', async () => {
    expect((await shop.ask('endpoints mysql', 'shop')).target).toBe('shop/mysql');
    expect((await shop.ask('endpoints api-gateway', 'shop')).error?.hint).toBe(
      '`api-gateway` exists in `default`.',
    );
  });
});

describe('a Service that is not found', () => {
  test.each([
    [
      'endpoints nothing-like-it -n shop',
      'There is no Service `nothing-like-it` in namespace `shop`.',
      '`list -n shop` shows what there is.',
      ['list -n shop'],
    ],
    [
      'endpoints nothing-like-it',
      'There is no Service `nothing-like-it` in any namespace.',
      '`list -A` shows what there is.',
      ['list -A'],
    ],
    [
      'endpoints paymnets -n shop',
      'There is no Service `paymnets` in namespace `shop`.',
      'Did you mean `payments`?',
      ['endpoints shop/payments'],
    ],
    [
      'endpoints payment',
      'There is no Service `payment` in any namespace.',
      'Did you mean `payments`?',
      ['endpoints shop/payments'],
    ],
    [
      'endpoints redis -n nowhere',
      'There is no namespace `nowhere` in cluster `demo`.',
      '`redis` exists in `shop`.',
      ['endpoints shop/redis'],
    ],
    [
      'endpoints x -n nowhere',
      'There is no namespace `nowhere` in cluster `demo`.',
      'There are 12 namespaces, none with a name like it.',
      [],
    ],
  ])('%s', async (line, what, hint, suggestions) => {
    const report = await shop.ask(line);
    expect(report.error).toMatchObject({ kind: 'not-found', what, hint });
    expect(report.actions.map(({ command }) => command)).toEqual(suggestions);
    expect(exitCode(report)).toBe(1);
    expect(report.reads?.roundTrips).toBe(2);
  });

  test('of several namespaces the nearest is suggested first', async () => {
    const { actions } = await shop.ask('endpoints api-service -n shpo');
    expect(actions.map(({ command }) => command)).toEqual([
      'endpoints shop/api-service',
      'endpoints shop-alb/api-service',
      'endpoints shop-gateway/api-service',
    ]);
  });

  test('a name in several namespaces is asked back, with the cluster that was asked for', async () => {
    const report = await shop.ask('endpoints api-service --cluster demo');
    expect(report.error?.kind).toBe('usage');
    expect(report.actions).toHaveLength(4);
    expect(report.actions[0]?.command).toBe('endpoints shop/api-service --cluster demo');
  });
});

test('the number of other Services and pods does not change what is read', async () => {
  const before = (await answerTo('endpoints shop/redis')).reads;
  const made = Array.from({ length: 30 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `other-${index}`, namespace: 'shop' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  }));
  for (const body of made) await shop.admin('POST', '/api/v1/namespaces/shop/services', body);
  const { requests, roundTrips } = (await answerTo('endpoints shop/redis')).reads;
  expect({ requests, roundTrips }).toEqual({ requests: before.requests, roundTrips: 2 });
});

test('nothing of this was a bug', () => {
  expect(shop.lines.filter((line) => line.includes('"error"'))).toEqual([]);
});
