/** A share that was asked for -> whole weights that give exactly that. */
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import type { CanaryRoute } from './provider.ts';
import { type Share, shareText } from './share.ts';

export interface Weights {
  /** In the order of the sides. */
  weights: number[];
  /** The sum is another one than before. */
  isRescaled: boolean;
}

type Split = Pick<CanaryRoute, 'sides' | 'weights'>;

/**
 * The canary gets its share of the sum, the others keep their ratio. The sum stays where whole numbers
 * allow it; else it is 100, 1000, …, else the least that is exact.
 * @param canary which of the sides it is
 * @throws UserError usage: there is no ratio to keep, or no weights this router takes are exact
 */
export function weightsFor(route: Split, canary: number, wanted: Share): Weights {
  const now = route.sides.map(({ weight }) => weight);
  const others = now.map((weight, index) => (index === canary ? 0 : weight));
  const ratio = wanted.part === wanted.of ? others : ratioOf(others, canary, route);
  const before = sumOf(now);
  const sums = sumsFor(ratio, wanted, before, route.weights.leastSum);
  const found = sums.map((sum) => inSum(sum, ratio, canary, wanted));
  const fit = found.find((weights) => Math.max(...weights) <= route.weights.most);
  if (fit) return { weights: fit, isRescaled: sumOf(fit) !== before };
  throw tooFine(route, canary, wanted, Math.min(...found.map((weights) => Math.max(...weights))));
}

const sumOf = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0);

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** In their lowest terms; of a single other one there is nothing to keep. */
function ratioOf(others: readonly number[], canary: number, { sides }: Split): number[] {
  const all = others.reduce(divisor, 0);
  if (all > 0) return others.map((weight) => weight / all);
  if (others.length === 2) return others.map((_, index) => (index === canary ? 0 : 1));
  const names = sides.filter((_, index) => index !== canary).map(({ name }) => code(name));
  throw new UserError('usage', {
    what: `${names.join(', ')} all have weight 0: in which ratio they are to share the rest is not known.`,
    hint: `Set their weights in the object once; ${code('undo')} brings back what stood there before a promotion.`,
  });
}

/** Every exact sum is a multiple of the least; the first that the router takes is used. */
function sumsFor(
  ratio: readonly number[],
  { part, of }: Share,
  before: number,
  least = 1,
): number[] {
  const common = divisor(part, of);
  const rest = (of - part) / common;
  const base = sumOf(ratio);
  const unit = (of / common) * (rest === 0 ? 1 : base / divisor(base, rest));
  const round = [100, 1000, 10_000, 100_000, 1_000_000];
  const fits = [before, ...round].filter((sum) => sum >= least && sum % unit === 0);
  return [...fits, Math.ceil(least / unit) * unit];
}

function inSum(sum: number, ratio: readonly number[], canary: number, { part, of }: Share) {
  const own = (sum / of) * part;
  const toCanary = Math.round(own);
  const base = sumOf(ratio);
  return ratio.map((weight, index) => {
    if (index === canary) return toCanary;
    return base === 0 || part === of ? 0 : Math.round(((sum - toCanary) / base) * weight);
  });
}

/** Steps that a person would round to, the finest first. */
const steps = [100_000, 10_000, 1000, 200, 100, 50, 20, 10, 5, 4, 2, 1];

function tooFine(route: Split, canary: number, wanted: Share, needed: number): UserError {
  const isExact = (share: Share) => {
    const ratio = share.part === share.of ? [] : ratioOf(weightsBut(route, canary), canary, route);
    const sums = sumsFor(ratio, share, 0, route.weights.leastSum);
    const most = sums.map((sum) => Math.max(...inSum(sum, ratio, canary, share), 0));
    return most.some((weight) => weight <= route.weights.most);
  };
  const near = steps.map((of) => {
    const part = Math.floor((wanted.part * of) / wanted.of);
    return [part, part + 1].map((one) => ({ part: one, of }));
  });
  const [below, above] = near.find((pair) => pair.every(isExact)) ?? [];
  const names = [below, above].flatMap((share) => (share ? [code(shareText(share))] : []));
  return new UserError('usage', {
    what: `${code(shareText(wanted))} needs weights up to ${needed}, and this router takes ${route.weights.most} at most.`,
    hint: `The nearest round shares it can have are ${names.join(' and ')}.`,
  });
}

const weightsBut = ({ sides }: Split, canary: number) =>
  sides.map(({ weight }, index) => (index === canary ? 0 : weight));
