/** `audit`: whole answers, read by a person before they were committed, and what stays open. */
import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/report.ts';
import { startShop, textOf } from './shop.ts';

interface Row {
  rule: string;
  severity: string;
  object: string;
}

describe.each(['shop', 'healthy'])('on %s', (scenario) => {
  const shop = startShop(scenario);

  test.each(['audit', 'audit -n shop'])('%s', async (line) => {
    const report = await shop.ask(line);
    const name = `../golden/text/${scenario}, ${line}.txt`;
    await expect(textOf(report)).toMatchFileSnapshot(name);
    expect(exitCode(report)).toBe(0);
    expect(report.reads?.roundTrips).toBe(1);
  });
});

const shop = startShop();

const findingsOf = async (line: string, channel?: string) =>
  (await shop.ask(line, channel)).data.findings as Row[];

test('of one Service only what belongs to it is told', async () => {
  const report = await shop.ask('audit shop/api-canary');
  expect(report.target).toBe('shop/api-canary');
  expect((report.data.findings as Row[]).map(({ rule, object }) => `${rule} ${object}`)).toEqual([
    'graceful-termination deployment shop/api-canary',
    'readiness-probe-present deployment shop/api-canary',
    'controller-supported ingressclass nginx',
    'namespace-has-policy namespace shop',
  ]);
  expect(report.reads?.roundTrips).toBe(2);
});

test.each([
  ['audit shop/redis', 'shop/redis'],
  ['audit redis -n shop', 'shop/redis'],
  ['audit redis', 'shop/redis'],
  ['audit redis.shop.svc.cluster.local', 'shop/redis'],
  ['audit shop', 'shop'],
  ['audit -n shop', 'shop'],
  ['audit -A', undefined],
])('%s is about %s', async (line, target) => {
  const report = await shop.ask(line);
  expect(report.error).toBeUndefined();
  expect(report.target).toBe(target);
  expect(report.reads?.roundTrips).toBeLessThanOrEqual(2);
});

test('a channel’s namespace counts where nobody says one, and -A goes beyond it', async () => {
  expect((await shop.ask('audit', 'shop')).target).toBe('shop');
  expect((await shop.ask('audit -A', 'shop')).target).toBeUndefined();
  expect((await shop.ask('audit redis', 'shop')).target).toBe('shop/redis');
});

test.each([
  ['audit -n shpo', 'There is no namespace `shpo` in cluster `demo`.', 'Did you mean `shop`?'],
  ['audit shpo', 'There is no namespace or Service `shpo`.', 'Did you mean `shop`?'],
  ['audit shop/rdis', 'There is no Service `rdis` in namespace `shop`.', 'Did you mean `redis`?'],
  ['audit api-service', '`api-service` exists in ', 'Say which one: add `-n <namespace>`.'],
  ['audit shop -A', '`--all-namespaces` leaves nothing to name beside it.', 'Leave one of'],
])('%s: %s', async (line, what, hint) => {
  const { error } = await shop.ask(line);
  expect(error?.what).toContain(what);
  expect(error?.hint).toContain(hint);
});

test('system namespaces are left out of the whole, except for DNS, but can be asked for', async () => {
  const all = await findingsOf('audit -A');
  expect(all.filter(({ object }) => / kube-/.test(object))).toEqual([]);
  const own = await findingsOf('audit -n kube-system');
  expect(own.map(({ rule }) => rule)).toContain('namespace-has-policy');
});

test('a namespace where nothing runs has nothing to improve', async () => {
  const report = await shop.ask('audit -n kube-public');
  expect(report).toMatchObject({ verdict: 'ok', notEvaluated: [] });
  expect(report.headline).toBe('`kube-public`: nothing to improve found in 13 rules');
});

const statusOf = (rules: unknown, wanted: string) =>
  (rules as { id: string; status: string }[]).filter(({ id }) => id === wanted)[0]?.status;

test('what may not be read makes rules unknown, never fine', async () => {
  await shop.deny('networkpolicies');
  const report = await shop.ask('audit -n shop');
  expect(statusOf(report.data.rules, 'namespace-has-policy')).toBe('unknown');
  expect(report.headline).toMatch(/ in 12 of 13 rules$/);
  expect(report.notEvaluated).toEqual([
    {
      what: '`namespace-has-policy`',
      why: expect.stringContaining('`list networkpolicies.networking.k8s.io in namespace shop`'),
    },
  ]);
  expect(exitCode(report)).toBe(0);
});

test('without findings, and with rules that could not be held to, the answer is unknown', async () => {
  await shop.deny('networkpolicies');
  const report = await shop.ask('audit -n kube-public');
  expect(report.verdict).toBe('unknown');
  expect(exitCode(report)).toBe(3);
});

test('without Services there is no answer', async () => {
  await shop.deny('services');
  expect((await shop.ask('audit -n shop')).error?.kind).toBe('unreadable');
});
