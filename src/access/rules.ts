/**
 * Who may read, change and approve what, by the rules of the configuration. Rules only add up: what
 * none of them gives, nobody may, and none takes away what another gives.
 */
import type { PolicyRule } from '../policy-rule.ts';
import { code } from '../report.ts';
import { mayBeSame } from './approval.ts';
import { approvalsOf, canBeApproved, countsFor } from './approvers.ts';
import type { Person } from './change.ts';
import { allowsDespiteGitOps, hasReason, withinShare } from './limits.ts';
import { decide } from './trying.ts';
import type { Actor, Approvals, RoutePlace, Verdict, Wish } from './verdict.ts';
import { holdsAt, holdsIn, placeWords } from './where.ts';
import { gives, isFor, whoWords } from './who.ts';

export { hasApprover } from './approvers.ts';
export type { Actor, Approvals, RoutePlace, Tried, Verdict, Wish } from './verdict.ts';

type Rules = readonly PolicyRule[];

/**
 * Whether the change may be asked for; the rule that says so decides which approvals it needs. One
 * whose approvals nobody could give allows nothing: nobody waits for what cannot come.
 * @param isStepFree the share before is not known; only the one after counts
 */
export function mayChange(
  actor: Actor,
  place: RoutePlace,
  wish: Wish,
  rules: Rules,
  options: { isStepFree?: boolean } = {},
): Verdict & { approvals?: Approvals } {
  const doing = `shift traffic of ${placeWords(place)}`;
  const verdict = decide(
    rules,
    [
      gives('canary', doing),
      holdsAt(place, doing),
      isFor(actor, doing),
      canBeApproved(place, actor, rules),
      allowsDespiteGitOps(wish),
      withinShare(wish, options),
      hasReason(wish),
    ],
    givesIt,
  );
  const rule = verdict.isAllowed && rules.find(({ name }) => name === verdict.rule);
  return rule ? { ...verdict, approvals: approvalsOf(rule) } : verdict;
}

/**
 * Whether somebody may take back their own last change at once: the right has to be there still, and
 * the share it leads back to within its limit. How large a step that is, is not asked: it was made once.
 */
export function mayUndo(
  actor: Actor,
  place: RoutePlace,
  wish: Pick<Wish, 'before' | 'after'>,
  rules: Rules,
): Verdict {
  const doing = `shift traffic of ${placeWords(place)}`;
  return decide(
    rules,
    [
      gives('canary', doing),
      holdsAt(place, doing),
      isFor(actor, doing),
      withinShare(wish, { isStepFree: true }),
    ],
    givesIt,
  );
}

/** Never the requester, whatever the rules say. */
export function mayApprove(
  actor: Actor,
  place: RoutePlace,
  approvals: Approvals,
  requester: Person,
  rules: Rules,
): Verdict {
  const doing = `approve changes of ${placeWords(place)}`;
  if (mayBeSame(actor, requester)) {
    return {
      isAllowed: false,
      what: 'Nobody approves what they asked for themselves.',
      hint: `Ask somebody else who may approve it; ${code('cancel')} takes it back.`,
      trail: [],
    };
  }
  return decide(
    rules,
    [
      gives('approve', doing),
      holdsAt(place, doing),
      isFor(actor, doing),
      countsFor(approvals, actor),
    ],
    givesIt,
  );
}

/** As long as no rule speaks of reading, whoever is answered at all may read. */
export function mayRead(actor: Actor, cluster: string, rules: Rules): Verdict {
  const doing = `read the cluster ${code(cluster)}`;
  if (!rules.some(({ may }) => may.includes('read'))) {
    return { isAllowed: true, rule: 'slack.channels', trail: [] };
  }
  return decide(
    rules,
    [gives('read', doing), holdsIn(cluster, doing), isFor(actor, doing)],
    givesIt,
  );
}

const givesIt = ({ who }: PolicyRule) => `gives it to ${whoWords(who)}`;

/** The user groups worth asking Slack for. */
export function groupsIn(rules: Rules): string[] {
  const all = rules.flatMap(({ who, approvals }) => [who, approvals.from ?? {}]);
  return [...new Set(all.flatMap(({ groups = [] }) => groups))];
}
