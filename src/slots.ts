/**
 * One slot for each object that can be changed: which change is pending or being carried out there,
 * and what was written last. Whoever has no slot does not write, so it is the lock too; one that was
 * not given back, because its Job died for good, can be taken over when it has expired.
 */
import * as z from 'zod';
import { type Change, Person } from './access/change.ts';
import type { Entry, Store } from './store/store.ts';

export type Place = Pick<Change, 'cluster' | 'object'>;

const Holder = z.object({
  /** Id of the change. */
  change: z.string(),
  /** ISO 8601, UTC. */
  until: z.iso.datetime(),
});
export type Holder = z.infer<typeof Holder>;

const Last = z.object({
  /** Id of the change that wrote it. */
  change: z.string(),
  by: Person,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  uid: z.string(),
  /** Where in the object, such as `rules/0`. */
  place: z.string(),
  /** Weights in the order of the object. */
  before: z.array(z.number()),
  after: z.array(z.number()),
  /** It took back what was written before: that is not there to be undone any more. */
  undone: z.literal(true).optional(),
});
export type Last = z.infer<typeof Last>;

const Slot = z.object({ holder: Holder.optional(), last: Last.optional() });
export type Slot = z.infer<typeof Slot>;

const prefix = 'slot/';
const keyOf = ({ cluster, object }: Place) => `${prefix}${cluster}/${object}`;

export async function readSlot(store: Store, place: Place): Promise<Slot> {
  return parse(await store.get(keyOf(place)));
}

export type Taken = { isTaken: true } | { isTaken: false; holder: Holder };

/** Its own change takes it again, and keeps it for the longer time. Expired holders lose it. */
export async function takeSlot(
  store: Store,
  place: Place,
  wanted: Holder,
  now: Date,
): Promise<Taken> {
  let blocker: Holder | undefined;
  await edit(store, place, ({ holder, ...slot }) => {
    const isOwn = holder?.change === wanted.change;
    blocker = holder && !isOwn && isValid(holder, now) ? holder : undefined;
    if (blocker) return undefined;
    return { ...slot, holder: isOwn ? later(holder, wanted) : wanted };
  });
  return blocker ? { isTaken: false, holder: blocker } : { isTaken: true };
}

/** @returns false if the change does not hold the slot: it may write nothing */
export async function extendSlot(store: Store, place: Place, wanted: Holder): Promise<boolean> {
  let isHeld = false;
  await edit(store, place, ({ holder, ...slot }) => {
    isHeld = holder?.change === wanted.change;
    return isHeld && holder ? { ...slot, holder: later(holder, wanted) } : undefined;
  });
  return isHeld;
}

/**
 * Gives the slot back, if the change still holds it. May be said again and again, also after others
 * had the slot: what was written last is kept by its time.
 * @param last what the change wrote, if it did
 */
export async function releaseSlot(
  store: Store,
  place: Place,
  change: string,
  last?: Last,
): Promise<void> {
  await edit(store, place, (slot) => {
    const { holder, ...rest } = slot;
    const isHeld = holder?.change === change;
    const isNews = last !== undefined && isNewer(last, slot.last);
    if (!isHeld && !isNews) return undefined;
    return { ...(isHeld ? rest : slot), ...(isNews && { last }) };
  });
}

/** Ids of the changes that hold a slot anywhere. */
export async function pendingChanges(store: Store, now: Date): Promise<string[]> {
  const holders = (await store.list(prefix)).map((entry) => parse(entry).holder);
  return holders.flatMap((holder) => (holder && isValid(holder, now) ? [holder.change] : []));
}

/** @param change the slot as it shall be; undefined: as it is */
async function edit(
  store: Store,
  place: Place,
  change: (slot: Slot) => Slot | undefined,
): Promise<void> {
  const entry = await store.get(keyOf(place));
  const next = change(parse(entry));
  if (!next) return;
  const isWritten = entry
    ? await store.replace(entry, next)
    : await store.insert(keyOf(place), next);
  if (!isWritten) await edit(store, place, change);
}

const parse = (entry: Entry | undefined): Slot => Slot.parse(entry?.value ?? {});

const isValid = ({ until }: Holder, now: Date) => Date.parse(until) > now.getTime();

const later = (one: Holder, other: Holder) =>
  Date.parse(one.until) > Date.parse(other.until) ? one : other;

const isNewer = (one: Last, other: Last | undefined) =>
  other === undefined || Date.parse(one.at) > Date.parse(other.at);
