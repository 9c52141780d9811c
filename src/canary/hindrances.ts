/** Why new weights would not do what they say: troubles that have to be mended first, or known. */
import { gravest, type RuleTrouble } from '../network/routes/trouble.ts';
import type { CanaryObjects, CanaryProvider, CanaryRoute } from './provider.ts';

/**
 * The gravest first. Weights that are changed are none, as the change mends them, nor is a 0 that may
 * be meant so, nor are pods that are not ready: those are counted apart.
 * @param weights as they would be, in the order of the sides
 */
export function hindrancesOf(
  provider: CanaryProvider,
  route: CanaryRoute,
  weights: readonly number[],
  objects: CanaryObjects,
): RuleTrouble[] {
  const troubles = provider.silences(route, weights, objects);
  const isChanged = route.sides.some(({ weight }, index) => weight !== weights[index]);
  const isMended = ({ field, gravity }: RuleTrouble) =>
    isWeight(field) && (isChanged || gravity === 'weakens');
  return gravest(troubles.filter((one) => !one.isOfPods && !isMended(one)));
}

const isWeight = (field: string) => /(^|canary-)weight\]?$/.test(field);
