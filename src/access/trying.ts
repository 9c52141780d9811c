/**
 * Rules are tried in their order against the same hurdles, and the first that takes them all decides.
 * Where none does, those that got furthest were meant: the hurdle they stopped at says why not.
 */
import type { PolicyRule } from '../policy-rule.ts';
import type { Tried, Verdict, Words } from './verdict.ts';

export interface Hindrance {
  /** Goes on after the rule's name. */
  why: string;
  unread?: readonly string[];
}

export interface Missed extends Hindrance {
  rule: PolicyRule;
}

export interface Hurdle {
  /** undefined: not this rule. */
  hinders(rule: PolicyRule): Hindrance | undefined;
  /** @param missed the rules that got this far and no further, in their order; none: there are no rules */
  refuse(missed: readonly Missed[]): Words;
}

interface Attempt {
  rule: PolicyRule;
  /** How many hurdles it took. */
  passed: number;
  hindrance?: Hindrance;
}

/** @param fitting what to say of a rule that fits; goes on after its name */
export function decide(
  rules: readonly PolicyRule[],
  hurdles: readonly [Hurdle, ...Hurdle[]],
  fitting: (rule: PolicyRule) => string,
): Verdict {
  const attempts = rules.map((rule) => attempt(rule, hurdles));
  const trail = attempts.map((one) => triedOf(one, fitting));
  const first = attempts.find(({ hindrance }) => !hindrance);
  if (first) return { isAllowed: true, rule: first.rule.name, trail };
  const furthest = Math.max(0, ...attempts.map(({ passed }) => passed));
  const missed = attempts.flatMap(({ rule, passed, hindrance }) =>
    hindrance && passed === furthest ? [{ rule, ...hindrance }] : [],
  );
  const hurdle = hurdles[furthest] ?? hurdles[0];
  return { isAllowed: false, ...hurdle.refuse(missed), trail };
}

function attempt(rule: PolicyRule, hurdles: readonly Hurdle[]): Attempt {
  for (const [passed, hurdle] of hurdles.entries()) {
    const hindrance = hurdle.hinders(rule);
    if (hindrance) return { rule, passed, hindrance };
  }
  return { rule, passed: hurdles.length };
}

function triedOf({ rule, hindrance }: Attempt, fitting: (rule: PolicyRule) => string): Tried {
  if (!hindrance) return { rule: rule.name, fits: true, why: fitting(rule) };
  const { why, unread } = hindrance;
  return { rule: rule.name, fits: false, why, ...(unread && { unread }) };
}
