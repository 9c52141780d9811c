/** Who is left to approve a change, and whether that is enough. */
import { mostOf } from '../people.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { code, count } from '../report.ts';
import type { Person } from './change.ts';
import type { Hurdle } from './trying.ts';
import type { Actor, Approvals, RoutePlace } from './verdict.ts';
import { isAt, placeWords } from './where.ts';
import { type Among, amongst, peopleWords, unknown, unreadWords, whoWords } from './who.ts';

/** What a rule that gives `canary` asks for. */
export function approvalsOf({ name, approvals }: PolicyRule): Approvals {
  const { count, expiresAfterMinutes, reasonRequired, from } = approvals;
  return {
    count,
    expiresAfterMinutes,
    isReasonRequired: reasonRequired,
    rule: name,
    ...(from && { from }),
  };
}

/**
 * Whether there can be enough people to approve, none of them the requester. Who is in a user group is
 * not known here: one that may approve is taken to have enough members.
 */
export function hasApprover(
  place: RoutePlace,
  approvals: Pick<Approvals, 'count' | 'from'>,
  requester: Person,
  rules: readonly PolicyRule[],
): boolean {
  const named = approversAt(place, rules).map(({ who }) => who);
  return mostOf(named, approvals.from, requester.user) >= approvals.count;
}

/** The rules that give the right to approve there. */
export function approversAt(place: RoutePlace, rules: readonly PolicyRule[]): PolicyRule[] {
  return rules.filter((rule) => rule.may.includes('approve') && isAt(rule, place));
}

/** "members of `S0123ABCD`", and of those which ones count here. */
export function approverWords(
  place: RoutePlace,
  { from }: Pick<Approvals, 'from'>,
  rules: readonly PolicyRule[],
): string {
  const all = [...new Set(approversAt(place, rules).map(({ who }) => whoWords(who)))].join('; ');
  const counting = from ? peopleWords(from) : all;
  return counting === all ? all : `${all}; of these count ${counting}`;
}

export function canBeApproved(
  place: RoutePlace,
  requester: Person,
  rules: readonly PolicyRule[],
): Hurdle {
  const needs = (rule: PolicyRule) => count(rule.approvals.count, 'approval');
  return {
    hinders(rule) {
      if (hasApprover(place, approvalsOf(rule), requester, rules)) return undefined;
      return { why: `needs ${needs(rule)}, and nobody is named who may give as many` };
    },
    refuse: ([first]) => ({
      what: `Nobody could approve this: ${first ? `${code(first.rule.name)} needs ${needs(first.rule)}, and ` : ''}too few people beside ${code(requester.user)} may approve changes of ${placeWords(place)}.`,
      hint: `Whoever runs Portolan can name them: a rule with ${code('may: [approve]')}.`,
    }),
  };
}

/** Whether an approval of the actor is one of those that a change needs. */
export function countsFor({ from, rule }: Approvals, actor: Actor): Hurdle {
  const { is, unread } = from ? amongst(actor, from) : everybody;
  const hindrances = {
    yes: undefined,
    no: { why: 'gives it, but this change needs approvals of others' },
    unknown: { why: `gives it, but ${unknown(actor, unread)}`, unread },
  };
  return {
    hinders: () => hindrances[is],
    refuse: () =>
      is === 'unknown'
        ? unreadWords(actor, unread)
        : {
            what: `${code(actor.user)} may approve here, but what ${code(rule)} lets people ask for needs others.`,
            hint: `Approvals of these count: ${peopleWords(from ?? {})}.`,
          },
  };
}

const everybody: Among = { is: 'yes', unread: [] };
