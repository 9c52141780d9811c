/**
 * A check: one expectation, held against what was read. Pure: it sees only the sources it names, asks
 * nobody, and answers with what it found, where, and what to do. Adding one: a file named like its id,
 * a line in the registry, a test.
 */

import type { SourceItems } from './sources/items.ts';
import type { Found, SourceName } from './sources/source.ts';
import type { Target } from './target.ts';

export interface Evidence {
  /** `pod shop/redis-0` */
  object: string;
  /** As in the object's YAML, such as `spec.selector.app`. */
  field: string;
  value: string;
}

interface Said {
  /** One sentence, the first thing a person reads; marks names with backticks. */
  summary: string;
  evidence?: readonly Evidence[];
}

export interface Advised extends Said {
  /** What to do, one sentence. */
  fix: string;
  /** Shows it, or mends it: one line to copy. */
  kubectl: string;
  /** The checks that account for this; absent: whichever the causal table allows. */
  causedBy?: readonly string[];
}

/**
 * ok, or skipped: does not apply here, and why · unknown: what was read does not decide it (what could
 * not be read never reaches a check) · warning: works, but not well or not for all · problem: this
 * alone breaks it.
 */
export type Finding =
  | ({ status: 'ok' | 'skipped' | 'unknown' } & Said)
  | ({ status: 'problem' | 'warning' } & Advised);

export interface Explanation {
  /** Why it matters, for somebody who meets it for the first time. */
  why: string;
  /** What is read and compared. */
  how: string;
  fix: string;
}

export type View<N extends SourceName, W extends SourceName> = {
  readonly [S in N]: Found<SourceItems[S]>;
} & { readonly [S in W]?: Found<SourceItems[S]> };

export interface CheckSpec<N extends SourceName, W extends SourceName> {
  /** Public and stable, see docs/checks.md. */
  id: string;
  /** The expectation, as a sentence: `The selector takes pods`. */
  title: string;
  /** Without these nothing can be said: one that could not be read makes the check unknown. */
  needs: readonly N[];
  /** These tell more where they could be read; absent from the view where they could not. */
  wants?: readonly W[];
  explain: Explanation;
  run(view: View<N, W>, target: Target): Finding;
}

/** Any check, whatever it looks at. */
export interface Check extends Omit<CheckSpec<SourceName, SourceName>, 'run'> {
  /** It belongs to another list and is asked beside this one: what it cannot tell is no doubt here. */
  isAside?: true;
  run(view: View<never, SourceName>, target: Target): Finding;
}

/** Forgets which sources it looks at; the runner hands it exactly those. */
export function defineCheck<const N extends SourceName, const W extends SourceName = never>(
  spec: CheckSpec<N, W>,
): Check {
  return { ...spec, run: (view, target) => spec.run(view as View<N, W>, target) };
}
