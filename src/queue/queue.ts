/**
 * The way from the front to the worker: at least once, in no order. Whoever handles a Job must stand
 * being handed it twice, and claims it in the store first.
 */
import type { Job } from '../job.ts';

/** What became of a delivery: finished, or to be delivered again after a while (seconds). */
export type Outcome = { kind: 'done' } | { kind: 'retry'; afterSeconds: number };

/** A throw means the delivery failed: it comes again, and after too many times goes to the dead. */
export type Handle = (job: Job) => Promise<Outcome>;

export interface Queue {
  /** @param delaySeconds 0 to 900 */
  send(job: Job, options?: { delaySeconds?: number }): Promise<void>;
}
