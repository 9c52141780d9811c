/** Where merged elements stand: those of the patch in its order, the others as near as can be. */
import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../schema/type.ts';

/** What tells an element apart: the value of the merge key, or the element itself. */
export const identity = (element: unknown, mergeKey: string | undefined): unknown =>
  mergeKey !== undefined && isObject(element) ? element[mergeKey] : element;

export const positionIn = (
  list: readonly unknown[],
  element: unknown,
  mergeKey: string | undefined,
): number =>
  list.findIndex((one) => isDeepStrictEqual(identity(one, mergeKey), identity(element, mergeKey)));

/**
 * `order` is what the patch says, `before` the list as it was. Elements the patch does not name are
 * put in before the first named one that stood behind them.
 */
export function inOrder(
  merged: readonly unknown[],
  order: readonly unknown[],
  before: readonly unknown[],
  mergeKey: string | undefined,
): unknown[] {
  const at = (list: readonly unknown[], one: unknown) => positionIn(list, one, mergeKey);
  const named = merged
    .filter((one) => at(order, one) >= 0)
    .sort((a, b) => at(order, a) - at(order, b));
  const others = merged
    .filter((one) => at(order, one) < 0)
    .sort((a, b) => at(before, a) - at(before, b));
  const result: unknown[] = [];
  while (named.length > 0 || others.length > 0) {
    const [a, b] = [at(before, others[0]), at(before, named[0])];
    const otherFirst = named.length === 0 || (others.length > 0 && a >= 0 && b >= 0 && a < b);
    result.push((otherFirst ? others : named).shift());
  }
  return result;
}
