import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../src/job.ts';
import { createLog } from '../../src/log.ts';
import {
  createEmbeddedQueue,
  type EmbeddedQueue,
  type EmbeddedQueueOptions,
} from '../../src/queue/embedded.ts';
import { done, exampleJob, queueContract } from './queue.contract.ts';

let logged: string[] = [];
let queues: EmbeddedQueue[] = [];

function start(options: Omit<EmbeddedQueueOptions, 'log'>): EmbeddedQueue {
  const log = createLog({ write: (line) => logged.push(line) });
  const queue = createEmbeddedQueue({ ...options, log });
  queues.push(queue);
  return queue;
}

const pass = async (seconds: number) => {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
};

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  logged = [];
  queues = [];
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.close()));
  vi.useRealTimers();
});

queueContract('the embedded queue', (options) => {
  const queue = start(options);
  return { queue, advance: pass, dead: () => queue.dead.length, close: () => queue.close() };
});

/** A handler that waits until it is told to go on. */
function gate() {
  const open: (() => void)[] = [];
  const handle = () =>
    new Promise<typeof done>((resolve) => {
      open.push(() => resolve(done));
    });
  return { handle, open };
}

describe('the embedded queue', () => {
  it('delivers after send has returned, not within', async () => {
    let isDelivered = false;
    const queue = start({
      handle: async () => {
        isDelivered = true;
        return done;
      },
    });
    const sent = queue.send(exampleJob('1'));
    expect(isDelivered).toBe(false);
    await sent;
    await queue.idle();
    expect(isDelivered).toBe(true);
  });

  it('waits longer after every failure: 1, 2, 4, 8 s', async () => {
    const times: number[] = [];
    const queue = start({
      handle: async () => {
        times.push(Date.now() / 1000);
        throw new Error('no');
      },
    });
    await queue.send(exampleJob('1'));
    await pass(1000);
    expect(times).toEqual([0, 1, 3, 7, 15]);
  });

  it('takes a throw before the first await for a failure too', async () => {
    const queue = start({
      handle: () => {
        throw new Error('at once');
      },
      maxAttempts: 1,
    });
    await queue.send(exampleJob('1'));
    await queue.idle();
    expect(queue.dead).toMatchObject([{ job: { id: '1' }, error: { message: 'at once' } }]);
  });

  it.each([-1, Number.NaN])('takes a retry after %d s for a failure', async (afterSeconds) => {
    const handle = async () => ({ kind: 'retry', afterSeconds }) as const;
    const queue = start({ handle, maxAttempts: 1 });
    await queue.send(exampleJob('1'));
    await queue.idle();
    expect(String(queue.dead[0]?.error)).toContain('afterSeconds is 0 or more');
  });

  it('delivers after 900 s what asks for a later time', async () => {
    let deliveries = 0;
    const handle = async () => {
      deliveries += 1;
      return { kind: 'retry', afterSeconds: 86_400 } as const;
    };
    await start({ handle }).send(exampleJob('1'));
    await pass(899);
    expect(deliveries).toBe(1);
    await pass(1);
    expect(deliveries).toBe(2);
  });

  it('tells of a Job that is given up, and stands it when that fails', async () => {
    const told: [Job, unknown][] = [];
    const error = new Error('never');
    const queue = start({
      handle: () => Promise.reject(error),
      maxAttempts: 2,
      onDead: async (job, reason) => {
        told.push([job, reason]);
        throw new Error('Slack is down');
      },
    });
    await queue.send(exampleJob('1'));
    await pass(10);
    await queue.idle();
    expect(told).toEqual([[exampleJob('1'), error]]);
    expect(logged.map((line) => JSON.parse(line).message)).toEqual([
      'a delivery failed',
      'a delivery failed',
      'a job is given up',
      'a given up job could not be told',
    ]);
  });

  it('gives up a message that is no Job at once, keeps its text, and logs none of its values', async () => {
    const onDead = vi.fn();
    const queue = start({ handle: async () => done, onDead });
    await queue.send({ ...exampleJob('1'), askedAt: 'hunter2' });
    await queue.idle();
    expect(queue.dead).toHaveLength(1);
    expect(queue.dead[0]?.body).toContain('hunter2');
    expect(onDead).not.toHaveBeenCalled();
    expect(logged.join()).toContain('askedAt');
    expect(logged.join()).not.toContain('hunter2');
  });

  it('never logs where to answer', async () => {
    const job = exampleJob('1');
    const reply = { ...job.reply, responseUrl: 'https://hooks.example/hunter2' };
    const queue = start({ handle: () => Promise.reject(new Error('no')), maxAttempts: 1 });
    await queue.send({ ...job, reply } as Job);
    await queue.idle();
    expect(queue.dead).toHaveLength(1);
    expect(logged.join()).not.toContain('hunter2');
  });

  it('runs no more deliveries at once than it may', async () => {
    const { handle, open } = gate();
    const queue = start({ handle, concurrency: 2 });
    for (const id of ['1', '2', '3']) await queue.send(exampleJob(id));
    await pass(1);
    expect(open).toHaveLength(2);
    open[0]?.();
    await pass(0);
    expect(open).toHaveLength(3);
    for (const resolve of open) resolve();
    await queue.idle();
  });

  it('delivers the same message several times at once on demand', async () => {
    const { handle, open } = gate();
    const queue = start({ handle, duplicate: 3 });
    await queue.send(exampleJob('1'));
    await pass(0);
    expect(open).toHaveLength(3);
    for (const resolve of open) resolve();
    await queue.idle();
    expect(open).toHaveLength(3);
  });

  it('delivers again what takes too long, beside the delivery that goes on', async () => {
    const { handle, open } = gate();
    const queue = start({ handle, visibilitySeconds: 60, maxAttempts: 2 });
    await queue.send(exampleJob('1'));
    await pass(60);
    expect(open).toHaveLength(1);
    await pass(1);
    expect(open).toHaveLength(2);
    await pass(60);
    expect(queue.dead).toMatchObject([
      { error: { message: 'the delivery took longer than 60 s' } },
    ]);
  });

  it('does not deliver again what was done late but before its next delivery', async () => {
    const { handle, open } = gate();
    const queue = start({ handle, visibilitySeconds: 60 });
    await queue.send(exampleJob('1'));
    await pass(60);
    open[0]?.();
    await queue.idle();
    await pass(900);
    expect(open).toHaveLength(1);
    expect(queue.dead).toEqual([]);
  });

  it('is idle at once when nothing was sent, and not while something waits for its time', async () => {
    const queue = start({ handle: async () => done });
    await queue.idle();
    await queue.send(exampleJob('1'), { delaySeconds: 5 });
    let isIdle = false;
    const idle = queue.idle().then(() => {
      isIdle = true;
    });
    await pass(4);
    expect(isIdle).toBe(false);
    await pass(1);
    await idle;
  });

  it('when closed lets the running delivery end, drops what waits, and takes nothing more', async () => {
    const { handle, open } = gate();
    const queue = start({ handle, concurrency: 1 });
    for (const id of ['1', '2']) await queue.send(exampleJob(id));
    await queue.send(exampleJob('3'), { delaySeconds: 5 });
    await pass(0);
    let isClosed = false;
    const closed = queue.close().then(() => {
      isClosed = true;
    });
    await pass(1);
    expect(isClosed).toBe(false);
    open[0]?.();
    await closed;
    await queue.idle();
    await pass(900);
    expect(open).toHaveLength(1);
    await expect(queue.send(exampleJob('4'))).rejects.toThrow('queue: it is closed');
    expect(vi.getTimerCount()).toBe(0);
  });
});
