/** One try at a Job: what became of it, within the time a delivery may take. */
import type { Job } from '../job.ts';
import { retryDelay } from './message.ts';
import type { Handle } from './queue.ts';

export type Verdict =
  | { kind: 'done' }
  | { kind: 'retry'; afterSeconds: number }
  | { kind: 'failed'; error: unknown };

export interface AttemptOptions {
  handle: Handle;
  /** Longer than this counts as failed, although the handler may go on. */
  seconds: number;
  /** What became of it in the end, if it went on after its time. */
  onLate(verdict: Verdict): void;
}

export async function attempt(job: Job, options: AttemptOptions): Promise<Verdict> {
  const { handle, seconds, onLate } = options;
  const verdict = judge(handle, job);
  const { promise: timeUp, resolve } = Promise.withResolvers<'time is up'>();
  const timer = setTimeout(resolve, seconds * 1000, 'time is up').unref();
  const first = await Promise.race([verdict, timeUp]);
  clearTimeout(timer);
  if (first !== 'time is up') return first;
  void verdict.then(onLate);
  return { kind: 'failed', error: new Error(`the delivery took longer than ${seconds} s`) };
}

async function judge(handle: Handle, job: Job): Promise<Verdict> {
  try {
    const outcome = await handle(job);
    if (outcome.kind === 'done') return outcome;
    return { kind: 'retry', afterSeconds: retryDelay(outcome.afterSeconds) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
