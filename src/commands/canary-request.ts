/**
 * Asks for a change: every reason against it is told before anybody else is troubled. Then it is kept
 * under an id that every delivery of the Job finds again, and shown to those who approve.
 */

import type { Change } from '../access/change.ts';
import { mayChange } from '../access/rules.ts';
import type { Approvals } from '../access/verdict.ts';
import { otherGains } from '../canary/gains.ts';
import { shareOf } from '../canary/share.ts';
import { changeId, loadChange } from '../changes.ts';
import { UserError } from '../errors.ts';
import type { Report } from '../report.ts';
import { alreadyThere } from './canary-already.ts';
import { asCanary, type CanaryChange, objectKey, placeOf } from './canary-change.ts';
import { actorFor, canaryNames, deskOf, mustBeSeen, namedIn, rulesOf } from './canary-desk.ts';
import { followUp } from './canary-follow.ts';
import { planOf } from './canary-look.ts';
import { mustBeSound } from './canary-refusals.ts';
import { describeRequest } from './canary-requested.ts';
import type { Terms, Wish } from './canary-shapes.ts';
import { holdSlot, openHeld } from './canary-slot.ts';
import { mustBeWritable } from './canary-trial.ts';
import type { Desk, Request } from './command.ts';
import { sendExpiry } from './expire-job.ts';

export async function requestChange(request: Request<unknown>, wish: Wish): Promise<Report> {
  const { desk, person, channel } = deskOf(request);
  const again = await loadChange(desk.store, changeId(request.job.id));
  // An earlier delivery of this Job got as far as that; whatever became of it, it is the answer.
  if (again) return answer(request, desk, asCanary(again), wish);
  mustBeSeen(request);
  const already = alreadyThere(request, wish);
  if (already) return already;
  const approvals = await approvalsFor(request, desk, wish);
  mustBeSound(wish);
  const change = newChange(request, wish, { desk, person, channel, approvals });
  await mustBeWritable(request.cluster, change.plan);
  return answer(request, desk, await openHeld(desk, change), wish);
}

async function answer(
  request: Request<unknown>,
  desk: Desk,
  change: CanaryChange,
  wish: Wish,
): Promise<Report> {
  await followUp(desk, change);
  if (change.state === 'waiting') {
    await holdSlot(desk, change);
    await sendExpiry(request, desk, change);
  }
  return describeRequest(request, { change, wish, now: desk.now().toISOString() });
}

/** @throws UserError refused */
async function approvalsFor(
  request: Request<unknown>,
  desk: Desk,
  { looked, after, reason, isDespiteGitOps }: Wish,
): Promise<Approvals> {
  const { person, channel } = deskOf(request);
  const rules = rulesOf(request);
  const { route, canary } = looked;
  const before = route.sides.map(({ weight }) => weight);
  const shares = { before: shareOf(before, canary), after: shareOf(after, canary) };
  const actor = await actorFor({ desk, rules }, person, channel);
  const place = placeOf(request.cluster.name, route);
  const others = otherGains(looked, after, canaryNames(request));
  const verdict = mayChange(actor, place, { ...shares, others, reason, isDespiteGitOps }, rules);
  if (!verdict.isAllowed) throw new UserError('refused', { ...verdict, people: namedIn(rules) });
  if (!verdict.approvals) throw new Error(`the rule ${verdict.rule} does not say what approvals`);
  return verdict.approvals;
}

interface Asked {
  desk: Desk;
  person: Change['requester'];
  channel: string;
  approvals: Approvals;
}

function newChange(
  request: Request<unknown>,
  { looked, after, isDespiteGitOps, reason, undoOf }: Wish,
  { desk, person, channel, approvals }: Asked,
): CanaryChange {
  const plan = planOf(request.cluster.name, looked, after);
  const now = desk.now();
  const terms: Terms = { approvals, isDespiteGitOps };
  const { namespace, name } = looked.route.object;
  return {
    version: 1,
    id: changeId(request.job.id),
    cluster: request.cluster.name,
    object: objectKey(looked.route),
    target: `${namespace}/${name}`,
    requester: person,
    channel,
    ...(reason !== undefined && { reason }),
    requestedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + approvals.expiresAfterMinutes * 60_000).toISOString(),
    approvals: { needed: approvals.count, given: [], terms },
    plan,
    hash: plan.hash,
    ...(undoOf !== undefined && { undoOf }),
    state: 'waiting',
  };
}
