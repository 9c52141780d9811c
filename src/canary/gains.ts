/**
 * Limits are about the canary's share, and which side is the canary may be said by whoever asks: naming the
 * stable one, and taking everything from it, gives the canary all. So whoever else may be the canary is
 * held to the limits too.
 */
import { fitsAny } from '../pattern.ts';
import type { Choice } from './plan.ts';
import { shareOf } from './share.ts';

export interface Gain {
  /** `shop/api-v1` */
  name: string;
  /** Shares, 0 to 1. */
  before: number;
  after: number;
  /** It is called what canaries are; if not, it only may be one. */
  isCalledCanary: boolean;
}

/**
 * Sides beside the canary that get more, and of which neither the router nor a name says that they are none.
 * @param after weights, in the order of the sides
 * @param names what canaries are called
 */
export function otherGains(
  { route: { sides, canary: known }, canary }: Choice,
  after: readonly number[],
  names: readonly string[],
): Gain[] {
  if (known !== undefined) return [];
  const before = sides.map(({ weight }) => weight);
  const gains = sides.map(({ namespace, name }, index) => ({
    name: `${namespace}/${name}`,
    before: shareOf(before, index),
    after: shareOf(after, index),
    isCalledCanary: fitsAny(names, name),
  }));
  const isSure = gains[canary]?.isCalledCanary === true;
  return gains.filter(
    (gain, index) =>
      index !== canary && gain.after > gain.before && (gain.isCalledCanary || !isSure),
  );
}

/** Shares of the sides when the canary has that one, and the others keep their ratio. */
export function sharesAt({ route: { sides }, canary }: Choice, share: number): number[] {
  const others = sides.map(({ weight }, index) => (index === canary ? 0 : weight));
  const isNothing = others.every((weight) => weight === 0);
  return others.map((_, index) => {
    if (index === canary) return share;
    return (1 - share) * (isNothing ? 1 / (sides.length - 1) : shareOf(others, index));
  });
}
