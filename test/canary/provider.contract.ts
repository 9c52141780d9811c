/** What every provider has to keep to, on the embedded API server. */
import { describe, expect, test } from 'vitest';
import type { CanaryProvider } from '../../src/canary/provider.ts';
import { providers } from '../../src/canary/registry.ts';
import { weightsFor } from '../../src/canary/weights.ts';
import type { ObjectPlace } from '../../src/patch.ts';
import { type Change, differences, openShop } from './shop.ts';

export interface Contract {
  provider: CanaryProvider;
  object: ObjectPlace;
  place: string;
  /** Gives the object what the provider does not know, odd formats, further backends. */
  seasoning: readonly Change[];
  /** What going from 20 % to 30 % changes, as it is and seasoned. */
  changes: readonly string[];
  seasoned: readonly string[];
  /** What others may do meanwhile. */
  drifts: readonly (readonly [what: string, changes: readonly Change[]])[];
}

export function keepsTheContract(name: string, contract: Contract): void {
  const { provider, object, place, seasoning, drifts } = contract;
  const wanted = { object: { ...object, apiVersion: '', kindName: '', uid: '' }, place };
  const planned = async (part: number, isSeasoned = false) => {
    const shop = await openShop();
    if (isSeasoned) expect(await shop.change(object, seasoning)).toBe(200);
    const { route, whole } = await shop.find(provider, wanted);
    const canary = route.sides.findIndex((side) => side.name === 'api-canary');
    const { weights } = weightsFor(route, canary, { part, of: 100 });
    return { shop, route, whole, weights, patch: provider.plan(route, weights, whole) };
  };

  describe(name, () => {
    test('is in the registry', () => {
      expect(providers).toContain(provider);
    });

    test('finds its split, with the object as it is', async () => {
      const { route, whole } = await planned(20);
      const { apiVersion, kindName, uid } = route.object;
      expect(whole).toMatchObject({ apiVersion, kind: kindName, metadata: { uid } });
      const shown = route.sides.map((side) => `${side.name} ${side.weight}`);
      expect(shown).toEqual(['api-service 80', 'api-canary 20']);
    });

    test('changes the weights and nothing else, and takes them back whole', async () => {
      const { shop, route, whole, weights, patch } = await planned(30);
      expect(await shop.change(object, patch.operations)).toBe(200);
      const after = await shop.find(provider, wanted);
      expect(differences(whole, after.whole)).toEqual(contract.changes);
      expect(after.route.sides.map(({ weight }) => weight)).toEqual(weights);
      const before = route.sides.map(({ weight }) => weight);
      const undo = provider.plan(after.route, before, after.whole);
      expect(await shop.change(object, undo.operations)).toBe(200);
      expect(differences(whole, await shop.get(object))).toEqual([]);
    });

    test('keeps what it does not know, others’ backends and their formats', async () => {
      const { shop, whole, patch } = await planned(30, true);
      expect(await shop.change(object, patch.operations)).toBe(200);
      expect(differences(whole, await shop.get(object))).toEqual(contract.seasoned);
    });

    test('writes nothing where nothing changes', async () => {
      const { patch } = await planned(20);
      expect(patch.operations.map(({ op }) => op)).not.toContain('add');
      expect(patch.operations.map(({ op }) => op)).not.toContain('replace');
    });

    test.each(drifts)('does not write if meanwhile %s', async (_, changes) => {
      const { shop, patch } = await planned(30);
      expect(await shop.change(object, changes)).toBe(200);
      const before = await shop.get(object);
      expect(await shop.change(object, patch.operations)).toBe(422);
      expect(await shop.get(object)).toEqual(before);
    });

    test('does not write to another object of the same name', async () => {
      const { shop, patch } = await planned(30);
      await shop.recreate(object);
      expect(await shop.change(object, patch.operations)).toBe(422);
    });
  });
}
