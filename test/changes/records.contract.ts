/** What changes, slots and the journal promise on every Store. */
import { describe } from 'vitest';
import { type MakeStore, storeAtHand } from '../store/store-at-hand.ts';
import { changesContract } from './records.contract.changes.ts';
import { journalContract } from './records.contract.journal.ts';
import { slotsContract } from './records.contract.slots.ts';

export function recordsContract(name: string, make: MakeStore): void {
  describe(`on ${name}`, () => {
    const { store } = storeAtHand(make);
    changesContract(store);
    slotsContract(store);
    journalContract(store);
  });
}
