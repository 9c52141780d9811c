/** What people read about a change: where it stands, and why it did not do what they wanted. */
import { code, count, visible } from '../report.ts';
import type { Change, Outcome, Person } from './change.ts';

/** People are named by their id until a renderer knows better. */
export const nameOf = ({ user }: Person) => code(user);

/** `14:03 UTC`, with the day where it is not today: `2026-11-28 14:03 UTC`. */
export function clock(at: string, now: string): string {
  const [day, time] = [at.slice(0, 10), at.slice(11, 16)];
  return day === now.slice(0, 10) ? `${time} UTC` : `${day} ${time} UTC`;
}

export const notHeardOf =
  'Whatever carried it out was not heard of again: look at the weights before you go on.';

type Of = Change<unknown>;

export function ownApproval({ id }: Of): string {
  return `You asked for ${code(id)} yourself: somebody else has to approve it.`;
}

export function ownRejection({ id }: Of): string {
  return `You asked for ${code(id)} yourself: take it back with ${code(`cancel ${id}`)}.`;
}

export function foreignCancel({ id, requester }: Of): string {
  return `Only ${nameOf(requester)}, who asked for ${code(id)}, can take it back; others can ${code(`reject ${id}`)}.`;
}

export function anotherPlan({ id }: Of): string {
  return `What ${code(id)} would write is not what you were shown: look at its request again.`;
}

export function approvedBefore(change: Of, before: string, now: string): string {
  const left = open(change);
  return `You approved ${code(change.id)} at ${clock(before, now)}; it needs ${left} of somebody else.`;
}

export function waits(change: Of, now: string): string {
  const [id, until] = [code(change.id), clock(change.expiresAt, now)];
  if (change.approvals.needed === 0) return `${id} has not begun; it can until ${until}.`;
  return `${id} waits for ${open(change)}, until ${until}.`;
}

export function tooFew({ approvals: { needed, given } }: Of): string {
  if (needed === 0) return 'It was not begun in time.';
  if (given.length === 0) return 'Nobody approved it in time.';
  return `Only ${given.length} of ${count(needed, 'approval')} came in time.`;
}

const open = ({ approvals: { needed, given } }: Of) => {
  const more = given.length > 0 ? 'more approval' : 'approval';
  return count(needed - given.length, more);
};

/** Where a change stands that waits no longer. */
export function become(change: Of, now: string): string {
  const { id, outcome, undone, begunAt = change.requestedAt, approvals } = change;
  if (undone) return `${code(id)} was carried out, and ${undoneBy(undone, now)}.`;
  if (outcome) return `${code(id)} ${endings[outcome.kind](outcome, clock(outcome.at, now))}`;
  const people = approvals.given.map(({ by }) => nameOf(by)).join(' and ');
  const how = people === '' ? 'begun' : `approved by ${people}`;
  return `${code(id)} was ${how} at ${clock(begunAt, now)} and is being carried out.`;
}

/** "undone by `U0123ABCD` at 14:03 UTC" */
export const undoneBy = ({ by, at }: { by: Person; at: string }, now: string) =>
  `undone by ${nameOf(by)} at ${clock(at, now)}`;

type Ending = (outcome: Outcome, at: string) => string;

const saying =
  (how: string): Ending =>
  ({ words }, at) =>
    `${how} at ${at}.${words === '' ? '' : ` ${words}`}`;

const who = ({ by }: Outcome) => (by ? ` by ${nameOf(by)}` : '');

const endings: Record<Outcome['kind'], Ending> = {
  applied: saying('was carried out'),
  unclear: saying('was given up as unclear'),
  refused: saying('was refused'),
  void: saying('became void'),
  failed: saying('failed'),
  expired: saying('expired'),
  rejected: (outcome, at) => {
    const reason = visible(outcome.words).trim();
    return `was rejected${who(outcome)} at ${at}${reason === '' ? '.' : `: “${reason}”`}`;
  },
  cancelled: (outcome, at) => `was taken back${who(outcome)} at ${at}.`,
};
