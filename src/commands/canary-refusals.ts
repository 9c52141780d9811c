/** Reasons against a change that no approval can mend: told to whoever asks, with the way out. */
import { checkedAs } from '../canary/choose-words.ts';
import type { CanaryPlan } from '../canary/plan.ts';
import { shareOf } from '../canary/share.ts';
import { UserError } from '../errors.ts';
import { code, count } from '../report.ts';
import { routeName, sideName } from './canary-change.ts';
import { healthOf, ownerFor, reverters, troublesWith } from './canary-health.ts';
import type { Looked } from './canary-look.ts';
import type { Wish } from './canary-shapes.ts';

/** @throws UserError refused */
export function mustBeSound(wish: Wish): void {
  const { looked, after } = wish;
  mustBeFree(looked, after);
  mustLast(wish);
  mustBeReady(looked, after);
  mustArrive(looked, after);
}

/** @throws UserError refused: a progressive delivery controller sets these weights */
export function mustBeFree(looked: Looked, after: readonly number[]): void {
  const owner = ownerFor(looked, after);
  if (!owner) return;
  throw new UserError('refused', {
    what: owner.words,
    hint: `Use ${code(owner.command)} instead.`,
  });
}

/** @throws UserError refused: what reverts it was not thought of */
function mustLast({ looked, isDespiteGitOps }: Wish): void {
  const [first] = reverters(looked);
  if (!first || isDespiteGitOps) return;
  throw new UserError('refused', {
    what: `It would not last. ${first.words}`,
    hint: `If that is meant so, for a while, add ${code('--despite-gitops')}, where the policy allows it.`,
  });
}

/** @throws UserError refused: whoever gains requests has nobody to answer them, or it is not known */
export function mustBeReady(looked: Looked, after: readonly number[]): void {
  const hindrance = gainHindrance(looked, after);
  if (!hindrance) return;
  throw new UserError(hindrance.isKnown ? 'refused' : 'unreadable', {
    what: hindrance.what,
    hint: hindrance.hint,
  });
}

/**
 * The same at the moment of the write: nothing of that is in the plan.
 * @param mayBeReverted by what was asked for, or because it only leads back
 * @returns a sentence
 */
export function hindranceNow(
  { after }: CanaryPlan,
  looked: Looked,
  mayBeReverted: boolean,
): string | undefined {
  const [reverter] = mayBeReverted ? [] : reverters(looked);
  return (
    ownerFor(looked, after)?.words ??
    (reverter && `It would not last. ${reverter.words}`) ??
    gainHindrance(looked, after)?.what
  );
}

interface GainHindrance {
  isKnown: boolean;
  what: string;
  hint: string;
}

/** Target groups and aliases have no endpoints to be read: the people who approve are told so. */
function gainHindrance(looked: Looked, after: readonly number[]): GainHindrance | undefined {
  const before = looked.route.sides.map(({ weight }) => weight);
  const gaining = healthOf(looked).filter(
    (_, index) => shareOf(after, index) > shareOf(before, index),
  );
  const dead = gaining.find(({ ready }) => ready === 0);
  if (dead) {
    const name = code(sideName(dead.side));
    return {
      isKnown: true,
      what: `${name} would gain requests, and nobody is there to answer them: ${dead.words}.`,
      hint: `${code(`check ${checkedAs(looked.route.object) ?? `${dead.side.namespace}/${dead.side.name}`}`)} tells why.`,
    };
  }
  const open = gaining.find(({ words }) => /could not be read/.test(words));
  if (!open) return undefined;
  return {
    isKnown: false,
    what: `${code(sideName(open.side))} would gain requests, and whether anybody is there to answer them is ${open.words}.`,
    hint: 'Nothing was changed. Apply `infra/kubernetes`, or try again.',
  };
}

/** @throws UserError refused: the canary would get nothing all the same */
function mustArrive(looked: Looked, after: readonly number[]): void {
  const { route, canary } = looked;
  const before = route.sides.map(({ weight }) => weight);
  if (shareOf(after, canary) <= shareOf(before, canary)) return;
  const breaking = troublesWith(looked, after).filter(({ gravity }) => gravity === 'breaks');
  const [first] = breaking;
  if (!first) return;
  const more = breaking.length > 1 ? ` (and ${count(breaking.length - 1, 'further reason')})` : '';
  throw new UserError('refused', {
    what: `The canary of ${routeName(route)} would get nothing whatever its weight is: ${first.summary.replace(/^it gets nothing: /, '')}${more}.`,
    hint: first.fix,
  });
}
