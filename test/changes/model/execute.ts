/** Carries a change out, and goes on where an earlier delivery of its Job has stopped. */
import type { Change, Executed } from '../../../src/access/change.ts';
import { entryKey, entryOf } from '../../../src/access/journal.ts';
import { appendJournal } from '../../../src/journal.ts';
import { extendSlot } from '../../../src/slots.ts';
import { place, plannedOf, planOf } from './thing.ts';
import type { Office } from './world.ts';

export async function execute(office: Office, change: Change): Promise<Executed> {
  return { kind: await endingOf(office, change), at: office.now().toISOString(), words: '' };
}

async function endingOf(office: Office, change: Change): Promise<Executed['kind']> {
  const { store, thing, now } = office;
  const { from, to } = planOf(change);
  const seen = await thing.read();
  const wasSent = (await store.get(entryKey(writing(office, change)))) !== undefined;
  if (wasSent && seen === to) return 'applied';
  if (seen !== from) return wasSent ? 'unclear' : 'void';
  const until = new Date(now().getTime() + 20 * 60_000).toISOString();
  if (!(await extendSlot(store, place, { change: change.id, until }))) return 'failed';
  await appendJournal(store, [writing(office, change)]);
  if ((await thing.patch(change.id, { from, to })) === 'applied') return 'applied';
  // Another delivery of the same Job may have been quicker by this one call.
  return (await thing.read()) === to ? 'applied' : 'unclear';
}

function writing({ now }: Office, change: Change) {
  const happening = { event: 'writing' as const, at: now().toISOString() };
  return entryOf(change, plannedOf(change), happening);
}
