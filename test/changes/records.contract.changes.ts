/** What is promised of a change in the store: of steps at the same moment one counts. */
import { describe, expect, it } from 'vitest';
import { changeId, findChange, loadChange, openChange, stepChange } from '../../src/changes.ts';
import { UserError } from '../../src/errors.ts';
import { takeSlot } from '../../src/slots.ts';
import type { Store } from '../../src/store/store.ts';
import {
  ada,
  approve,
  cancel,
  end,
  exampleChange,
  expire,
  grace,
  minute,
  person,
  reject,
} from '../access/changes.examples.ts';

const change = exampleChange();
const { id } = change;

export function changesContract(store: Store): void {
  describe('a change', () => {
    it('is opened once, however often its Job is delivered', async () => {
      expect(await loadChange(store, id)).toBeUndefined();
      expect(await openChange(store, change)).toEqual(change);
      await stepChange(store, id, cancel(ada));
      const again = await openChange(store, exampleChange({ expiresAt: minute(30) }));
      expect(again).toMatchObject({ expiresAt: minute(15), outcome: { kind: 'cancelled' } });
      expect(await loadChange(store, id)).toEqual(again);
    });

    it('has one outcome, of everything that happens in the same moment', async () => {
      await openChange(store, change);
      const all = [reject(grace), cancel(ada), expire(15), approve(grace, 14)];
      const steps = await Promise.all(all.map((event) => stepChange(store, id, event)));
      expect(steps.filter(({ isChanged }) => isChanged)).toHaveLength(1);
      const there = await loadChange(store, id);
      expect(steps.map((one) => one.change)).toEqual(all.map(() => there));
    });

    it('that needs three gets them all, though they click at once, and one executor', async () => {
      await openChange(store, exampleChange({ needed: 3 }));
      const people = ['U1', 'U2', 'U3', 'U4', 'U2'].map((user) => person(user));
      const steps = await Promise.all(
        people.map((by, index) => stepChange(store, id, approve(by, 3, { job: `job-${index}` }))),
      );
      expect(steps.filter(({ isChanged }) => isChanged)).toHaveLength(3);
      const there = await loadChange(store, id);
      expect(there?.state).toBe('approved');
      expect(new Set(there?.approvals.given.map(({ by }) => by.user)).size).toBe(3);
      const isExecutor = (index: number) => there?.executor === `job-${index}`;
      expect(steps.filter((one, index) => one.isChanged && isExecutor(index))).toHaveLength(1);
    });

    it('is still its executor’s when the Job comes again, and ends once', async () => {
      await openChange(store, change);
      await stepChange(store, id, approve(grace));
      const again = await stepChange(store, id, approve(grace, 6));
      expect(again).toMatchObject({ isChanged: false, change: { executor: 'job-1' } });
      const ends = [end(), end(), end('job-2'), end('job-1', 'failed')];
      const steps = await Promise.all(ends.map((event) => stepChange(store, id, event)));
      expect(steps.filter(({ isChanged }) => isChanged)).toHaveLength(1);
    });

    it('that nobody opened is a bug to step', async () => {
      await expect(stepChange(store, 'ch-none', cancel(ada))).rejects.toThrow('no change ch-none');
    });

    it('has an id that follows from its Job', () => {
      expect(changeId('slash/1')).toBe(changeId('slash/1'));
      expect(changeId('slash/1')).not.toBe(changeId('slash/2'));
      expect(changeId('slash/1')).toMatch(/^ch-[0-9a-hjkmnp-tv-z]{8}$/);
    });
  });

  describe('an id as it was typed', () => {
    const at = { now: new Date(minute(1)), line: (near: string) => `approve ${near}` };
    const find = (typed: string) => findChange(store, typed, at);

    it.each(['ch-7f3k2m9x', 'CH-7F3K2M9X', '7f3k2m9x', 'ch7f3k2m9x'])(
      '%s is found',
      async (typed) => {
        await openChange(store, change);
        expect(await find(typed)).toEqual(change);
      },
    );

    it('may have letters that look like digits', async () => {
      const other = await openChange(store, exampleChange({ id: 'ch-01a1b0cd' }));
      expect(await find('ch-oiAlbOcd')).toEqual(other);
    });

    it('that does not exist gets the nearest that waits, and no other', async () => {
      const place = (object: string) => ({ cluster: 'main', object });
      const take = (object: string, near: string, minutes: number) =>
        takeSlot(
          store,
          place(object),
          { change: near, until: minute(minutes) },
          new Date(minute(0)),
        );
      await take('ingresses/shop/api-canary', id, 15);
      await take('ingresses/shop/web-canary', 'ch-7f3k2m9z', 0.5);
      const error = await find('ch-7f3k2mx9').catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({
        kind: 'not-found',
        message: 'There is no change `ch-7f3k2mx9`.',
        hint: 'Did you mean `ch-7f3k2m9x`?',
        suggestions: ['approve ch-7f3k2m9x'],
      });
      await expect(find('ch-00000000')).rejects.toMatchObject({
        hint: '`history` lists those that there were.',
        suggestions: [],
      });
    });
  });
}
