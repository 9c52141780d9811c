/** What every Store promises, whichever driver: run it with `storeContract` in the driver's test. */
import { describe, expect, it } from 'vitest';
import { keysContract } from './store.contract.keys.ts';
import { listContract } from './store.contract.list.ts';
import { ttlContract } from './store.contract.ttl.ts';
import { valuesContract } from './store.contract.values.ts';
import { writesContract } from './store.contract.writes.ts';
import { type MakeStore, storeAtHand } from './store-at-hand.ts';

export function storeContract(name: string, make: MakeStore): void {
  describe(`${name} is a Store:`, () => {
    const atHand = storeAtHand(make);
    const { store } = atHand;

    writesContract(atHand);
    ttlContract(atHand);
    valuesContract(atHand);
    keysContract(atHand);
    listContract(atHand);

    it('close may be called twice, and what comes after is refused', async () => {
      await store.close();
      await store.close();
      await expect(store.get('a')).rejects.toThrow();
    });
  });
}
