/**
 * The journal in the store. Entries are inserted and never replaced, and have no end: who did what, and
 * when, stays as it was first written.
 */
import { dayKey, entryKey, JournalEntry } from './access/journal.ts';
import type { Store } from './store/store.ts';

/** What is there already stays as it is. */
export async function appendJournal(store: Store, entries: readonly JournalEntry[]): Promise<void> {
  await Promise.all(entries.map((entry) => store.insert(entryKey(entry), entry)));
}

/** All that happened to one change, in its order. */
export type Story = readonly JournalEntry[];

export interface Stories {
  /** By their request, newest first. */
  stories: Story[];
  /** There were more of them than are asked for, or the time reaches back further than is read. */
  isCut: boolean;
}

const dayMs = 24 * 3600 * 1000;
/** Days read at once. */
const batch = 8;
export const mostDays = 400;

/**
 * The changes of a cluster to which anything has happened since then.
 * @param most how many of them, the newest ones
 */
export async function readJournal(
  store: Store,
  { cluster, since, now, most, isWanted = () => true }: JournalQuery,
): Promise<Stories> {
  const days = daysBetween(since, now);
  const isSince = (story: Story) => story.some(({ at }) => Date.parse(at) >= since.getTime());
  const stories: Story[] = [];
  let read = 0;
  while (read < Math.min(days.length, mostDays) && stories.length <= most) {
    const next = days.slice(read, read + batch);
    const found = await Promise.all(next.map((day) => readDay(store, cluster, day)));
    stories.push(...found.flat().filter((story) => isSince(story) && isWanted(story)));
    read += next.length;
  }
  return { stories: stories.slice(0, most), isCut: read < days.length || stories.length > most };
}

export interface JournalQuery {
  cluster: string;
  since: Date;
  now: Date;
  most: number;
  isWanted?: (story: Story) => boolean;
}

/** Newest first; one more than asked for, because a change lies under the day of its request. */
function daysBetween(since: Date, now: Date): string[] {
  const first = since.getTime() - dayMs;
  const length = Math.max(0, Math.floor(now.getTime() / dayMs) - Math.floor(first / dayMs) + 1);
  return Array.from({ length }, (_, back) =>
    new Date(now.getTime() - back * dayMs).toISOString().slice(0, 10),
  );
}

/** Newest change first, and what happened to each in its order: the order of the keys. */
async function readDay(store: Store, cluster: string, day: string): Promise<Story[]> {
  const entries = await store.list(dayKey(cluster, day));
  const all = entries.map(({ value }) => JournalEntry.parse(value));
  return [...Map.groupBy(all, ({ change }) => change).values()].reverse();
}
