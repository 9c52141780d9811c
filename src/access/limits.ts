/** How far a rule lets somebody go: the canary's share, the step to it, GitOps, and a reason. */
import type { PolicyRule } from '../policy-rule.ts';
import { code } from '../report.ts';
import type { Hurdle } from './trying.ts';
import type { Wish, Words } from './verdict.ts';
import { list, namesOf } from './who.ts';

/** In percent: shares are quotients, and 70 % less 50 % of them is not quite 20 points. */
const tolerance = 1e-9;

/**
 * Whoever raises the canary's share is bound. Lowering it is the way back to what was trusted before,
 * and nobody is to be held up on it.
 * @param isStepFree only the share counts
 */
export function withinShare(
  { before, after }: Pick<Wish, 'before' | 'after'>,
  { isStepFree = false },
): Hurdle {
  const most = ({ limits }: PolicyRule): Most => {
    const { maximumWeight: weight = 100, maximumStep } = limits;
    const step = isStepFree || maximumStep === undefined ? 100 : before * 100 + maximumStep;
    return { share: Math.min(weight, step), isStep: step < weight };
  };
  return {
    hinders(rule) {
      // Put so that what is no number counts as a raise, and as too much.
      const isLowered = after <= before;
      const isLittle = after * 100 <= most(rule).share + tolerance;
      return isLowered || isLittle ? undefined : { why: allows(rule, most(rule)) };
    },
    refuse(missed) {
      const rules = missed.map(({ rule }) => ({ rule, most: most(rule) }));
      const [first] = rules.toSorted((a, b) => b.most.share - a.most.share);
      if (!first) return { what: 'No rule allows that much.', hint: 'Ask for less.' };
      return tooMuch(first.rule, first.most, before * 100);
    },
  };
}

interface Most {
  /** Percent. */
  share: number;
  /** It is the step that ends there. */
  isStep: boolean;
}

function allows({ limits }: PolicyRule, { share, isStep }: Most): string {
  return isStep
    ? `allows at most ${limits.maximumStep} points in one step: up to ${percent(share)} from here`
    : `allows the canary at most ${percent(share)}`;
}

function tooMuch(rule: PolicyRule, most: Most, before: number): Words {
  const isMore = most.share > before + tolerance;
  return {
    what: `${code(rule.name)} ${allows(rule, most)}.`,
    hint: isMore
      ? `Ask for ${percent(most.share)} or less${most.isStep ? '; the next step can follow' : ''}.`
      : `The canary gets ${percent(before)} now; from here it can only be lowered.`,
  };
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
