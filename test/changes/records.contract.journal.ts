/** What is promised of the journal: what stands there stays, and is found again. */
import { describe, expect, it } from 'vitest';
import { entriesOf, entryKey, entryOf } from '../../src/access/journal.ts';
import { appendJournal, readJournal } from '../../src/journal.ts';
import type { Store } from '../../src/store/store.ts';
import {
  approve,
  end,
  exampleChange,
  following,
  grace,
  linus,
  minute,
  planned,
} from '../access/changes.examples.ts';

const day = 24 * 60;
const change = exampleChange({ needed: 2, reason: 'looks good' });
const carriedOut = following(change, approve(grace), approve(linus, 4), end());
const entries = entriesOf(carriedOut, planned);

/** One that was asked for so many days before, and only that. */
function earlier(days: number, cluster = 'main') {
  const requestedAt = minute(-days * day);
  return entriesOf(exampleChange({ id: `ch-${days}`, requestedAt, cluster }), planned);
}

export function journalContract(store: Store): void {
  const read = (minutes: number, most = 100, cluster = 'main') =>
    readJournal(store, {
      cluster,
      since: new Date(minute(minutes)),
      now: new Date(minute(9)),
      most,
    });
  const ids = async (...query: Parameters<typeof read>) =>
    (await read(...query)).stories.map(([first]) => first?.change);

  describe('the journal', () => {
    it('tells who did what with which plan, from the request to the outcome', async () => {
      const writing = { event: 'writing', at: minute(4.5) } as const;
      await appendJournal(store, [...entries, entryOf(carriedOut, planned, writing)]);
      const { stories, isCut } = await read(0);
      expect(isCut).toBe(false);
      expect(stories).toHaveLength(1);
      expect(stories[0]?.map(({ event, who }) => [event, who?.user])).toEqual([
        ['requested', 'U0ADA0001'],
        ['approved', 'U0GRACE01'],
        ['approved', 'U0LINUS01'],
        ['writing', undefined],
        ['applied', undefined],
      ]);
      expect(stories[0]?.[0]).toEqual({
        version: 1,
        event: 'requested',
        at: minute(0),
        who: { team: 'T1', user: 'U0ADA0001' },
        change: 'ch-7f3k2m9x',
        requestedAt: minute(0),
        cluster: 'main',
        object: 'ingresses/shop/api-canary',
        target: 'shop/api-canary',
        ...planned,
        hash: 'abc',
        channel: 'C0SHOP001',
        reason: 'looks good',
      });
    });

    it('has each entry once, as it was first written, for good', async () => {
      await Promise.all([1, 2, 3].map(() => appendJournal(store, entries)));
      const before = await store.list('journal/');
      expect(before).toHaveLength(entries.length);
      await appendJournal(
        store,
        entries.map((entry) => ({ ...entry, words: 'something else', at: minute(99) })),
      );
      expect(await store.list('journal/')).toEqual(before);
    });

    it('lies in the order of time, each day for itself', () => {
      expect(entries.map(entryKey)).toEqual(
        ['10-requested', '20-approved-U0GRACE01', '20-approved-U0LINUS01', '57-applied'].map(
          (last) => `journal/main/2026-11-28/2026-11-28T14:00:00.000Z-ch-7f3k2m9x/${last}`,
        ),
      );
    });

    it('is read newest first, of one cluster, as far back as is asked', async () => {
      const others = [earlier(3), earlier(1), earlier(40), earlier(10), earlier(2, 'staging')];
      await appendJournal(store, [...others.flat(), ...entries]);
      expect(await ids(-day)).toEqual(['ch-7f3k2m9x', 'ch-1']);
      expect(await ids(-30 * day)).toEqual(['ch-7f3k2m9x', 'ch-1', 'ch-3', 'ch-10']);
      expect(await ids(-50 * day)).toHaveLength(5);
      expect(await ids(-50 * day, 100, 'staging')).toEqual(['ch-2']);
    });

    it('finds a change by what happened to it since, though it was asked for before', async () => {
      await appendJournal(store, entries);
      expect(await ids(4.9)).toEqual(['ch-7f3k2m9x']);
      expect(await ids(5.1)).toEqual([]);
    });

    it('says so where there is more than is asked for, and leaves out the oldest', async () => {
      const all = Array.from({ length: 30 }, (_, days) => earlier(days));
      await appendJournal(store, all.flat());
      expect(await read(-29 * day, 30)).toMatchObject({ isCut: false });
      expect(await read(-29 * day, 29)).toMatchObject({ isCut: true });
      expect(await ids(-29 * day, 3)).toEqual(['ch-0', 'ch-1', 'ch-2']);
      expect(await read(-500 * day)).toMatchObject({ isCut: true });
    });
  });
}
