/** What `canary` says of routes that do not do what their weights say. */
import { describe, expect, test } from 'vitest';
import { startShop, troublesOf } from './shop.ts';

describe('a canary without ready pods', () => {
  const shop = startShop('canary-not-ready');

  test('is not said to take its share', async () => {
    const { headline, verdict, actions } = await shop.ask('canary shop-api-canary -n shop');
    expect(verdict).toBe('problem');
    expect(headline).toBe(
      '`shop/api-canary` is to take 20 % of `shop.example.com` with Prefix `/api`, but nobody answers there',
    );
    expect(actions.map(({ command }) => command)).toEqual([
      'check ingress shop-api-canary -n shop',
    ]);
  });

  test('is given less, and no more', async () => {
    const less = await shop.ask('canary shop-api-canary 10% -n shop');
    expect(less.headline).toContain('from 20 % to 10 %');
    const { error } = await shop.ask('canary shop-api-canary 30% -n shop');
    expect(error).toMatchObject({
      kind: 'refused',
      hint: '`check ingress shop-api-canary -n shop` tells why.',
    });
  });
});

describe('a weight that is no number', () => {
  const shop = startShop('canary-weight-percent');

  test('is told, and not the 0 % that it counts as alone', async () => {
    const report = await shop.ask('canary shop-api-canary -n shop');
    expect(report.headline).toMatch(/is to take 0 % of .*, but it does not work as it reads$/);
    expect(troublesOf(report)).toContain(
      'problem `canary-weight: 20%` is no whole number, and counts as 0. Write "20", without anything else.',
    );
  });
});

describe('a canary with the pods of the stable side', () => {
  const shop = startShop('canary-same-pods');

  test('is planned with a warning', async () => {
    const report = await shop.ask('canary shop-api-canary 30% -n shop');
    expect(troublesOf(report)).toContainEqual(
      expect.stringMatching(/^warning `shop\/api-canary` and .* lead to the same pods/),
    );
  });
});
