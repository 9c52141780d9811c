/** One change of an object at a time: its slot is taken before the change is kept, and held as long. */
import { clock } from '../access/change-words.ts';
import { loadChange, openChange, stepChange } from '../changes.ts';
import { UserError } from '../errors.ts';
import { code } from '../report.ts';
import { type Holder, takeSlot } from '../slots.ts';
import { asCanary, type CanaryChange, routeName } from './canary-change.ts';
import { lineOf } from './canary-desk.ts';
import { followUp } from './canary-follow.ts';
import type { Desk } from './command.ts';

/**
 * Longer than a delivery lives. Until the change is kept, the slot is taken for no more: else a Job that died
 * for good between the two would hold it for a change that there is not.
 */
const leaseMinutes = 2;
/** Beyond its expiry by what carrying it out may take. */
const graceMinutes = 20;

/** Of the change as JSON: an entry of the store holds 400,000, and approvals and outcome come on top. */
const mostBytes = 350_000;

const after = (at: number, minutes: number) => new Date(at + minutes * 60_000).toISOString();

/**
 * Takes the slot for a moment, and keeps the change.
 * @returns the change, or how far an earlier delivery of the Job has come with it
 * @throws UserError refused: another change of the same object is pending, or the object is too large
 */
export async function openHeld(desk: Desk, change: CanaryChange): Promise<CanaryChange> {
  mustFit(change);
  await occupy(desk, change, after(desk.now().getTime(), leaseMinutes));
  const opened = asCanary(await openChange(desk.store, change));
  await holdSlot(desk, opened);
  return opened;
}

/** All that a Patch relies on is kept with the change: of ingress-nginx that may be the whole object. */
function mustFit(change: CanaryChange): void {
  const size = Buffer.byteLength(JSON.stringify(change));
  if (size <= mostBytes) return;
  throw new UserError('refused', {
    what: `${routeName(change.plan.route)} is too large to be changed from here: ${size} bytes would have to be kept of it, and ${mostBytes} can be.`,
    hint: 'Its annotations or rules are what is large: with fewer of them in one object it can be.',
  });
}

/** As long as it may be approved. Whoever has lost the slot meanwhile writes nothing in the end. */
export async function holdSlot(desk: Desk, change: CanaryChange): Promise<void> {
  if (change.state === 'ended') return;
  const until = after(Date.parse(change.expiresAt), graceMinutes);
  await takeSlot(desk.store, change, { change: change.id, until }, desk.now());
}

async function occupy(desk: Desk, change: CanaryChange, until: string): Promise<void> {
  const wanted = { change: change.id, until };
  const taken = await takeSlot(desk.store, change, wanted, desk.now());
  if (taken.isTaken) return;
  const other = await pendingAt(desk, taken.holder);
  // It was over, only nobody had said so yet.
  if (other?.state === 'ended') return occupy(desk, change, until);
  throw pending(desk, change, { holder: taken.holder, other });
}

/** Whoever comes across a change whose time is up ends it. */
async function pendingAt(desk: Desk, { change: id }: Holder): Promise<CanaryChange | undefined> {
  if (!(await loadChange(desk.store, id))) return undefined;
  const event = { kind: 'expire', at: desk.now().toISOString() } as const;
  return followUp(desk, asCanary((await stepChange(desk.store, id, event)).change));
}

interface Pending {
  holder: Holder;
  /** Absent: it is about to be kept. */
  other: CanaryChange | undefined;
}

function pending(desk: Desk, change: CanaryChange, { holder, other }: Pending): UserError {
  const what = `Another change of ${routeName(change.plan.route)} is pending: ${code(holder.change)}`;
  const now = desk.now().toISOString();
  if (!other) {
    return new UserError('refused', {
      what: `${what}, asked for just now.`,
      hint: `One at a time: see in a moment what became of it, with ${code(`history ${holder.change}`)}.`,
    });
  }
  const isOwn = other.requester.user === change.requester.user;
  return new UserError('refused', {
    what: `${what} by ${code(other.requester.user)}, until ${clock(other.expiresAt, now)}.`,
    hint: 'It has to be approved, rejected or taken back first: one at a time, so that nobody approves what is not there any more.',
    suggestions: [isOwn ? lineOf('cancel', other) : `history ${other.id}`],
    people: [other.requester.user],
  });
}
