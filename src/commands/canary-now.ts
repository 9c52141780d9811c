/** What has to hold still at the moment of the write: the rights of all concerned, and ready endpoints. */
import { mayApprove, mayChange, mayUndo } from '../access/rules.ts';
import { placeOf, sharesOf } from './canary-change.ts';
import { actorFor, rulesOf } from './canary-desk.ts';
import type { Execution, Terms } from './canary-shapes.ts';

/** @returns who may not do any more what they did, in a sentence; user groups are asked for anew */
export async function rightsNow({ request, desk, change }: Execution): Promise<string | undefined> {
  const rules = rulesOf(request);
  const place = placeOf(change.cluster, change.plan.route);
  const { approvals, isDespiteGitOps } = change.approvals.terms as Terms;
  const actor = (person: typeof change.requester, channel = change.channel) =>
    actorFor({ desk, rules }, person, channel, true);
  const requester = await actor(change.requester);
  const wish = { ...sharesOf(change.plan), reason: change.reason, isDespiteGitOps };
  const own = approvals
    ? mayChange(requester, place, wish, rules)
    : mayUndo(requester, place, wish, rules);
  if (!own.isAllowed) return own.what;
  if (!approvals) return undefined;
  for (const { by, channel } of change.approvals.given) {
    const other = mayApprove(await actor(by, channel), place, approvals, change.requester, rules);
    if (!other.isAllowed) return other.what;
  }
  return undefined;
}
