/** A change as people read it: the request with everything needed to decide, and how it stands by now. */
import { clock, nameOf } from '../access/change-words.ts';
import type { Action, NotEvaluated, Report, Restated, Section } from '../report.ts';
import { code, count } from '../report.ts';
import { type CanaryChange, plannedOf, sharesOf, standingOf } from './canary-change.ts';
import { lineOf } from './canary-desk.ts';
import { healthSection, warningsSection } from './canary-health.ts';
import type { Terms, Wish } from './canary-shapes.ts';
import { diffSection, placeFields, routeData, sharesThen } from './canary-shown.ts';
import { shiftWords, standingWords, untilWords } from './canary-words.ts';
import { type Request, reportOf } from './command.ts';

interface Requested {
  change: CanaryChange;
  wish: Wish;
  /** ISO 8601, UTC. */
  now: string;
}

export function describeRequest(
  request: Request<unknown>,
  { change, wish, now }: Requested,
): Report {
  const notEvaluated: readonly NotEvaluated[] = wish.looked.notEvaluated;
  return {
    ...describeStanding(request, change, now),
    standing: standingOf(change.id),
    sections: [
      sharesThen(change.plan),
      {
        kind: 'fields',
        fields: [...placeFields(change.cluster, change.plan.route), ...terms(change, now)],
      },
      diffSection(change.plan),
      ...healthSection(wish.looked),
      ...warningsSection(wish.looked, wish.after),
    ] satisfies Section[],
    notEvaluated,
  };
}

/** What the first message says, and all that machines need. */
export function describeStanding(
  request: Request<unknown>,
  change: CanaryChange,
  now: string,
): Report {
  const { headline, mark } = standingWords(change, now);
  const isOpen = change.state === 'waiting';
  return reportOf(request, {
    verdict: 'ok',
    mark,
    headline,
    people: peopleOf(change),
    target: change.target,
    ...(isOpen && { isRequest: true as const }),
    actions: isOpen ? decisions(change) : [],
    data: { change: changeData(change) },
  });
}

/** Puts how a change stands into the message that asked for it. */
export function restating(
  request: Request<unknown>,
  change: CanaryChange,
  now: string,
): Pick<Report, 'restates'> {
  const report = describeStanding(request, change, now);
  return { restates: [{ standing: standingOf(change.id), report }] };
}

/** What the message of a change says that was taken back by another one. */
export function undoneStanding(
  request: Request<unknown>,
  first: CanaryChange,
  { outcome, requester }: CanaryChange,
  now: string,
): Restated {
  const { mark: _, ...report } = describeStanding(request, first, now);
  const at = clock(outcome?.at ?? now, now);
  const headline = `${shiftWords(first)}: taken back by ${nameOf(requester)} at ${at}`;
  const people = [...(report.people ?? []), requester.user];
  return {
    standing: standingOf(first.id),
    report: { ...report, mark: 'skipped', headline, people },
  };
}

/** Everybody that a change speaks of. */
export const peopleOf = ({ requester, approvals, outcome }: CanaryChange): string[] =>
  [requester, ...approvals.given.map(({ by }) => by), ...(outcome?.by ? [outcome.by] : [])].map(
    ({ user }) => user,
  );

function decisions(change: CanaryChange): Action[] {
  return [
    { label: 'Approve', command: lineOf('approve', change), style: 'primary' },
    {
      label: 'Reject',
      command: lineOf('reject', change),
      style: 'danger',
      form: { title: 'Reject the change', label: 'Why?', option: 'reason' },
    },
    { label: 'Take back', command: lineOf('cancel', change) },
  ];
}

function terms(change: CanaryChange, now: string) {
  const { approvals } = change.approvals.terms as Terms;
  const from = approvals?.from;
  const who = [...(from?.users ?? []), ...(from?.groups ?? [])].map(code).join(', ');
  return [
    { label: 'Change', value: code(change.id) },
    { label: 'Asked for by', value: nameOf(change.requester) },
    { label: 'Reason', value: change.reason ?? 'none given' },
    {
      label: 'Needs',
      value: `${count(change.approvals.needed, 'approval')}${who === '' ? '' : ` of ${who}`}, ${untilWords(change.expiresAt, now)}`,
    },
  ];
}

export function changeData(change: CanaryChange) {
  const { plan, approvals, outcome } = change;
  return {
    id: change.id,
    state: change.state,
    cluster: change.cluster,
    ...routeData(plan.route, plan.canary),
    shares: sharesOf(plan),
    weights: plannedOf(plan).weights,
    hash: change.hash,
    requester: change.requester,
    channel: change.channel,
    reason: change.reason ?? null,
    requestedAt: change.requestedAt,
    expiresAt: change.expiresAt,
    approvals: { needed: approvals.needed, given: approvals.given },
    undoOf: change.undoOf ?? null,
    outcome: outcome ?? null,
  };
}
