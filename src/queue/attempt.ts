/** One try at a Job: what became of it, within the time a delivery may take. */
import type { Job } from '../job.ts';
import { retryDelay } from './message.ts';
import type { Handle, Outcome } from './queue.ts';

export type Result = Outcome | { kind: 'failed'; error: unknown };

export interface AttemptOptions {
  handle: Handle;
  /** Longer than this counts as failed, although the handler may go on. */
  seconds: number;
  /** What became of it in the end, if it went on after its time. */
  onLate(result: Result): void;
}

export async function attempt(job: Job, options: AttemptOptions): Promise<Result> {
  const { handle, seconds, onLate } = options;
  const result = judge(handle, job);
  const { promise: timeUp, resolve } = Promise.withResolvers<'time is up'>();
  const timer = setTimeout(resolve, seconds * 1000, 'time is up').unref();
  const first = await Promise.race([result, timeUp]);
  clearTimeout(timer);
  if (first !== 'time is up') return first;
  void result.then(onLate);
  return { kind: 'failed', error: new Error(`the delivery took longer than ${seconds} s`) };
}

async function judge(handle: Handle, job: Job): Promise<Result> {
  try {
    const outcome = await handle(job);
    if (outcome.kind === 'done') return outcome;
    return { kind: 'retry', afterSeconds: retryDelay(outcome.afterSeconds) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
