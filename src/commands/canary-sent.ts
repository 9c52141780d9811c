/**
 * That a write is about to be sent is noted before it is: after a crash this alone tells that it may
 * have been. With it stands which version of the object it was sent to, which tells, if the object is
 * still that one, that it never arrived.
 */
import { entryKey, entryOf, JournalEntry } from '../access/journal.ts';
import { appendJournal } from '../journal.ts';
import type { JsonObject } from '../patch.ts';
import { plannedOf } from './canary-change.ts';
import type { Execution } from './canary-shapes.ts';

const versionOf = ({ metadata }: JsonObject): string =>
  `resourceVersion ${String(Object(metadata).resourceVersion ?? 'unknown')}`;

function writing({ desk, change }: Execution, words?: string): JournalEntry {
  const happening = { event: 'writing' as const, at: desk.now().toISOString() };
  return entryOf(change, plannedOf(change.plan), { ...happening, ...(words && { words }) });
}

/** What is noted of a write by an earlier delivery, or by another one at this moment. */
export interface Sent {
  /** The object is the very one it was sent to: whatever became of it, it was not written. */
  neverArrived(whole: JsonObject): boolean;
}

export async function sentBefore(execution: Execution): Promise<Sent | undefined> {
  const entry = await execution.desk.store.get(entryKey(writing(execution)));
  if (!entry) return undefined;
  const { words } = JournalEntry.parse(entry.value);
  return { neverArrived: (whole) => words === versionOf(whole) };
}

/** @returns whether this delivery is the one that sends it */
export async function noteSending(execution: Execution, whole: JsonObject): Promise<boolean> {
  const entry = writing(execution, versionOf(whole));
  return execution.desk.store.insert(entryKey(entry), entry);
}

export async function noteWritten({ desk, change }: Execution): Promise<void> {
  const happening = { event: 'written' as const, at: desk.now().toISOString() };
  await appendJournal(desk.store, [entryOf(change, plannedOf(change.plan), happening)]);
}
