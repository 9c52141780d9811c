import { describe, expect, it, vi } from 'vitest';
import { embeddedWorld, gate } from './embedded-world.ts';
import { done, exampleJob, queueContract } from './queue.contract.ts';

const world = embeddedWorld();

queueContract('the embedded queue', (options) => {
  const queue = world.start(options);
  return { queue, advance: world.pass, dead: () => queue.dead.length, close: () => queue.close() };
});

describe('the embedded queue', () => {
  it('delivers after send has returned, not within', async () => {
    let isDelivered = false;
    const queue = world.start({
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

  it('runs no more deliveries at once than it may', async () => {
    const { handle, open } = gate();
    const queue = world.start({ handle, concurrency: 2 });
    for (const id of ['1', '2', '3']) await queue.send(exampleJob(id));
    await world.pass(1);
    expect(open).toHaveLength(2);
    open[0]?.();
    await world.pass(0);
    expect(open).toHaveLength(3);
    for (const resolve of open) resolve();
    await queue.idle();
  });

  it('delivers the same message several times at once on demand', async () => {
    const { handle, open } = gate();
    const queue = world.start({ handle, duplicate: 3 });
    await queue.send(exampleJob('1'));
    await world.pass(0);
    expect(open).toHaveLength(3);
    for (const resolve of open) resolve();
    await queue.idle();
    expect(open).toHaveLength(3);
  });

  it('is idle at once when nothing was sent, and not while something waits for its time', async () => {
    const queue = world.start({ handle: async () => done });
    await queue.idle();
    await queue.send(exampleJob('1'), { delaySeconds: 5 });
    let isIdle = false;
    const idle = queue.idle().then(() => {
      isIdle = true;
    });
    await world.pass(4);
    expect(isIdle).toBe(false);
    await world.pass(1);
    await idle;
  });

  it('when closed lets the running delivery end, drops what waits, and takes nothing more', async () => {
    const { handle, open } = gate();
    const queue = world.start({ handle, concurrency: 1 });
    for (const id of ['1', '2']) await queue.send(exampleJob(id));
    await queue.send(exampleJob('3'), { delaySeconds: 5 });
    await world.pass(0);
    let isClosed = false;
    const closed = queue.close().then(() => {
      isClosed = true;
    });
    await world.pass(1);
    expect(isClosed).toBe(false);
    open[0]?.();
    await closed;
    await queue.idle();
    await world.pass(900);
    expect(open).toHaveLength(1);
    await expect(queue.send(exampleJob('4'))).rejects.toThrow('queue: it is closed');
    expect(vi.getTimerCount()).toBe(0);
  });
});
