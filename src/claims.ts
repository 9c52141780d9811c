/**
 * Each Job is answered once, though the queue may deliver it many times: whoever inserts the claim
 * answers, and the claim of one that died in the middle is taken over when it has expired. The claim
 * also remembers how far the answer got, so that the next one goes on instead of saying it again.
 */
import * as z from 'zod';
import type { Outcome } from './queue/queue.ts';
import type { Entry, Store } from './store/store.ts';

/** Longer than any Job may take: the worker's own timeout is 60 s. */
export const claimSeconds = 90;
/** Longer than any queue keeps a message (SQS: 14 days at most, ours 4). */
const rememberSeconds = 5 * 24 * 3600;

const ClaimState = z.object({
  state: z.enum(['claimed', 'free', 'done']),
  /** Epoch milliseconds. */
  until: z.number(),
  progress: z.unknown(),
});
type ClaimState = z.infer<typeof ClaimState>;

/** How far an answer got; plain JSON, what it means is known to whoever says it. */
export interface Progress {
  readonly value: unknown;
  save(value: unknown): Promise<void>;
}

export interface Claim {
  progress: Progress;
  /** Nobody shall answer this Job again. */
  done(): Promise<void>;
  /** Somebody else may go on at once. */
  release(): Promise<void>;
}

export type ClaimResult = { kind: 'claimed'; claim: Claim } | { kind: 'taken'; outcome: Outcome };

export async function claimJob(store: Store, id: string, now: Date): Promise<ClaimResult> {
  const key = `job/${id}`;
  const fresh = { state: 'claimed', until: now.getTime() + claimSeconds * 1000 } as const;
  if (await store.insert(key, { ...fresh, progress: null }, { ttl: rememberSeconds })) {
    const entry = await store.get(key);
    return entry ? claimed(store, entry) : retry(1);
  }
  const entry = await store.get(key);
  if (!entry) return retry(1);
  const held = ClaimState.parse(entry.value);
  if (held.state === 'done') return { kind: 'taken', outcome: { kind: 'done' } };
  const leftMs = held.state === 'free' ? 0 : held.until - now.getTime();
  if (leftMs > 0) return retry(Math.ceil(leftMs / 1000));
  const mine = await swap(store, entry, { ...held, ...fresh });
  return mine ? claimed(store, mine) : retry(1);
}

function claimed(store: Store, entry: Entry): ClaimResult {
  let current = entry;
  /** After the claim was taken over by somebody else, what we write no longer counts. */
  const write = async (change: Partial<ClaimState>) => {
    const next = { ...ClaimState.parse(current.value), ...change };
    current = (await swap(store, current, next)) ?? current;
  };
  return {
    kind: 'claimed',
    claim: {
      progress: {
        get value() {
          return ClaimState.parse(current.value).progress;
        },
        save: (progress) => write({ progress }),
      },
      done: () => write({ state: 'done', progress: null }),
      release: () => write({ state: 'free' }),
    },
  };
}

async function swap(store: Store, read: Entry, value: ClaimState): Promise<Entry | undefined> {
  if (!(await store.replace(read, value, { ttl: rememberSeconds }))) return undefined;
  return store.get(read.key);
}

const retry = (afterSeconds: number): ClaimResult => ({
  kind: 'taken',
  outcome: { kind: 'retry', afterSeconds },
});
