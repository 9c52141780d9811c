/** What is said under a request when something happened to it, or did not. */
import type { Outcome } from '../access/change.ts';
import { nameOf } from '../access/change-words.ts';
import { type Action, code, type Report, type Section, type Verdict } from '../report.ts';
import type { CanaryChange } from './canary-change.ts';
import { lineOf } from './canary-desk.ts';
import { askedAnew, statusLine } from './canary-lines.ts';
import { describeStanding, peopleOf, restating } from './canary-requested.ts';
import { diffSection, placeFields } from './canary-shown.ts';
import { type Request, reportOf } from './command.ts';

/** Somebody decided, and the request goes on waiting or has ended by that. */
export function describeStep(
  request: Request<unknown>,
  change: CanaryChange,
  headline: string,
  now: string,
): Report {
  const { data, mark } = describeStanding(request, change, now);
  return reportOf(request, {
    verdict: 'ok',
    ...(change.outcome && mark && { mark }),
    headline,
    people: peopleOf(change),
    target: change.target,
    data,
    ...restating(request, change, now),
  });
}

/** It stands as it was: said to whoever clicked too late, or again. */
export function describeNoStep(
  request: Request<unknown>,
  change: CanaryChange,
  words: string,
  now: string,
): Report {
  return { ...describeStep(request, change, words.replace(/\.$/, ''), now), mark: 'skipped' };
}

/**
 * It was carried out, or could not be.
 * @param first what it takes back, if it does
 */
export function describeOutcome(
  request: Request<unknown>,
  change: CanaryChange,
  now: string,
  first?: CanaryChange,
): Report {
  const { headline, data, mark } = describeStanding(request, change, now);
  const told = first ? [change, first] : [change];
  const { outcome } = change;
  return reportOf(request, {
    verdict: outcome ? verdicts[outcome.kind] : 'unknown',
    ...(mark && { mark }),
    headline,
    target: change.target,
    sections: outcome ? sectionsFor(change, outcome) : [],
    actions: outcome ? actionsFor(change, outcome) : [],
    data,
    people: peopleOf(change),
    restates: told.flatMap((one) => restating(request, one, now).restates ?? []),
  });
}

const verdicts: Record<Outcome['kind'], Verdict> = {
  applied: 'ok',
  rejected: 'ok',
  cancelled: 'ok',
  expired: 'ok',
  unclear: 'unknown',
  void: 'problem',
  refused: 'problem',
  failed: 'problem',
};

function sectionsFor(change: CanaryChange, { kind, settled }: Outcome): Section[] {
  const { id, requester, approvals, cluster, plan, undoOf } = change;
  const people = approvals.given.map(({ by }) => nameOf(by)).join(' and ');
  const fields = [
    ...placeFields(cluster, plan.route),
    { label: 'Change', value: `${code(id)}${undoOf ? `, which undoes ${code(undoOf)}` : ''}` },
    { label: 'Asked for by', value: nameOf(requester) },
    { label: 'Approved by', value: people || 'nobody: who asked may undo their own change' },
    ...(settled ? [{ label: 'In effect', value: effectOf(settled) }] : []),
  ];
  return [
    { kind: 'fields', fields },
    ...(kind === 'applied' ? [diffSection(change.plan, 'What was written')] : []),
  ];
}

/** What is not known says so in its own words. */
const effectOf = ({ is, why }: NonNullable<Outcome['settled']>) =>
  is === 'unknown' ? why : `${is}: ${why}`;

function actionsFor(change: CanaryChange, { kind }: Outcome): Action[] {
  const { cluster, undoOf } = change;
  const isUndoable = kind === 'applied' && undoOf === undefined;
  const anew = undoOf ? lineOf('undo', { id: undoOf, cluster }) : askedAnew(change);
  return [
    ...(isUndoable ? [{ label: 'Undo', command: lineOf('undo', change) }] : []),
    // Whoever clicks asks in their own name; it is planned from what is there by then.
    ...(kind === 'void' || kind === 'failed' ? [{ label: 'Ask again', command: anew }] : []),
    { label: 'Status', command: statusLine(change) },
  ];
}
