/**
 * Runs a checklist over what was read so far, in the order of the packet's way. What could not be read
 * makes a check unknown, never ok and never a problem; what is not read yet leaves it pending.
 */
import { causes } from './causes.ts';
import type { Check, Finding, View } from './check.ts';
import { sources } from './sources/registry.ts';
import type { Facts, Open, SourceName } from './sources/source.ts';
import type { Target } from './target.ts';

export type Judged = {
  check: Check;
  /** The Service it speaks of, where the question was about something in front of it. */
  of?: string;
} & (
  | { status: 'pending' }
  | (Finding & {
      /** The root cause this follows from. */
      consequenceOf?: string;
      /** Why it is unknown, where a read failed. */
      open?: readonly Open[];
      /** What it would have liked to see too, and could not be read. */
      without?: readonly Open[];
      /** Only optional rights were missing: nothing is in doubt. */
      isOptional?: true;
    })
);

export function judge(checks: readonly Check[], facts: Facts, target: Target): Judged[] {
  return withCauses(checks.map((check) => judgeOne(check, facts, target)));
}

function judgeOne(check: Check, facts: Facts, target: Target): Judged {
  const judged = judgeAlone(check, facts, target);
  return check.isAside && judged.status === 'unknown' ? { ...judged, isOptional: true } : judged;
}

function judgeAlone(check: Check, facts: Facts, target: Target): Judged {
  const { needs, wants = [] } = check;
  if ([...needs, ...wants].some((name) => !facts[name])) return { check, status: 'pending' };
  const failed = needs.filter((name) => (facts[name]?.gaps ?? []).length > 0);
  if (failed.length > 0) return { check, ...unread(failed, facts) };
  const isReadable = (name: SourceName) => facts[name]?.gaps.length === 0;
  const readable = wants.filter(isReadable);
  const lost = wants.filter((name) => !isReadable(name)).flatMap((name) => facts[name]?.gaps ?? []);
  const seen = [...needs, ...readable].map((name) => [name, facts[name]] as const);
  const view = Object.fromEntries(seen) as View<never, SourceName>;
  return { check, ...check.run(view, target), ...(lost.length > 0 && { without: lost }) };
}

function unread(failed: readonly SourceName[], facts: Facts) {
  const open = failed.flatMap((name) => facts[name]?.gaps ?? []);
  const isOptional = failed.every((name) => sources[name].isOptional);
  const [first] = open;
  const summary = first?.permission
    ? 'not known: a right to read it is missing'
    : `not known: ${first?.message ?? 'it could not be read'}`;
  return { status: 'unknown', summary, open, ...(isOptional && { isOptional }) } as const;
}

/**
 * A problem that another one accounts for is its consequence; where causes have causes, the first.
 * Lists that were judged apart are linked by it: what a backend has may account for what stands in
 * front of it, but not for another backend's troubles.
 */
export function withCauses(all: readonly Judged[]): Judged[] {
  const problems = all.filter(({ status }) => status === 'problem');
  const rootOf = (one: Judged): string | undefined => {
    const cause = problems.find((other) => other !== one && accountsFor(other, one));
    return cause && (rootOf(cause) ?? cause.check.id);
  };
  return all.map((one) => {
    if (one.status !== 'problem' && one.status !== 'warning') return one;
    const consequenceOf = rootOf(one);
    return consequenceOf === undefined ? one : { ...one, consequenceOf };
  });
}

function accountsFor(cause: Judged, effect: Judged): boolean {
  if (effect.status !== 'problem' && effect.status !== 'warning') return false;
  if (effect.of !== undefined && effect.of !== cause.of) return false;
  const allowed = causes[effect.check.id] ?? [];
  return (effect.causedBy ?? allowed).includes(cause.check.id);
}

/** Problems that nothing else accounts for, in the order of the way. */
export function rootCauses(all: readonly Judged[]) {
  return all.flatMap((one) => (one.status === 'problem' && !one.consequenceOf ? [one] : []));
}
