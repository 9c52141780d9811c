/**
 * What `undo` does: the requester undoes their own last change at once; in every other case it is a
 * request like any other, for the weights before it.
 */

import { become, waits } from '../access/change-words.ts';
import { mayUndo } from '../access/rules.ts';
import { whyApproval } from '../access/undoing.ts';
import { hasSameSides } from '../canary/drift.ts';
import { changeId, loadChange, stepChange } from '../changes.ts';
import { UserError } from '../errors.ts';
import { code, type Report } from '../report.ts';
import { readSlot } from '../slots.ts';
import { asCanary, type CanaryChange, placeOf, routeName, sharesOf } from './canary-change.ts';
import {
  actorFor,
  changeFor,
  deskOf,
  lineOf,
  mustBeSeen,
  namedIn,
  rulesOf,
} from './canary-desk.ts';
import { execute } from './canary-execute.ts';
import { followUp } from './canary-follow.ts';
import { statusLine } from './canary-lines.ts';
import { type Looked, lookAgain, planOf } from './canary-look.ts';
import { describeOutcome } from './canary-outcome.ts';
import { mustBeFree, mustBeReady } from './canary-refusals.ts';
import { requestChange } from './canary-request.ts';
import type { Terms } from './canary-shapes.ts';
import { openHeld } from './canary-slot.ts';
import type { Desk, Request } from './command.ts';
import { sendExpiry } from './expire-job.ts';

type UndoRequest = Request<{ change: string; reason?: string | undefined }>;

export async function runUndo(request: UndoRequest): Promise<Report> {
  const { desk } = deskOf(request);
  mustBeSeen(request);
  const again = await loadChange(desk.store, changeId(request.job.id));
  if (again?.approvals.needed === 0) return carryOut(request, desk, asCanary(again));
  const first = await changeFor(request, desk, request.args.change);
  mustBeWritten(request, first, desk.now().toISOString());
  const looked = await lookNow(request, first);
  const why = again ? 'asked' : await whyNotAlone(request, desk, first, looked);
  if (why === undefined) return alone(request, desk, first, looked);
  const { reason = `undo of ${first.id}` } = request.args;
  const wish = { looked, after: first.plan.before, isDespiteGitOps: isDespite(first), reason };
  return requestChange(request, { ...wish, undoOf: first.id, ...(!again && { why }) });
}

/** @throws UserError refused: what was not written cannot be undone */
function mustBeWritten(request: UndoRequest, change: CanaryChange, now: string): void {
  const { id, state, outcome } = change;
  if (outcome?.kind === 'applied' || outcome?.kind === 'unclear') return;
  const isWaiting = state === 'waiting';
  throw new UserError('refused', {
    what: `There is nothing to undo: ${isWaiting ? waits(change, now) : become(change, now)}`,
    hint: isWaiting
      ? `Whoever asked for it takes it back with ${code(`cancel ${id}`)}.`
      : `${code(`history ${id}`)} tells all that happened to it.`,
    suggestions: [isWaiting ? lineOf('cancel', change) : `history ${id}`],
    people: namedIn(rulesOf(request), change),
  });
}

const isDespite = ({ approvals }: CanaryChange) => (approvals.terms as Terms).isDespiteGitOps;

/** @throws UserError refused: there is nothing left whose weights could be set back */
async function lookNow(request: UndoRequest, first: CanaryChange): Promise<Looked> {
  const { id, plan } = first;
  const { looked } = await lookAgain(request.cluster, plan);
  if (looked && hasSameSides(looked.route, plan.route)) return looked;
  throw new UserError('refused', {
    what: `${routeName(plan.route)} is not what it was when ${code(id)} was written: its weights cannot simply be set back.`,
    hint: 'Look at it, and ask for the share that you want.',
    suggestions: [statusLine(first)],
  });
}

async function whyNotAlone(
  request: UndoRequest,
  desk: Desk,
  first: CanaryChange,
  { route }: Looked,
): Promise<string | undefined> {
  const { person, channel } = deskOf(request);
  const { last } = await readSlot(desk.store, first);
  const live = {
    uid: route.object.uid,
    place: route.place,
    weights: route.sides.map(({ weight }) => weight),
  };
  const why = whyApproval(first, person, last, live, desk.now().toISOString());
  if (why !== undefined) return why;
  if (route.rule !== first.plan.route.rule) return `the rule there is ${route.rule} now`;
  const rules = rulesOf(request);
  const actor = await actorFor({ desk, rules }, person, channel);
  const { before, after } = sharesOf(first.plan);
  const shares = { before: after, after: before };
  const verdict = mayUndo(actor, placeOf(first.cluster, route), shares, rules);
  return verdict.isAllowed ? undefined : verdict.what;
}

async function alone(
  request: UndoRequest,
  desk: Desk,
  first: CanaryChange,
  looked: Looked,
): Promise<Report> {
  mustBeFree(looked, first.plan.before);
  mustBeReady(looked, first.plan.before);
  const change = undoing(request, desk, first, looked);
  return carryOut(request, desk, await openHeld(desk, change));
}

/** Minutes in which it has to begin. */
const promptMinutes = 5;

function undoing(
  request: UndoRequest,
  desk: Desk,
  first: CanaryChange,
  looked: Looked,
): CanaryChange {
  const { person, channel } = deskOf(request);
  const plan = planOf(request.cluster.name, looked, first.plan.before);
  const now = desk.now();
  const terms: Terms = { isDespiteGitOps: isDespite(first) };
  const { version, cluster, object, target } = first;
  return {
    version,
    id: changeId(request.job.id),
    cluster,
    object,
    target,
    requester: person,
    channel,
    reason: request.args.reason ?? `undo of ${first.id}`,
    requestedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + promptMinutes * 60_000).toISOString(),
    approvals: { needed: 0, given: [], terms },
    plan,
    hash: plan.hash,
    undoOf: first.id,
    state: 'waiting',
  };
}

async function carryOut(request: UndoRequest, desk: Desk, opened: CanaryChange): Promise<Report> {
  const { id: job } = request.job;
  const at = desk.now().toISOString();
  const { change } = await stepChange(desk.store, opened.id, { kind: 'begin', at, job });
  const begun = await followUp(desk, asCanary(change));
  if (begun.state !== 'ended') await sendExpiry(request, desk, begun);
  const isOurs = begun.state === 'approved' && begun.executor === job;
  const ended = isOurs ? await execute({ request, desk, change: begun }) : begun;
  const first = await loadChange(desk.store, ended.undoOf ?? '');
  return describeOutcome(request, ended, desk.now().toISOString(), first && asCanary(first));
}
