/**
 * What may become of a change. Every event is one step from a stored state to the next, decided here
 * alone; the store lets exactly one of several steps from the same state through.
 */
import type { Change, Executed, Outcome, Person } from './change.ts';
import * as words from './change-words.ts';

/** `at` is when it is decided, not when somebody clicked. */
export type ChangeEvent = { at: string } & (
  | { kind: 'approve'; by: Person; job: string; hash: string; channel?: string }
  | { kind: 'reject'; by: Person; words?: string }
  | { kind: 'cancel'; by: Person }
  | { kind: 'expire' }
  /** Without approval, where none is needed. */
  | { kind: 'begin'; job: string }
  | { kind: 'end'; job: string; outcome: Executed }
  /** Another change has taken it back. */
  | { kind: 'undo'; by: Person }
);
type Event<K extends ChangeEvent['kind']> = Extract<ChangeEvent, { kind: K }>;

export type Step<P = unknown> =
  | { change: Change<P> }
  /** Nothing changed; the words say why, to whoever caused the event. */
  | { same: Change<P>; words: string };

/** Longer than any Job lives: who carries a change out and was not heard of by then never will be. */
export const executionMinutes = 15;

export function step<P>(change: Change<P>, event: ChangeEvent): Step<P> {
  const { at } = event;
  switch (change.state) {
    case 'waiting':
      // Whoever comes too late ends it, be the clock's own event lost or only late; so below.
      return whileWaiting(change, isOverdue(change, at) ? { kind: 'expire', at } : event);
    case 'approved':
      return whileApproved(change, event);
    case 'ended':
      return whileEnded(change, event);
  }
}

/** How many people still have to approve. */
export function missingApprovals({ approvals }: Pick<Change, 'approvals'>): number {
  return Math.max(0, approvals.needed - approvals.given.length);
}

/**
 * Whether two accounts may belong to one person: an id that is known in two teams may be of the same
 * one, so that the team counts for nothing where people have to be distinct.
 */
export const mayBeSame = (one: Person, other: Person) => one.user === other.user;

const isSame = (one: Person, other: Person) => mayBeSame(one, other) && one.team === other.team;

function isOverdue({ expiresAt }: Pick<Change, 'expiresAt'>, at: string): boolean {
  return Date.parse(at) >= Date.parse(expiresAt);
}

function whileWaiting<P>(change: Change<P>, event: ChangeEvent): Step<P> {
  const same = (why: string): Step<P> => ({ same: change, words: why });
  const { at } = event;
  switch (event.kind) {
    case 'approve':
      return approve(change, event);
    case 'reject':
      if (mayBeSame(event.by, change.requester)) return same(words.ownRejection(change));
      return ended(change, { kind: 'rejected', at, by: event.by, words: event.words ?? '' });
    case 'cancel':
      if (!isSame(event.by, change.requester)) return same(words.foreignCancel(change));
      return ended(change, { kind: 'cancelled', at, by: event.by, words: '' });
    case 'expire':
      if (!isOverdue(change, at)) return same(words.waits(change, at));
      return ended(change, { kind: 'expired', at, words: words.tooFew(change) });
    case 'begin':
      if (change.undoOf === undefined || missingApprovals(change) > 0)
        return same(words.waits(change, at));
      return { change: begun(change, event) };
    case 'end':
    case 'undo':
      return same(words.waits(change, at));
  }
}

function approve<P>(change: Change<P>, event: Event<'approve'>): Step<P> {
  const { by, at, hash, channel } = event;
  const { approvals, requester } = change;
  if (mayBeSame(by, requester)) return { same: change, words: words.ownApproval(change) };
  if (hash !== change.hash) return { same: change, words: words.anotherPlan(change) };
  const before = approvals.given.find((one) => mayBeSame(one.by, by));
  if (before) return { same: change, words: words.approvedBefore(change, before.at, at) };
  const next = {
    ...change,
    approvals: {
      ...approvals,
      given: [...approvals.given, { by, at, ...(channel !== undefined && { channel }) }],
    },
  };
  return { change: missingApprovals(next) > 0 ? next : begun(next, event) };
}

function whileApproved<P>(change: Change<P>, event: ChangeEvent): Step<P> {
  const { at } = event;
  if (event.kind === 'end') {
    if (event.job === change.executor) return ended(change, event.outcome);
  } else if (isAbandoned(change, at)) {
    return ended(change, { kind: 'unclear', at, words: words.notHeardOf });
  }
  return { same: change, words: words.become(change, at) };
}

/** What has ended stays so; that it was taken back since is told of it all the same. */
function whileEnded<P>(change: Change<P>, event: ChangeEvent): Step<P> {
  const isNews = event.kind === 'undo' && change.outcome?.kind === 'applied' && !change.undone;
  if (isNews) return { change: { ...change, undone: { by: event.by, at: event.at } } };
  return { same: change, words: words.become(change, event.at) };
}

function isAbandoned({ begunAt }: Change, at: string): boolean {
  const begun = begunAt === undefined ? 0 : Date.parse(begunAt);
  return Date.parse(at) >= begun + executionMinutes * 60_000;
}

function begun<P>(change: Change<P>, { job, at }: { job: string; at: string }): Change<P> {
  return { ...change, state: 'approved', executor: job, begunAt: at };
}

function ended<P>(change: Change<P>, outcome: Outcome): Step<P> {
  return { change: { ...change, state: 'ended', outcome } };
}
