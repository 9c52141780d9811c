/** Who may undo a change at once, without anybody's approval. */
import { code } from '../report.ts';
import type { Change, Person } from './change.ts';

const undoHours = 24;

/** What the slot of the object says was written there last. */
export interface LastWrite {
  change: string;
  uid: string;
  place: string;
  after: readonly number[];
}

/** The weights that stand there now. */
export interface Live {
  uid: string;
  place: string;
  weights: readonly number[];
}

/** @returns why it needs approval like any other change; undefined: it does not */
export function whyApproval(
  change: Change,
  by: Person,
  last: LastWrite | undefined,
  live: Live,
  now: string,
): string | undefined {
  const { outcome, requester, id } = change;
  if (outcome?.kind !== 'applied') return `${code(id)} was never written`;
  // Else one approval would do for going back and forth for ever.
  if (change.undoOf !== undefined) return `${code(id)} undoes another change itself`;
  if (change.undone) return `${code(id)} was undone before`;
  if (by.user !== requester.user || by.team !== requester.team) {
    return `only ${code(requester.user)}, who asked for it, may undo it alone`;
  }
  if (Date.parse(now) - Date.parse(outcome.at) > undoHours * 3600_000) {
    return `it is more than ${undoHours} hours old`;
  }
  if (last?.change !== id) return 'something else was written there since';
  const isLive =
    last.uid === live.uid && last.place === live.place && last.after.join() === live.weights.join();
  return isLive ? undefined : 'the weights there now are not those that it wrote';
}
