/** What the rules say to one question about a person, where it may depend on what is not known. */
import { type Actor, groupsIn, type Verdict } from '../access/rules.ts';
import { list } from '../access/who.ts';
import { oneOf } from '../network/nearest.ts';
import type { PolicyRule, Right } from '../policy-rule.ts';
import { code, type Mark, type Section } from '../report.ts';

export interface Answer<V extends Verdict = Verdict> {
  is: 'yes' | 'no' | 'depends';
  /** As it is known. */
  verdict: V;
  /** As it would be if the person were in every user group of which it is not known. */
  best: V;
  /** Where it depends: of each list, the person has to be in one group. */
  needs: readonly (readonly string[])[];
}

type Judge<V> = (actor: Actor) => V;

/** @param judge what the rules say of a person; more groups never make it less */
export function answerOf<V extends Verdict>(
  actor: Actor,
  rules: readonly PolicyRule[],
  judge: Judge<V>,
): Answer<V> {
  const verdict = judge(actor);
  const open = groupsIn(rules).filter((id) => actor.groups.get(id) === undefined);
  const best = judge(within(actor, open));
  if (verdict.isAllowed || !best.isAllowed) {
    return { is: verdict.isAllowed ? 'yes' : 'no', verdict, best, needs: [] };
  }
  return { is: 'depends', verdict, best, needs: needsOf(actor, best.rule, judge) };
}

/** What the rule stops at for want of a group, then what it stops at with it, until it fits. */
function needsOf(actor: Actor, rule: string, judge: Judge<Verdict>): string[][] {
  const { unread = [] } = judge(actor).trail.find((tried) => tried.rule === rule) ?? {};
  if (unread.length === 0) return [];
  return [[...unread], ...needsOf(within(actor, unread), rule, judge)];
}

function within(actor: Actor, more: readonly string[]): Actor {
  const added = more.map((id) => [id, true] as const);
  return { ...actor, groups: new Map([...actor.groups, ...added]) };
}

const marks: Record<Answer['is'], Mark> = { yes: 'ok', no: 'problem', depends: 'unknown' };

/** The answer, and under it how every rule that gives the right stands to it. */
export function answerSection(
  title: string,
  answer: Answer,
  { user, rules, right }: { user: string; rules: readonly PolicyRule[]; right: Right },
): Section {
  const giving = rules.filter(({ may }) => may.includes(right)).map(({ name }) => name);
  const others = rules.map(({ name }) => name).filter((name) => !giving.includes(name));
  const tried = answer.verdict.trail.filter(({ rule }) => giving.includes(rule));
  const items = [
    { mark: marks[answer.is], text: sentence(answer, user) },
    ...tried.map(({ rule, fits, why, unread }) => ({
      mark: fits ? ('ok' as const) : unread ? ('unknown' as const) : ('skipped' as const),
      text: `${code(rule)} ${unread ? `counts if ${code(user)} is in ${oneOf(unread)}` : why}`,
    })),
    ...(tried.length > 0 && others.length > 0
      ? [
          {
            mark: 'skipped' as const,
            text: `${list(others)} ${others.length > 1 ? 'give' : 'gives'} other rights`,
          },
        ]
      : []),
  ];
  return { kind: 'marks', title, items };
}

function sentence({ verdict, best, needs }: Answer, user: string): string {
  if (verdict.isAllowed) {
    return verdict.trail.length > 0
      ? `Yes, ${code(verdict.rule)} allows it.`
      : 'Yes: no rule speaks of reading, so that whoever is answered may read.';
  }
  // With the person in every group the rest is told that stands in the way, which no group mends.
  if (!best.isAllowed) return `No. ${best.what} ${best.hint}`;
  const groups = needs.map((some) => `in ${oneOf(some)}`).join(' and ');
  return `Only if ${code(user)} is ${groups}: then ${code(best.rule)} allows it.`;
}
