/**
 * The Queue within this process. As hard on its handler as SQS is: Jobs are text on the way, come
 * again when their time is up or the handler fails, and end among the dead after too many attempts.
 * What waits is lost with the process; nothing here keeps the process alive.
 */
import type { Job } from '../job.ts';
import type { Log } from '../log.ts';
import { attempt, type Result } from './attempt.ts';
import { checkDelay, decodeJob, encodeJob, MAX_DELAY_SECONDS } from './message.ts';
import type { Handle, Queue } from './queue.ts';
import { createTimetable, type Timetable } from './timetable.ts';

export interface EmbeddedQueueOptions {
  handle: Handle;
  log: Pick<Log, 'warn' | 'error'>;
  now?: () => Date;
  /** Deliveries of one message, whether they failed or asked for another one. */
  maxAttempts?: number;
  /** Deliveries that run at the same time. */
  concurrency?: number;
  /** A delivery that takes longer counts as failed, although it may go on and even finish. */
  visibilitySeconds?: number;
  /** Told of every Job that is given up; not of messages that are no Job: nobody asked those. */
  onDead?: (job: Job, error: unknown) => void | Promise<void>;
  /** Copies of each message, all delivered: what SQS does now and then, on demand. */
  duplicate?: number;
}

export interface DeadLetter {
  body: string;
  /** Absent if the message is no Job. */
  job?: Job;
  error: unknown;
}

export interface EmbeddedQueue extends Queue {
  /** Resolves when nothing runs and nothing waits, be it for a later time. */
  idle(): Promise<void>;
  readonly dead: readonly DeadLetter[];
  /** Drops what waits and resolves when the running deliveries have ended. */
  close(): Promise<void>;
}

interface Message {
  body: string;
  attempts: number;
}

export function createEmbeddedQueue(options: EmbeddedQueueOptions): EmbeddedQueue {
  const { now = () => new Date(), concurrency = 4, duplicate = 1 } = options;
  const dead: DeadLetter[] = [];
  const run = (message: Message) => deliver(message, { ...options, timetable, dead });
  const timetable: Timetable<Message> = createTimetable({ now, concurrency, run });
  let isClosed = false;
  return {
    dead,
    async send(job, { delaySeconds = 0 } = {}) {
      if (isClosed) throw new Error('queue: it is closed');
      const [body, delay] = [encodeJob(job), checkDelay(delaySeconds)];
      for (let copy = 0; copy < duplicate; copy += 1) timetable.add({ body, attempts: 0 }, delay);
    },
    idle: timetable.idle,
    async close() {
      isClosed = true;
      await timetable.close();
    },
  };
}

interface Deps extends EmbeddedQueueOptions {
  timetable: Timetable<Message>;
  dead: DeadLetter[];
}

async function deliver(message: Message, deps: Deps): Promise<void> {
  const { handle, log, maxAttempts = 5, visibilitySeconds = 120, timetable } = deps;
  const job = decode(message, deps);
  if (!job) return;
  message.attempts += 1;
  const told = { job: job.id, command: job.command, attempt: message.attempts };
  const onLate = (late: Result) => {
    log.warn('a delivery ended after its time', { ...told, ...late });
    // What is done, and was not delivered again meanwhile, need not be.
    if (late.kind === 'done') timetable.remove(message);
  };
  const result = await attempt(job, { handle, seconds: visibilitySeconds, onLate });
  if (result.kind === 'done') return;
  if (result.kind === 'failed') log.warn('a delivery failed', { ...told, error: result.error });
  if (message.attempts >= maxAttempts) return giveUp(message, job, result, deps);
  timetable.add(message, pause(result, message.attempts));
}

/** A message that is no Job can only fail again, so it is given up at once. */
function decode({ body }: Message, { dead, log }: Deps): Job | undefined {
  try {
    return decodeJob(body);
  } catch (error) {
    dead.push({ body, error });
    log.error('a message that is no job is given up', { error });
    return undefined;
  }
}

/** Seconds until the next delivery; after failures 1, 2, 4, 8, … */
function pause(result: Result, attempts: number): number {
  if (result.kind === 'retry') return result.afterSeconds;
  return Math.min(2 ** (attempts - 1), MAX_DELAY_SECONDS);
}

async function giveUp(message: Message, job: Job, result: Result, deps: Deps): Promise<void> {
  const { dead, log, onDead } = deps;
  const times = `the handler asked for another delivery, ${message.attempts} times in all`;
  const error = result.kind === 'failed' ? result.error : new Error(times);
  dead.push({ body: message.body, job, error });
  log.error('a job is given up', { job: job.id, command: job.command, error });
  try {
    await onDead?.(job, error);
  } catch (error) {
    log.error('a given up job could not be told', { job: job.id, error });
  }
}
