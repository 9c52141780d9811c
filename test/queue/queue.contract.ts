/** What every Queue promises, whichever driver: run it with `queueContract` in the driver's test. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/job.ts';
import type { Handle, Outcome, Queue } from '../../src/queue/queue.ts';

/** A queue with its worker, on a clock that only `advance` moves. */
export interface QueueHarness {
  queue: Queue;
  /** Lets so many seconds pass, and whatever is due in them be delivered. */
  advance(seconds: number): Promise<void>;
  /** How many messages were given up. */
  dead(): Promise<number> | number;
  close(): Promise<void>;
}
export type MakeQueue = (options: {
  handle: Handle;
  maxAttempts: number;
}) => Promise<QueueHarness> | QueueHarness;

export function exampleJob(id: string, text = '/svc list'): Job {
  return {
    version: 1,
    id,
    command: 'list',
    args: {},
    scope: {},
    text,
    asker: { kind: 'slack', team: 'T1', user: 'U1' },
    reply: { kind: 'slack', channel: 'C1', private: false },
    askedAt: '2026-11-01T00:00:00Z',
  };
}

export const done: Outcome = { kind: 'done' };

export function queueContract(name: string, make: MakeQueue): void {
  describe(`${name} is a Queue:`, () => {
    let harness: QueueHarness | undefined;
    afterEach(() => harness?.close());

    async function start(handle: Handle, maxAttempts = 5) {
      const got: Job[] = [];
      const seen: Handle = (job) => {
        got.push(job);
        return handle(job);
      };
      harness = await make({ handle: seen, maxAttempts });
      return { ...harness, got, ids: () => got.map(({ id }) => id) };
    }

    it('delivers a Job as it was when it was sent', async () => {
      const { queue, advance, got } = await start(async () => done);
      const job = exampleJob('1', 'ü 漢 😀 \u0000 \u2028 \ufffe \uffff " \\ \n');
      const sent = structuredClone(job);
      await queue.send(job);
      job.text = 'changed afterwards';
      await advance(1);
      expect(got).toEqual([sent]);
    });

    it('does not deliver again what is done', async () => {
      const { queue, advance, ids } = await start(async () => done);
      await queue.send(exampleJob('1'));
      for (let n = 0; n < 5; n += 1) await advance(900);
      expect(ids()).toEqual(['1']);
    });

    it('delivers each of many Jobs, sent at once', async () => {
      const { queue, advance, ids } = await start(async () => done);
      const all = Array.from({ length: 50 }, (_, n) => `job-${n}`);
      await Promise.all(all.map((id) => queue.send(exampleJob(id))));
      await advance(1);
      expect(new Set(ids())).toEqual(new Set(all));
    });

    it('takes the same Job twice', async () => {
      const { queue, advance, ids } = await start(async () => done);
      await queue.send(exampleJob('1'));
      await queue.send(exampleJob('1'));
      await advance(1);
      expect(ids()).toEqual(['1', '1']);
    });

    it('delivers again what failed, at most 900 s later', async () => {
      let failures = 2;
      const { queue, advance, ids, dead } = await start(async () => {
        if (failures-- > 0) throw new Error('not yet');
        return done;
      });
      await queue.send(exampleJob('1'));
      await advance(0);
      expect(ids()).toHaveLength(1);
      await advance(900);
      await advance(900);
      expect(ids()).toHaveLength(3);
      expect(await dead()).toBe(0);
    });

    it('gives up what fails at every attempt, and only that', async () => {
      const { queue, advance, ids, dead } = await start(async ({ id }) => {
        if (id === 'bad') throw new Error('never');
        return done;
      }, 3);
      await queue.send(exampleJob('bad'));
      await queue.send(exampleJob('good'));
      for (let n = 0; n < 6; n += 1) await advance(900);
      expect(ids().toSorted()).toEqual(['bad', 'bad', 'bad', 'good']);
      expect(await dead()).toBe(1);
    });

    it('delivers again after the seconds the handler asks for, not before', async () => {
      const outcomes: Outcome[] = [{ kind: 'retry', afterSeconds: 30 }, done];
      const { queue, advance, ids } = await start(async () => outcomes.shift() ?? done);
      await queue.send(exampleJob('1'));
      await advance(0);
      await advance(29);
      expect(ids()).toHaveLength(1);
      await advance(1);
      expect(ids()).toHaveLength(2);
    });

    it('gives up what asks for another delivery for ever', async () => {
      const { queue, advance, ids, dead } = await start(
        async () => ({ kind: 'retry', afterSeconds: 1 }),
        3,
      );
      await queue.send(exampleJob('1'));
      for (let n = 0; n < 6; n += 1) await advance(900);
      expect(ids()).toHaveLength(3);
      expect(await dead()).toBe(1);
    });

    it.each([1, 900])('delivers after a delay of %d s, not before', async (delaySeconds) => {
      const { queue, advance, ids } = await start(async () => done);
      await queue.send(exampleJob('1'), { delaySeconds });
      await advance(delaySeconds - 1);
      expect(ids()).toEqual([]);
      await advance(1);
      expect(ids()).toEqual(['1']);
    });

    it.each([-1, 901, 1.5, Number.NaN])('refuses a delay of %d s', async (delaySeconds) => {
      const { queue, advance, ids } = await start(async () => done);
      const words = `delaySeconds is a whole number from 0 to 900, not ${delaySeconds}`;
      await expect(queue.send(exampleJob('1'), { delaySeconds })).rejects.toThrow(words);
      await advance(900);
      expect(ids()).toEqual([]);
    });

    it('refuses a Job above 256 KB', async () => {
      const { queue } = await start(async () => done);
      const job = { ...exampleJob('1'), args: { all: 'é'.repeat(128 * 1024) } };
      await expect(queue.send(job)).rejects.toThrow(/the job 1 has \d+ bytes, more than 262144/);
    });

    it('gives up a message that is no Job without handing it over', async () => {
      const { queue, advance, ids, dead } = await start(async () => done);
      // As sent by a version of the front that is newer than the worker.
      await queue.send({ ...exampleJob('1'), version: 2 } as unknown as Job);
      await queue.send(exampleJob('2'));
      for (let n = 0; n < 6; n += 1) await advance(900);
      expect(ids()).toEqual(['2']);
      expect(await dead()).toBe(1);
    });
  });
}
