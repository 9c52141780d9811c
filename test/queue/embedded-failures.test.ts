import { describe, expect, it, vi } from 'vitest';
import type { Job } from '../../src/job.ts';
import { embeddedWorld, gate } from './embedded-world.ts';
import { done, exampleJob } from './queue.contract.ts';

const world = embeddedWorld();

describe('the embedded queue, when a delivery fails,', () => {
  it('waits longer after every failure: 1, 2, 4, 8 s', async () => {
    const times: number[] = [];
    const queue = world.start({
      handle: async () => {
        times.push(Date.now() / 1000);
        throw new Error('no');
      },
    });
    await queue.send(exampleJob('1'));
    await world.pass(1000);
    expect(times).toEqual([0, 1, 3, 7, 15]);
  });

  it('takes a throw before the first await for a failure too', async () => {
    const queue = world.start({
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
    const queue = world.start({ handle, maxAttempts: 1 });
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
    await world.start({ handle }).send(exampleJob('1'));
    await world.pass(899);
    expect(deliveries).toBe(1);
    await world.pass(1);
    expect(deliveries).toBe(2);
  });

  it('tells of a Job that is given up, and stands it when that fails', async () => {
    const told: [Job, unknown][] = [];
    const error = new Error('never');
    const queue = world.start({
      handle: () => Promise.reject(error),
      maxAttempts: 2,
      onDead: async (job, reason) => {
        told.push([job, reason]);
        throw new Error('Slack is down');
      },
    });
    await queue.send(exampleJob('1'));
    await world.pass(10);
    await queue.idle();
    expect(told).toEqual([[exampleJob('1'), error]]);
    expect(world.logged.map((line) => JSON.parse(line).message)).toEqual([
      'a delivery failed',
      'a delivery failed',
      'a job is given up',
      'a given up job could not be told',
    ]);
  });

  it('gives up a message that is no Job at once, keeps its text, and logs none of its values', async () => {
    const onDead = vi.fn();
    const queue = world.start({ handle: async () => done, onDead });
    await queue.send({ ...exampleJob('1'), askedAt: 'hunter2' });
    await queue.idle();
    expect(queue.dead).toHaveLength(1);
    expect(queue.dead[0]?.body).toContain('hunter2');
    expect(onDead).not.toHaveBeenCalled();
    expect(world.logged.join()).toContain('askedAt');
    expect(world.logged.join()).not.toContain('hunter2');
  });

  it('never logs where to answer', async () => {
    const job = exampleJob('1');
    const reply = { ...job.reply, responseUrl: 'https://hooks.example/hunter2' };
    const queue = world.start({ handle: () => Promise.reject(new Error('no')), maxAttempts: 1 });
    await queue.send({ ...job, reply } as Job);
    await queue.idle();
    expect(queue.dead).toHaveLength(1);
    expect(world.logged.join()).not.toContain('hunter2');
  });

  it('delivers again what takes too long, beside the delivery that goes on', async () => {
    const { handle, open } = gate();
    const queue = world.start({ handle, visibilitySeconds: 60, maxAttempts: 2 });
    await queue.send(exampleJob('1'));
    await world.pass(60);
    expect(open).toHaveLength(1);
    await world.pass(1);
    expect(open).toHaveLength(2);
    await world.pass(60);
    expect(queue.dead).toMatchObject([
      { error: { message: 'the delivery took longer than 60 s' } },
    ]);
  });

  it('does not deliver again what was done late but before its next delivery', async () => {
    const { handle, open } = gate();
    const queue = world.start({ handle, visibilitySeconds: 60 });
    await queue.send(exampleJob('1'));
    await world.pass(60);
    open[0]?.();
    await queue.idle();
    await world.pass(900);
    expect(open).toHaveLength(1);
    expect(queue.dead).toEqual([]);
  });
});
