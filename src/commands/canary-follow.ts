/**
 * What follows from where a change stands: its journal, and its slot. It is read from the change alone,
 * so that whoever comes across it writes what a Job that died has left out; done again, it changes nothing.
 */
import { entriesOf, entryOf } from '../access/journal.ts';
import { loadChange } from '../changes.ts';
import { appendJournal } from '../journal.ts';
import { type Last, releaseSlot } from '../slots.ts';
import { asCanary, type CanaryChange, plannedOf } from './canary-change.ts';
import type { Desk } from './command.ts';

export async function followUp(desk: Desk, change: CanaryChange): Promise<CanaryChange> {
  const { store } = desk;
  await appendJournal(store, entriesOf(change, plannedOf(change.plan)));
  if (change.outcome?.kind === 'applied' && change.undoOf !== undefined) {
    await noteUndone(desk, change, change.undoOf);
  }
  if (change.state === 'ended') await releaseSlot(store, change, change.id, lastOf(change));
  return change;
}

async function noteUndone({ store }: Desk, change: CanaryChange, undone: string): Promise<void> {
  const first = await loadChange(store, undone);
  if (!first || !change.outcome) return;
  const { at } = change.outcome;
  const happening = { event: 'undone' as const, at, who: change.requester };
  await appendJournal(store, [entryOf(first, plannedOf(asCanary(first).plan), happening)]);
}

function lastOf({ id, requester, plan, outcome, undoOf }: CanaryChange): Last | undefined {
  if (outcome?.kind !== 'applied') return undefined;
  return {
    change: id,
    by: requester,
    at: outcome.at,
    uid: plan.route.object.uid,
    place: plan.route.place,
    before: [...plan.before],
    after: [...plan.after],
    ...(undoOf !== undefined && { undone: true as const }),
  };
}
