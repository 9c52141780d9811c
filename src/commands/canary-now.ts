/** What has to hold still at the moment of the write: the rights of all concerned, and ready endpoints. */
import { mayApprove, mayChange, mayUndo } from '../access/rules.ts';
import type { Approvals, Verdict } from '../access/verdict.ts';
import { otherGains } from '../canary/gains.ts';
import { code, count } from '../report.ts';
import { placeOf, sharesOf } from './canary-change.ts';
import { actorFor, canaryNames, rulesOf } from './canary-desk.ts';
import type { Execution, Terms } from './canary-shapes.ts';

/** @returns who may not do any more what they did, in a sentence; user groups are asked for anew */
export async function rightsNow({ request, desk, change }: Execution): Promise<string | undefined> {
  const rules = rulesOf(request);
  const place = placeOf(change.cluster, change.plan.route);
  const { approvals, isDespiteGitOps } = change.approvals.terms as Terms;
  const actor = (person: typeof change.requester, channel = change.channel) =>
    actorFor({ desk, rules }, person, channel, true);
  const requester = await actor(change.requester);
  const others = otherGains(change.plan, change.plan.after, canaryNames(request));
  const wish = { ...sharesOf(change.plan), others, reason: change.reason, isDespiteGitOps };
  const own: Verdict & { approvals?: Approvals } = approvals
    ? mayChange(requester, place, wish, rules)
    : mayUndo(requester, place, wish, rules);
  if (!own.isAllowed) return own.what;
  if (!approvals) return undefined;
  const { given } = change.approvals;
  const approvers = await Promise.all(given.map(({ by, channel }) => actor(by, channel)));
  // Who asked may be allowed to by another rule than then, which takes more.
  const missing = [approvals, own.approvals ?? approvals].map((terms) => {
    const verdicts = approvers.map((one) => mayApprove(one, place, terms, change.requester, rules));
    return missingOf(terms, verdicts);
  });
  return missing.find((words) => words !== undefined);
}

function missingOf(terms: Approvals, verdicts: readonly Verdict[]): string | undefined {
  const refused = verdicts.flatMap((one) => (one.isAllowed ? [] : [one.what]));
  if (verdicts.length - refused.length >= terms.count) return undefined;
  return refused[0] ?? `By ${code(terms.rule)} it takes ${count(terms.count, 'approval')} now.`;
}
