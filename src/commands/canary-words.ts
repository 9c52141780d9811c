/** How a change stands, in one line: what the channel shows, from the request to the outcome. */

import type { Outcome } from '../access/change.ts';
import { become, clock, nameOf, undoneBy, waits } from '../access/change-words.ts';
import { exactPercent } from '../network/routes/split.ts';
import { code, type Mark } from '../report.ts';
import { type CanaryChange, routeName, sharesOf, sideName } from './canary-change.ts';

/** `shop/shop-api-canary` from 20 % to 30 % of `shop.example.com` with Prefix `/api` */
export function shiftWords({ plan }: Pick<CanaryChange, 'plan'>): string {
  const { before, after } = sharesOf(plan);
  const side = plan.route.sides[plan.canary];
  const name = side ? code(sideName(side)) : routeName(plan.route);
  return `${name} from ${exactPercent(before)} to ${exactPercent(after)} of ${plan.route.rule}`;
}

export interface Standing {
  headline: string;
  mark: Mark;
}

export function standingWords(change: CanaryChange, now: string): Standing {
  const shift = shiftWords(change);
  const { outcome } = change;
  if (outcome)
    return { headline: `${shift}: ${endWords(change, outcome)}`, mark: markOf(change, outcome) };
  const words = change.state === 'waiting' ? waits(change, now) : become(change, now);
  return { headline: `${shift}: ${words.replace(/\.$/, '')}`, mark: 'unknown' };
}

/** What `settled` says is the end of the story; until then "written" is all that is known. */
export function endWords(change: CanaryChange, outcome: Outcome): string {
  const { kind, settled } = outcome;
  if (change.undone) return undoneBy(change.undone, outcome.at);
  if (kind !== 'applied') return become(change, outcome.at).replace(/\.$/, '');
  const people = change.approvals.given.map(({ by }) => nameOf(by)).join(' and ');
  return `${effect(settled)}${people === '' ? '' : ` (approved by ${people})`}`;
}

/** The first clause of what the router says; the thread has the rest. */
function effect(settled: Outcome['settled']): string {
  const [why = ''] = settled?.why.split('; ') ?? [];
  switch (settled?.is) {
    case 'yes':
      return 'in effect';
    case 'no':
      return `written, but not in effect: ${why}`;
    default:
      return settled ? `written; ${why}` : 'written; whether it is in effect is not known';
  }
}

function markOf({ undone }: CanaryChange, { kind, settled }: Outcome): Mark {
  switch (kind) {
    case 'applied':
      if (undone) return 'skipped';
      return settled?.is === 'no' ? 'warning' : 'ok';
    case 'rejected':
    case 'cancelled':
    case 'expired':
      return 'skipped';
    case 'unclear':
      return 'unknown';
    case 'void':
    case 'refused':
    case 'failed':
      return 'problem';
  }
}

/** "until 14:32 UTC" */
export const untilWords = (at: string, now: string) => `until ${clock(at, now)}`;
