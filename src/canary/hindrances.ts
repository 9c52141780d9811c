/** Why new weights would not do what they say: troubles that have to be mended first, or known. */
import { gravest, type RuleTrouble } from '../network/routes/trouble.ts';
import type { CanaryObjects, CanaryProvider, CanaryRoute } from './provider.ts';

/**
 * The gravest first. Weights themselves are none, as the change mends them, nor are pods that are not
 * ready: those are counted apart.
 * @param weights as they would be, in the order of the sides
 */
export function hindrancesOf(
  provider: CanaryProvider,
  route: CanaryRoute,
  weights: readonly number[],
  objects: CanaryObjects,
): RuleTrouble[] {
  const troubles = provider.silences(route, weights, objects);
  return gravest(troubles.filter(({ field, isOfPods }) => !isOfPods && !isWeight(field)));
}

const isWeight = (field: string) => /(^|canary-)weight\]?$/.test(field);
