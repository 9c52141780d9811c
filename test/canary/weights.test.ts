import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Side } from '../../src/canary/provider.ts';
import { shareOf } from '../../src/canary/share.ts';
import { weightsFor } from '../../src/canary/weights.ts';
import { UserError } from '../../src/errors.ts';
import { proves } from '../properties.ts';

const sidesOf = (weights: readonly number[]): Side[] =>
  weights.map((weight, index) => ({
    kind: 'Service',
    namespace: 'shop',
    name: index === 0 ? 'api-canary' : `api-${index}`,
    weight,
  }));

/** The canary stands first. */
function routeOf(weights: readonly number[], most = 1_000_000, leastSum?: number) {
  const limits = leastSum === undefined ? { most } : { most, leastSum };
  return { sides: sidesOf(weights), weights: limits };
}

type Pair = [part: number, of: number];
type Limits = { most?: number; leastSum?: number };

const rows: [sentence: string, now: number[], share: Pair, after: number[], limits?: Limits][] = [
  ['keeps the sum where it can', [20, 80], [30, 100], [30, 70]],
  ['keeps a small sum, too', [1, 3], [1, 2], [2, 2]],
  ['takes 100 where the sum is too small', [1, 1], [20, 100], [20, 80]],
  ['takes 1000 for halves of a percent', [20, 80], [5, 1000], [5, 995]],
  ['keeps a sum of thirds', [1, 2], [1, 3], [1, 2]],
  ['takes the least sum of thirds', [20, 80], [1, 3], [1, 2]],
  ['keeps the ratio of the others', [10, 60, 30], [40, 100], [40, 40, 20]],
  ['gives everything to the canary', [20, 60, 20], [1, 1], [100, 0, 0]],
  ['gives nothing to the canary', [20, 60, 20], [0, 1], [0, 75, 25]],
  ['gives a single other side the rest again', [100, 0], [30, 100], [30, 70]],
  ['begins where nobody has anything', [0, 0], [30, 100], [30, 70]],
  ['stays at or over the least sum', [1, 1], [1, 3], [34, 68], { leastSum: 100 }],
  ['stays under the most', [0, 1000], [1, 1], [100, 0], { most: 999 }],
  ['changes nothing it need not', [2, 8], [20, 100], [2, 8]],
];

test.each(rows)('%s', (_, now, [part, of], after, { most, leastSum } = {}) => {
  const found = weightsFor(routeOf(now, most, leastSum), 0, { part, of });
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  expect(found).toEqual({ weights: after, isRescaled: sum(now) !== sum(after) });
});

function refusalOf(now: number[], [part, of]: Pair, most: number): string {
  try {
    weightsFor(routeOf(now, most), 0, { part, of });
  } catch (error) {
    if (error instanceof UserError) return `${error.kind}: ${error.message} ${error.hint}`;
    throw error;
  }
  return 'none';
}

test('a share that is too fine names the nearest that are not', () => {
  expect(refusalOf([20, 80], [5, 10_000], 999)).toBe(
    'usage: `0.05%` needs weights up to 1999, and this router takes 999 at most. The nearest round shares it can have are `0%` and `0.1%`.',
  );
  expect(refusalOf([0, 50, 51], [1, 100], 999)).toBe(
    'usage: `1%` needs weights up to 5049, and this router takes 999 at most. The nearest round shares it can have are `0%` and `5%`.',
  );
});

test('sides of weight 0 have no ratio to keep', () => {
  expect(refusalOf([100, 0, 0], [30, 100], 999)).toContain(
    '`api-1`, `api-2` all have weight 0: in which ratio they are to share the rest is not known.',
  );
});

const share = fc
  .tuple(fc.nat(1000), fc.constantFrom(1, 3, 7, 100, 128, 1000))
  .map(([part, of]) => ({ part: part % (of + 1), of }));
const split = fc.record({
  now: fc.array(fc.nat(120), { minLength: 2, maxLength: 4 }),
  wanted: share,
  most: fc.constantFrom(999, 1_000_000),
  leastSum: fc.constantFrom(undefined, 100),
});

describe('for whatever weights and shares', () => {
  proves('the share and the ratio of the others are exact, within the limits', 2000, holds());
});

function holds() {
  return fc.property(split, ({ now, wanted, most, leastSum }) => {
    const route = routeOf(now, most, leastSum);
    let found: ReturnType<typeof weightsFor>;
    try {
      found = weightsFor(route, 0, wanted);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return;
    }
    const { weights, isRescaled } = found;
    const [before, after] = [now, weights].map((all) => all.reduce((sum, one) => sum + one, 0));
    expect(weights).toHaveLength(now.length);
    expect(weights.every((one) => Number.isInteger(one) && one >= 0 && one <= most)).toBe(true);
    expect((weights[0] ?? 0) * wanted.of).toBe((after ?? 0) * wanted.part);
    expect(shareOf(weights, 0)).toBeCloseTo(wanted.part / wanted.of, 12);
    expect(after).toBeGreaterThanOrEqual(leastSum ?? 1);
    expect(isRescaled).toBe(before !== after);
    const others = (all: readonly number[]) => all.slice(1);
    const isZero = others(now).every((one) => one === 0) || wanted.part === wanted.of;
    for (const [i, one] of others(weights).entries()) {
      for (const [j, other] of others(weights).entries()) {
        if (!isZero) expect(one * (now[j + 1] ?? 0)).toBe(other * (now[i + 1] ?? 0));
      }
    }
  });
}
