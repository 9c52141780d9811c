/**
 * A world in which everything that can go wrong does: Jobs are delivered again and again, also while an
 * earlier delivery is under way; between any two calls of one, others go on, and after any call, done or
 * not, a delivery may be dead. The order is the scheduler's.
 */
import type { Scheduler } from 'fast-check';
import type { Store } from '../../../src/store/store.ts';
import { Crash, createGate, type Delivery, type Fault, type Gate } from './gate.ts';
import { createThing, type Thing, type Write } from './thing.ts';
import { type Written, watch } from './watch.ts';

/** What one delivery of a Job can reach; every call of it may be its last. */
export interface Office {
  store: Store;
  now(): Date;
  thing: Thing;
}

export interface World<J> {
  now(): Date;
  /** As it is, without any delay. */
  store: Store;
  /** Everything that was ever written to the store, and to the thing that is changed. */
  written: readonly Written[];
  writes: readonly Write[];
  meddle(value: number): void;
  /** Jobs in the order in which their deliveries began. */
  begun: readonly J[];
  /** Those whose last delivery died. */
  crashed: ReadonlySet<J>;
  /** What was thrown and is no crash. */
  bugs: readonly unknown[];
  deliver(job: J): void;
  /** Lets so many calls happen, or all there are. */
  turn(most?: number): Promise<void>;
  /** No delivery lives for longer than a minute. */
  wait(minutes: number): void;
  /** From now on nothing fails any more. */
  calm(): void;
}

export interface WorldOptions<J> {
  scheduler: Scheduler;
  /** Empty, on that clock. */
  makeStore(now: () => Date): Promise<Store> | Store;
  faults: readonly Fault[];
  run(office: Office, job: J): Promise<void>;
}

export async function createWorld<J extends { id: string }>(
  options: WorldOptions<J>,
): Promise<World<J>> {
  const { scheduler, makeStore, faults } = options;
  let time = Date.parse('2026-11-28T14:00:00Z');
  const now = () => new Date(time);
  const gate = createGate(scheduler, faults);
  const { store, written } = watch(await makeStore(now));
  const { begun, crashed, bugs, under, start } = deliveries(options.run);
  const { thing, writes, meddle } = createThing(store, begun);
  return {
    ...{ now, store, written, writes, meddle, begun, crashed, bugs },
    deliver: (job) => start(job, (delivery) => officeOf(delivery, gate, { store, now, thing })),
    async turn(most = Number.POSITIVE_INFINITY) {
      for (let done = 0; done < most && scheduler.count() > 0; done++) {
        await scheduler.waitOne();
        // Whatever follows from the call, as far as the next one.
        await new Promise(setImmediate);
      }
    },
    wait(minutes) {
      time += minutes * 60_000;
      if (minutes > 1) for (const delivery of under) delivery.isAlive = false;
    },
    calm: () => gate.calm(),
  };
}

/** Which Jobs are under way, and how it went. */
function deliveries<J>(run: (office: Office, job: J) => Promise<void>) {
  const [begun, bugs]: [J[], unknown[]] = [[], []];
  const [under, crashed] = [new Set<Delivery<J>>(), new Set<J>()];
  async function start(job: J, officeFor: (delivery: Delivery<J>) => Office): Promise<void> {
    const delivery = { job, isAlive: true };
    begun.push(job);
    under.add(delivery);
    try {
      await run(officeFor(delivery), job);
      crashed.delete(job);
    } catch (error) {
      if (error instanceof Crash) crashed.add(job);
      else bugs.push(error);
    }
    under.delete(delivery);
  }
  return { begun, bugs, under, crashed, start };
}

function officeOf(
  delivery: Delivery<{ id: string }>,
  gate: Gate,
  { store, now, thing }: Office,
): Office {
  const gated =
    <A extends unknown[], T>(label: string, act: (...all: A) => Promise<T>) =>
    (...all: A) =>
      gate.pass(delivery, label, () => act(...all));
  return {
    now,
    store: {
      get: gated('get', store.get),
      insert: gated('insert', store.insert),
      replace: gated('replace', store.replace),
      list: gated('list', store.list),
      close: gated('close', store.close),
    },
    thing: { read: gated('read', thing.read), patch: gated('patch', thing.patch) },
  };
}
