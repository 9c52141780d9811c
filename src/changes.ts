/**
 * Changes in the store. What may become of one is decided in `access/approval.ts`; here the store lets
 * exactly one of several steps from the same state through. A Job that died after its step was written
 * finds on its next delivery that nothing is left to change, and goes on from what is there: whatever
 * follows from a state follows from reading it, never from having brought it about.
 */
import { createHash } from 'node:crypto';
import { type ChangeEvent, step } from './access/approval.ts';
import { type Change, ChangeRecord } from './access/change.ts';
import { UserError } from './errors.ts';
import { didYouMean, nearest } from './network/nearest.ts';
import { code } from './report.ts';
import { pendingChanges } from './slots.ts';
import type { Entry, Store } from './store/store.ts';

/** 90 days: what was decided long ago is read in the journal, which stays. */
const keptSeconds = 90 * 24 * 3600;

/** None that is easily taken for another one: no i, l, o and u. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** The same for every delivery of the Job that asks for the change: `ch-` and 40 bits. */
export function changeId(job: string): string {
  const bytes = createHash('sha256').update(job).digest().subarray(0, 8);
  return `ch-${[...bytes].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}

/** Anything may be typed, also what is too long to be a key. */
const anId = /^ch-[0-9a-z]{8}$/;

const keyOf = (id: string) => `change/${id}`;

/** @returns what is there under the id: this change, or how far an earlier delivery of it has come */
export async function openChange(store: Store, change: Change): Promise<Change> {
  if (await store.insert(keyOf(change.id), change, { ttl: keptSeconds })) return change;
  return parse(await read(store, change.id));
}

export async function loadChange(store: Store, id: string): Promise<Change | undefined> {
  const entry = await store.get(keyOf(id));
  return entry && parse(entry);
}

/**
 * @param typed an id as a person may type it: in capitals, without `ch-`, with `o` for `0`
 * @param line what to suggest for a change that waits and whose id is near
 * @throws UserError not-found
 */
export async function findChange(
  store: Store,
  typed: string,
  { now, line }: { now: Date; line: (id: string) => string },
): Promise<Change> {
  const id = normal(typed);
  const change = anId.test(id) ? await loadChange(store, id) : undefined;
  if (change) return change;
  const near = nearest(id, await pendingChanges(store, now));
  throw new UserError('not-found', {
    what: `There is no change ${code(typed)}.`,
    hint: didYouMean(near).trim() || `${code('history')} lists those that there were.`,
    suggestions: near.map(line),
  });
}

export type Stepped =
  | { isChanged: true; change: Change }
  /** It stands as it was; the words say why, to whoever caused the event. */
  | { isChanged: false; change: Change; words: string };

/** @throws Error (a bug) for a change that nobody opened */
export async function stepChange(store: Store, id: string, event: ChangeEvent): Promise<Stepped> {
  const entry = await read(store, id);
  const next = step(parse(entry), event);
  if ('same' in next) return { isChanged: false, change: next.same, words: next.words };
  const isWritten = await store.replace(entry, next.change, { ttl: keptSeconds });
  // Somebody else was quicker. A change has few steps before it, so this comes to an end.
  return isWritten ? { isChanged: true, change: next.change } : stepChange(store, id, event);
}

async function read(store: Store, id: string): Promise<Entry> {
  const entry = await store.get(keyOf(id));
  if (!entry) throw new Error(`there is no change ${id} in the store`);
  return entry;
}

const parse = ({ value }: Entry): Change => ChangeRecord.parse(value);

function normal(typed: string): string {
  const letters = typed.toLowerCase().replace(/^ch-?/, '');
  return `ch-${letters.replaceAll('o', '0').replaceAll(/[il]/g, '1')}`;
}
