/**
 * Yes, no, or why it cannot be told (Kleene's logic): what is not known decides nothing unless the
 * answer hangs on it, and never becomes a yes or a no.
 */

export interface Doubt {
  /** A clause for people, such as "the IP of `shop/api-1` is not known". */
  doubt: string;
}

export type Truth = boolean | Doubt;

export const doubt = (why: string): Doubt => ({ doubt: why });

export function isDoubt(value: Truth | number): value is Doubt {
  return typeof value === 'object';
}

/** No if there is none. */
export function any(truths: readonly Truth[]): Truth {
  return truths.includes(true) || (truths.find(isDoubt) ?? false);
}

/** Yes if there is none. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.find(isDoubt) ?? true;
}

export function not(truth: Truth): Truth {
  return isDoubt(truth) ? truth : !truth;
}
