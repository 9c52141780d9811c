/** Conditions as Gateway API implementations write them, each with the generation it speaks of. */
import type { Condition } from '../defaults/kinds.ts';
import type { Verdict } from './gateway-attachment.ts';

export type Verdicts = Record<string, Verdict>;

/** Keeps the time of a condition whose status did not change. */
export function conditionsOf(
  verdicts: Verdicts,
  generation: number,
  before: Condition[] | undefined,
  now: string,
): Condition[] {
  return Object.entries(verdicts).map(([type, { good, reason, message }]) => {
    const status = good ? 'True' : 'False';
    const old = before?.find((one) => one.type === type);
    const since = old?.status === status ? old.lastTransitionTime : undefined;
    return {
      type,
      status,
      reason,
      message,
      observedGeneration: generation,
      lastTransitionTime: since ?? now,
    };
  });
}

export const good = (reason: string, message: string): Verdict => ({ good: true, reason, message });

export const bad = (reason: string, message: string): Verdict => ({ good: false, reason, message });
