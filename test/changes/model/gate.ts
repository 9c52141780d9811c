/** Where every call waits for its turn, and some deliveries die. */
import type { Scheduler } from 'fast-check';

/** A delivery has died in the middle; its Job will come again. */
export class Crash extends Error {}

export interface Fault {
  /** Which call of all, from 0 on. */
  call: number;
  /** It took effect, and only its answer was lost. */
  isAfter: boolean;
}

export interface Delivery<J> {
  job: J;
  isAlive: boolean;
}

export interface Gate {
  /** When it happens is the scheduler's to say. @throws Crash */
  pass<T>(delivery: Delivery<{ id: string }>, label: string, act: () => Promise<T>): Promise<T>;
  /** From now on nothing fails any more. */
  calm(): void;
}

export function createGate(scheduler: Scheduler, planned: readonly Fault[]): Gate {
  let calls = 0;
  const faults = new Map(planned.map(({ call, isAfter }) => [call, isAfter]));
  const die = (delivery: Delivery<unknown>): never => {
    delivery.isAlive = false;
    throw new Crash();
  };
  async function attempt<T>(delivery: Delivery<unknown>, act: () => Promise<T>): Promise<T> {
    if (!delivery.isAlive) throw new Crash();
    const isAfter = faults.get(calls++);
    if (isAfter === false) die(delivery);
    const answer = await act();
    return isAfter ? die(delivery) : answer;
  }
  return {
    pass: (delivery, label, act) =>
      new Promise((resolve, reject) => {
        const builder = () => attempt(delivery, act).then(resolve, reject);
        scheduler.scheduleSequence([{ builder, label: `${delivery.job.id}: ${label}` }]);
      }),
    calm: () => faults.clear(),
  };
}
