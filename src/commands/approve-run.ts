/** What `approve` does: one step in the store; whose step completes the approvals carries it out. */
import { missingApprovals } from '../access/approval.ts';
import { become } from '../access/change-words.ts';
import { mayApprove } from '../access/rules.ts';
import type { Approvals } from '../access/verdict.ts';
import { loadChange, stepChange } from '../changes.ts';
import { UserError } from '../errors.ts';
import { code, count, type Report } from '../report.ts';
import { asCanary, type CanaryChange, placeOf } from './canary-change.ts';
import { actorFor, changeFor, deskOf, mustBeSeen, namedIn, rulesOf } from './canary-desk.ts';
import { execute } from './canary-execute.ts';
import { followUp } from './canary-follow.ts';
import { describeNoStep, describeOutcome, describeStep } from './canary-outcome.ts';
import type { Terms } from './canary-shapes.ts';
import type { Desk, Request } from './command.ts';
import { sendExpiry } from './expire-job.ts';

export async function runApprove(request: Request<{ change: string }>): Promise<Report> {
  const { desk, person, channel } = deskOf(request);
  mustBeSeen(request);
  const { id: job } = request.job;
  const asked = await changeFor(request, desk, request.args.change);
  // An earlier delivery of this Job came further: what the rules say of the click is decided.
  if (asked.executor !== job) await mustBeAllowed(request, desk, asked);
  const at = desk.now().toISOString();
  const event = { kind: 'approve', by: person, at, job, hash: asked.hash, channel } as const;
  const stepped = await stepChange(desk.store, asked.id, event);
  const change = await followUp(desk, asCanary(stepped.change));
  if (change.executor === job) return carriedOut(request, desk, change);
  if (!stepped.isChanged) return describeNoStep(request, change, stepped.words, at);
  if (change.outcome) return describeNoStep(request, change, become(change, at), at);
  const { user } = person;
  const words = `${code(user)} approved ${code(change.id)}: it needs ${count(missingApprovals(change), 'more approval')}`;
  return describeStep(request, change, words, at);
}

/** @throws UserError refused */
export async function mustBeAllowed(
  request: Request<unknown>,
  desk: Desk,
  change: CanaryChange,
): Promise<void> {
  const { person, channel } = deskOf(request);
  const rules = rulesOf(request);
  const { approvals } = change.approvals.terms as Terms;
  const actor = await actorFor({ desk, rules }, person, channel);
  const place = placeOf(change.cluster, change.plan.route);
  const verdict = mayApprove(actor, place, approvals ?? anybodys, change.requester, rules);
  if (!verdict.isAllowed)
    throw new UserError('refused', { ...verdict, people: namedIn(rules, change) });
}

/** Of an undo, which needs none: whoever may approve at all. */
const anybodys: Approvals = {
  count: 1,
  expiresAfterMinutes: 15,
  isReasonRequired: false,
  rule: '',
};

async function carriedOut(
  request: Request<unknown>,
  desk: Desk,
  change: CanaryChange,
): Promise<Report> {
  if (change.state !== 'ended') await sendExpiry(request, desk, change);
  const ended = change.state === 'ended' ? change : await execute({ request, desk, change });
  const first = ended.undoOf === undefined ? undefined : await loadChange(desk.store, ended.undoOf);
  return describeOutcome(request, ended, desk.now().toISOString(), first && asCanary(first));
}
