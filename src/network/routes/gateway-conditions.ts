/** Reading the conditions of Gateway API objects: what they say, and of which version. */
import type { Condition } from '../../objects/condition.ts';

export const conditionOf = (
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined => conditions?.find((one) => one.type === type);

/** It speaks of a version before the present one. Those that name none are taken at their word. */
export function isStale({ observedGeneration }: Condition, generation = 0): boolean {
  return typeof observedGeneration === 'number' && observedGeneration < generation;
}

/**
 * Nobody has said anything yet: absent, or as the definitions fill it in until a controller comes
 * ("Waiting for controller").
 */
export function isSilent(condition: Condition | undefined): boolean {
  const waiting = ['Pending', 'Waiting', 'NotReconciled'];
  return (
    !condition ||
    (condition.status === 'Unknown' && waiting.includes(condition.reason ?? 'Pending'))
  );
}

/** `False, BackendNotFound: service shop/api not found` */
export function conditionText({ status, reason, message }: Condition): string {
  const why = [reason, message].filter(Boolean).join(': ');
  return why ? `${status}, ${why}` : status;
}
