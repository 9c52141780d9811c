/** What is promised of a slot: one holder, and the last write. */
import { describe, expect, it } from 'vitest';
import { extendSlot, type Last, readSlot, releaseSlot, takeSlot } from '../../src/slots.ts';
import type { Store } from '../../src/store/store.ts';
import { grace, minute } from '../access/changes.examples.ts';

const place = { cluster: 'main', object: 'ingresses/shop/api-canary' };
const other = { ...place, cluster: 'staging' };
const now = new Date(minute(1));

const last = (change: string, minutes: number): Last => ({
  change,
  by: grace,
  at: minute(minutes),
  uid: 'uid-1',
  place: '',
  before: [80, 20],
  after: [70, 30],
});

export function slotsContract(store: Store): void {
  const take = (change: string, minutes = 15, at = now) =>
    takeSlot(store, place, { change, until: minute(minutes) }, at);
  const holder = async () => (await readSlot(store, place)).holder;

  describe('a slot', () => {
    it('is free and empty at first', async () => {
      expect(await readSlot(store, place)).toEqual({});
    });

    it('is taken by one, who takes it again, and not by another', async () => {
      expect(await take('ch-a')).toEqual({ isTaken: true });
      expect(await take('ch-a')).toEqual({ isTaken: true });
      const held = { change: 'ch-a', until: minute(15) };
      expect(await take('ch-b')).toEqual({ isTaken: false, holder: held });
      expect(await holder()).toEqual(held);
    });

    it('is taken by exactly one of many at the same moment', async () => {
      const names = Array.from({ length: 8 }, (_, index) => `ch-${index}`);
      const results = await Promise.all(names.map((change) => take(change)));
      expect(results.filter(({ isTaken }) => isTaken)).toHaveLength(1);
      expect((await holder())?.change).toBe(names[results.findIndex(({ isTaken }) => isTaken)]);
    });

    it('of the same object in another cluster is another one', async () => {
      await take('ch-a');
      const wanted = { change: 'ch-b', until: minute(15) };
      expect(await takeSlot(store, other, wanted, now)).toEqual({ isTaken: true });
    });

    it('is lost by a holder that has expired, and by none before', async () => {
      await take('ch-a', 15);
      expect(await take('ch-b', 30, new Date(minute(14.9)))).toMatchObject({ isTaken: false });
      expect(await take('ch-b', 30, new Date(minute(15)))).toEqual({ isTaken: true });
      expect(await extendSlot(store, place, { change: 'ch-a', until: minute(40) })).toBe(false);
      expect(await holder()).toEqual({ change: 'ch-b', until: minute(30) });
    });

    it('is held for longer, and never for less long', async () => {
      await take('ch-a', 15);
      expect(await extendSlot(store, place, { change: 'ch-a', until: minute(40) })).toBe(true);
      expect(await take('ch-a', 15)).toEqual({ isTaken: true });
      expect(await holder()).toEqual({ change: 'ch-a', until: minute(40) });
    });

    it('is given back by its holder alone', async () => {
      await take('ch-a');
      await releaseSlot(store, place, 'ch-b');
      expect((await holder())?.change).toBe('ch-a');
      await releaseSlot(store, place, 'ch-a');
      await releaseSlot(store, place, 'ch-a');
      expect(await readSlot(store, place)).toEqual({});
      expect(await take('ch-b')).toEqual({ isTaken: true });
    });

    it('knows what was written last, also while another change holds it', async () => {
      await take('ch-a');
      await releaseSlot(store, place, 'ch-a', last('ch-a', 5));
      await take('ch-b');
      expect(await readSlot(store, place)).toMatchObject({
        holder: { change: 'ch-b' },
        last: last('ch-a', 5),
      });
      await releaseSlot(store, place, 'ch-b');
      expect(await readSlot(store, place)).toEqual({ last: last('ch-a', 5) });
    });

    it('is not disturbed by one that gives back what was taken over', async () => {
      await take('ch-a', 2);
      await take('ch-b', 30, new Date(minute(3)));
      await releaseSlot(store, place, 'ch-a', last('ch-a', 1));
      const held = { change: 'ch-b', until: minute(30) };
      expect(await readSlot(store, place)).toEqual({ holder: held, last: last('ch-a', 1) });
    });

    it('keeps the later of two writes, whoever tells of it last', async () => {
      await releaseSlot(store, place, 'ch-b', last('ch-b', 9));
      await releaseSlot(store, place, 'ch-a', last('ch-a', 5));
      expect((await readSlot(store, place)).last).toEqual(last('ch-b', 9));
    });

    it('given back and taken in the same moment is held by whoever took it', async () => {
      await take('ch-a');
      const [, taken] = await Promise.all([
        releaseSlot(store, place, 'ch-a', last('ch-a', 5)),
        take('ch-b'),
      ]);
      expect((await holder())?.change).toBe(taken.isTaken ? 'ch-b' : undefined);
      expect((await readSlot(store, place)).last?.change).toBe('ch-a');
    });
  });
}
