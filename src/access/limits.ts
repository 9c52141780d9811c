/** How far a rule lets somebody go: the canary's share, the step to it, GitOps, and a reason. */
import type { PolicyRule } from '../policy-rule.ts';
import { code } from '../report.ts';
import type { Hurdle } from './trying.ts';
import type { Gain, Wish, Words } from './verdict.ts';
import { list, namesOf } from './who.ts';

/** In percent: shares are quotients, and 70 % less 50 % of them is not quite 20 points. */
const tolerance = 1e-9;

/**
 * Whoever raises the canary's share is bound. Lowering it is the way back to what was trusted before,
 * and nobody is to be held up on it: as long as it is the canary that is lowered, and no other one gains.
 * @param isStepFree only the share counts
 */
export function withinShare(
  { before, after, others = [] }: Pick<Wish, 'before' | 'after' | 'others'>,
  { isStepFree = false },
): Hurdle {
  const missedBy = (rule: PolicyRule): Miss | undefined =>
    [{ before, after }, ...others]
      .map((raise) => ({ raise, most: mostFrom(raise, rule, isStepFree) }))
      .find(({ raise, most }) => !isWithin(raise, most, rule));
  return {
    hinders(rule) {
      const miss = missedBy(rule);
      return miss && { why: `${allows(rule, miss.most)}${why(miss)}` };
    },
    refuse(missed) {
      const rules = missed.flatMap(({ rule }) => {
        const miss = missedBy(rule);
        return miss ? [{ rule, ...miss }] : [];
      });
      const [first] = rules.toSorted((a, b) => b.most.share - a.most.share);
      if (!first) return { what: 'No rule allows that much.', hint: 'Ask for less.' };
      return tooMuch(first.rule, first);
    },
  };
}

type Raise = Pick<Wish, 'before' | 'after'> | Gain;

interface Miss {
  raise: Raise;
  most: Most;
}

interface Most {
  /** Percent. */
  share: number;
  /** It is the step that ends there. */
  isStep: boolean;
}

function mostFrom({ before }: Raise, { limits }: PolicyRule, isStepFree: boolean): Most {
  const { maximumWeight: weight = 100, maximumStep } = limits;
  const step = isStepFree || maximumStep === undefined ? 100 : before * 100 + maximumStep;
  return { share: Math.min(weight, step), isStep: step < weight };
}

function isWithin(raise: Raise, most: Most, { limits: { maximumWeight = 100 } }: PolicyRule) {
  const { before, after } = raise;
  // What has more than a canary may have is none, unless it is called one.
  const isStable =
    'name' in raise && !raise.isCalledCanary && before * 100 > maximumWeight + tolerance;
  // Put so that what is no number counts as a raise, and as too much.
  return isStable || after <= before || after * 100 <= most.share + tolerance;
}

function allows({ limits }: PolicyRule, { share, isStep }: Most): string {
  return isStep
    ? `allows at most ${limits.maximumStep} points in one step: up to ${percent(share)} from here`
    : `allows the canary at most ${percent(share)}`;
}

/** Why somebody else than whom they called the canary is held to it. */
function why({ raise }: Miss): string {
  if (!('name' in raise)) return '';
  const name = code(raise.name);
  return raise.isCalledCanary
    ? `, and ${name}, which is called a canary, would get ${percent(raise.after * 100)}`
    : `, and ${name}, which may be the canary as well, would get ${percent(raise.after * 100)}`;
}

function tooMuch(rule: PolicyRule, miss: Miss): Words {
  const { raise, most } = miss;
  const before = raise.before * 100;
  return {
    what: `${code(rule.name)} ${allows(rule, most)}${why(miss)}.`,
    hint: 'name' in raise ? otherHint(raise) : hintFor(most, before),
  };
}

function hintFor(most: Most, before: number): string {
  return most.share > before + tolerance
    ? `Ask for ${percent(most.share)} or less${most.isStep ? '; the next step can follow' : ''}.`
    : `The canary gets ${percent(before)} now; from here it can only be lowered.`;
}

function otherHint({ name, isCalledCanary }: Gain): string {
  return isCalledCanary
    ? `Ask for its share: ${code(`--canary ${name}`)}.`
    : `Go in smaller steps. Whoever runs Portolan can say in ${code('canary.names')} what canaries are called: then it is known which side is the canary.`;
}

/** Never more than it is: whoever asks for what is shown gets it. */
export function percent(value: number): string {
  return code(`${Math.floor(value * 10_000 + tolerance * 10_000) / 10_000}%`);
}

export function allowsDespiteGitOps({ isDespiteGitOps }: Wish): Hurdle {
  return {
    hinders: ({ limits }) =>
      isDespiteGitOps && !limits.despiteGitOps
        ? { why: 'does not allow what GitOps or Helm will revert' }
        : undefined,
    refuse: () => ({
      what: 'No rule allows you to change what GitOps or Helm will revert.',
      hint: `Change the weight where they take it from. Whoever runs Portolan can allow it: ${code('limits.despiteGitOps')} of the rule.`,
    }),
  };
}

export function hasReason({ reason }: Wish): Hurdle {
  return {
    hinders: ({ approvals }) =>
      approvals.reasonRequired && !reason?.trim() ? { why: 'wants a reason' } : undefined,
    refuse: (missed) => ({
      what: `${list(namesOf(missed))} wants to know why.`,
      hint: `Add ${code('--reason "…"')}; whoever approves reads it.`,
    }),
  };
}
