/** What its controller says against one listener. */
import { conditionOf } from '../network/routes/gateway-conditions.ts';
import type { Condition } from '../objects/condition.ts';
import type { Gateway, Listener } from '../objects/gateway.ts';

export interface Complaint {
  condition: Condition;
  /** It carries traffic nevertheless. */
  isProgrammed: boolean;
}

/** The closest to the cause first: a conflict or a missing certificate is why it is not programmed. */
export function complaintOf({ status }: Gateway, { name }: Listener): Complaint | undefined {
  const { conditions } = status?.listeners.find((one) => one.name === name) ?? {};
  const isFalse = (type: string) => {
    const found = conditionOf(conditions, type);
    return found?.status === 'False' ? found : undefined;
  };
  const conflict = conditionOf(conditions, 'Conflicted');
  const isConflicted = conflict?.status === 'True' ? conflict : undefined;
  const programmed = conditionOf(conditions, 'Programmed');
  const condition =
    isConflicted ??
    isFalse('ResolvedRefs') ??
    isFalse('Accepted') ??
    (programmed?.status === 'True' ? undefined : programmed);
  return condition && { condition, isProgrammed: programmed?.status === 'True' };
}

/** The listener itself is to blame, not its Gateway or a controller that is not done yet. */
export function isOwnFault({ condition: { type, reason } }: Complaint): boolean {
  if (type === 'Conflicted' || type === 'ResolvedRefs') return true;
  return reason !== 'Pending' && reason !== 'Invalid';
}
