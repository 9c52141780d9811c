/**
 * What follows from where a change stands: its journal, and its slot. It is read from the change alone,
 * so that whoever comes across it writes what a Job that died has left out; done again, it changes nothing.
 */
import { entriesOf, entryOf } from '../access/journal.ts';
import { loadChange, stepChange } from '../changes.ts';
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

async function noteUndone({ store }: Desk, { outcome, requester: by }: CanaryChange, id: string) {
  if (!outcome || !(await loadChange(store, id))) return;
  const { at } = outcome;
  const { change } = await stepChange(store, id, { kind: 'undo', by, at });
  const happening = { event: 'undone' as const, at, who: by };
  await appendJournal(store, [entryOf(change, plannedOf(asCanary(change).plan), happening)]);
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
