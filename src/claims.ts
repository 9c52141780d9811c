/**
 * Each Job is answered once, though the queue may deliver it many times: whoever inserts the claim
 * answers, and the claim of one that died in the middle is taken over when it has expired. The claim
 * also remembers how far the answer got, so that the next one goes on instead of saying it again.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Job } from './job.ts';
import type { Log } from './log.ts';
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
  /** Whoever claimed it last, by a name made for the claim. */
  owner: z.string(),
  progress: z.unknown(),
});
type ClaimState = z.infer<typeof ClaimState>;

/** How far an answer got; plain JSON, what it means is known to whoever says it. */
export interface Progress {
  readonly value: unknown;
  /** @throws TakenOver */
  save(value: unknown): Promise<void>;
  /**
   * Before anything is said. A function that was frozen in the middle wakes up with its claim expired,
   * and would say once more what somebody else has said.
   * @throws TakenOver
   */
  hold(): void;
}

/** Somebody else answers the Job by now; whoever reads this says no more. */
export class TakenOver extends Error {}

export interface Claim {
  progress: Omit<Progress, 'hold'>;
  /** Nobody shall answer this Job again. Nothing happens if somebody else does by now. */
  done(): Promise<void>;
  /** Somebody else may go on at once. Nothing happens if somebody else does already. */
  release(): Promise<void>;
}

export type ClaimResult = { kind: 'claimed'; claim: Claim } | { kind: 'taken'; outcome: Outcome };

const keyOf = (id: string) => `job/${id}`;
const mine = (now: Date) =>
  ({
    state: 'claimed',
    until: now.getTime() + claimSeconds * 1000,
    owner: randomUUID(),
  }) as const;

export async function claimJob(store: Store, id: string, now: Date): Promise<ClaimResult> {
  const fresh = mine(now);
  if (await store.insert(keyOf(id), { ...fresh, progress: null }, { ttl: rememberSeconds })) {
    const entry = await readOwn(store, keyOf(id), fresh);
    return entry ? claimed(store, entry) : retry(1);
  }
  const entry = await store.get(keyOf(id));
  if (!entry) return retry(1);
  const held = ClaimState.parse(entry.value);
  if (held.state === 'done') return { kind: 'taken', outcome: { kind: 'done' } };
  const leftMs = held.state === 'free' ? 0 : held.until - now.getTime();
  if (leftMs > 0) return retry(Math.ceil(leftMs / 1000));
  const taken = await swap(store, entry, { ...held, ...fresh });
  return taken ? claimed(store, taken) : retry(1);
}

/** Takes the claim from whoever holds it: for the last word. @returns undefined if all was said */
export async function seizeJob(store: Store, id: string, now: Date): Promise<Claim | undefined> {
  const result = await claimJob(store, id, now);
  if (result.kind === 'claimed') return result.claim;
  if (result.outcome.kind === 'done') return undefined;
  const entry = await store.get(keyOf(id));
  const state = entry && { ...ClaimState.parse(entry.value), ...mine(now) };
  const taken = entry && state && (await swap(store, entry, state));
  if (!taken) throw new Error(`seize job ${id}: somebody else is at it just now`);
  return claimed(store, taken).claim;
}

export interface ClaimDeps {
  store: Store;
  now: () => Date;
  log: Pick<Log, 'warn'>;
}

/**
 * Acts if nobody else does or did. A store that fails in the middle does not stop an answer: what was
 * said cannot be taken back, and to break off would say it again.
 */
export async function underClaim(
  { id }: Pick<Job, 'id'>,
  { store, now, log }: ClaimDeps,
  act: (progress: Progress) => Promise<Outcome>,
): Promise<Outcome> {
  const begin = now();
  const result = await claimJob(store, id, begin);
  if (result.kind === 'taken') return result.outcome;
  const { progress, done, release } = result.claim;
  let said = progress.value;
  const asMayBe = async (what: string, write: () => Promise<void>) => {
    try {
      await write();
    } catch (error) {
      if (error instanceof TakenOver) throw error;
      log.warn(`a claim could not be ${what}`, { job: id, error });
    }
  };
  try {
    const outcome = await act({
      get value() {
        return said;
      },
      save(value) {
        said = value;
        return asMayBe('brought up to date', () => progress.save(value));
      },
      hold() {
        const ageMs = now().getTime() - begin.getTime();
        if (ageMs >= claimSeconds * 1000) throw new TakenOver(`the claim of ${id} has expired`);
      },
    });
    if (outcome.kind === 'done') await asMayBe('closed', done);
    else await asMayBe('released', release);
    return outcome;
  } catch (error) {
    // Who took over may be killed yet: come and see, when that claim has expired.
    if (error instanceof TakenOver) return { kind: 'retry', afterSeconds: claimSeconds };
    await asMayBe('released', release);
    throw error;
  }
}

function claimed(store: Store, entry: Entry): { kind: 'claimed'; claim: Claim } {
  let current = entry;
  const { owner } = ClaimState.parse(entry.value);

  /** @returns false after the claim was taken over by somebody else: what we write no longer counts */
  async function write(change: Partial<ClaimState>): Promise<boolean> {
    const next = { ...ClaimState.parse(current.value), ...change };
    const written = (await swap(store, current, next)) ?? (await again(next));
    current = written ?? current;
    return written !== undefined;
  }
  /** An earlier write may have counted although it seemed to fail: then the entry is still ours. */
  async function again(next: ClaimState): Promise<Entry | undefined> {
    const found = await readOwn(store, current.key, { owner });
    const isOurs = found && ClaimState.parse(found.value).state === 'claimed';
    return isOurs ? swap(store, found, next) : undefined;
  }
  return {
    kind: 'claimed',
    claim: {
      progress: {
        get value() {
          return ClaimState.parse(current.value).progress;
        },
        async save(progress) {
          if (!(await write({ progress }))) throw new TakenOver(`${entry.key} was taken over`);
        },
      },
      done: async () => void (await write({ state: 'done', progress: null })),
      release: async () => void (await write({ state: 'free' })),
    },
  };
}

async function swap(store: Store, read: Entry, value: ClaimState): Promise<Entry | undefined> {
  if (!(await store.replace(read, value, { ttl: rememberSeconds }))) return undefined;
  return readOwn(store, read.key, value);
}

/** What was written a moment ago, unless somebody else has it already. */
async function readOwn(
  store: Store,
  key: string,
  { owner }: Pick<ClaimState, 'owner'>,
): Promise<Entry | undefined> {
  const entry = await store.get(key);
  return entry && ClaimState.parse(entry.value).owner === owner ? entry : undefined;
}

const retry = (afterSeconds: number): ClaimResult => ({
  kind: 'taken',
  outcome: { kind: 'retry', afterSeconds },
});
