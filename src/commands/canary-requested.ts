/** A change as people read it: the request with everything needed to decide, and how it stands by now. */
import { approverWords } from '../access/approvers.ts';
import { nameOf } from '../access/change-words.ts';
import type { PolicyRule } from '../policy-rule.ts';
import type { Action, NotEvaluated, Report, Section } from '../report.ts';
import { code, count } from '../report.ts';
import { type CanaryChange, placeOf, plannedOf, sharesOf, standingOf } from './canary-change.ts';
import { lineOf, namedIn, rulesOf } from './canary-desk.ts';
import { healthSection, warningsSection } from './canary-health.ts';
import type { Terms, Wish } from './canary-shapes.ts';
import { diffSection, placeFields, routeData, sharesThen } from './canary-shown.ts';
import { standingWords, untilWords } from './canary-words.ts';
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
  const rules = rulesOf(request);
  return {
    ...describeStanding(request, change, now),
    people: namedIn(rules, change),
    standing: standingOf(change.id),
    sections: [
      sharesThen(change.plan),
      {
        kind: 'fields',
        fields: [
          ...placeFields(change.cluster, change.plan.route),
          ...terms(change, now),
          ...approvers(change, rules),
          ...(wish.why ? [{ label: 'Why it needs approval', value: sentence(wish.why) }] : []),
        ],
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
  return { restates: [{ standing: standingOf(change.id), report, stage: stageOf(change) }] };
}

/** Jobs that come across a change at once tell how it stands in any order. */
function stageOf({ state, approvals, undone }: CanaryChange): number {
  if (state === 'waiting') return approvals.given.length;
  if (state === 'approved') return 10;
  return undone ? 30 : 20;
}

/** Everybody that a change speaks of. */
export function peopleOf({ requester, approvals, outcome, undone }: CanaryChange): string[] {
  const approvers = approvals.given.map(({ by }) => by);
  const others = [outcome?.by, undone?.by].filter((one) => one !== undefined);
  return [requester, ...approvers, ...others].map(({ user }) => user);
}

export function decisions(change: CanaryChange): Action[] {
  return [
    { label: 'Approve', command: lineOf('approve', change), style: 'primary' },
    {
      label: 'Reject',
      command: lineOf('reject', change),
      style: 'danger',
      form: { title: `Reject ${change.id}`, label: 'Why?', option: 'reason' },
    },
    { label: 'Take back', command: lineOf('cancel', change) },
  ];
}

function approvers(change: CanaryChange, rules: readonly PolicyRule[]) {
  const { approvals } = change.approvals.terms as Terms;
  if (!approvals) return [];
  const place = placeOf(change.cluster, change.plan.route);
  return [{ label: 'Who may approve', value: approverWords(place, approvals, rules) }];
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function terms(change: CanaryChange, now: string) {
  return [
    { label: 'Change', value: code(change.id) },
    { label: 'Asked for by', value: nameOf(change.requester) },
    { label: 'Reason', value: change.reason ?? 'none given' },
    {
      label: 'Needs',
      value: `${count(change.approvals.needed, 'approval')}, ${untilWords(change.expiresAt, now)}`,
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
    undone: change.undone ?? null,
  };
}
