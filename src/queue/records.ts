/**
 * What Lambda hands the worker: records of SQS, each of which succeeds or fails for itself. A record
 * that is reported as failed stays in the queue and comes again; one that is not is deleted.
 *
 * When it comes again is said by changing its visibility, whether the handler failed or asked for
 * another delivery. Sending a copy with a delay and deleting the first would be two steps with a crash
 * between them that answers twice or never, and every copy would begin to count its deliveries anew:
 * what asks for ever would never end among the dead letters.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Job } from '../job.ts';
import type { Log } from '../log.ts';
import { attempt, type Result } from './attempt.ts';
import { decodeJob, MAX_DELAY_SECONDS } from './message.ts';
import type { Handle } from './queue.ts';
import type { SqsQueue } from './sqs.ts';

export interface RecordsOptions {
  handle: Handle;
  queue: Pick<SqsQueue, 'postpone'>;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** The `maxReceiveCount` of the redrive policy: after so many deliveries it is a dead letter. */
  maxReceives: number;
  /** A delivery that takes longer has failed; less than the function's own timeout. */
  seconds: number;
  /** How bodies are read; plain Jobs unless told, see `createOpener`. */
  open?: (body: string) => Job;
  /** Told of a Job that has failed for the last time, so that the person hears of it. */
  onLastAttempt?: (job: Job, error: unknown) => Promise<void>;
}

export type RecordsHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

export function createRecordsHandler(options: RecordsOptions): RecordsHandler {
  return async ({ Records }) => {
    const failures = await Promise.all(
      Records.map(async (record) => ((await deliver(record, options)) ? [] : [record.messageId])),
    );
    const identifiers = failures.flat();
    return { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** @returns whether the record has served and may be deleted */
async function deliver(record: SQSRecord, options: RecordsOptions): Promise<boolean> {
  const { handle, seconds, log, maxReceives } = options;
  const job = read(record, options);
  if (!job) return false;
  const receives = Number(record.attributes.ApproximateReceiveCount);
  const told = { job: job.id, command: job.command, attempt: receives };
  const onLate = (late: Result) =>
    log.warn('a delivery ended after its time', { ...told, ...late });
  const result = await attempt(job, { handle, seconds, onLate });
  if (result.kind === 'done') return true;
  if (result.kind === 'failed') log.warn('a delivery failed', { ...told, error: result.error });
  if (receives >= maxReceives) await giveUp(job, result, options);
  else await comeAgain(record, pause(result, receives), options);
  return false;
}

/**
 * A message that is no Job, or not from whom it says, fails at every delivery and ends among the dead
 * letters, where its body can be looked at; the log gets none of it.
 */
function read(record: SQSRecord, { open = decodeJob, log }: RecordsOptions): Job | undefined {
  try {
    return open(record.body);
  } catch (error) {
    log.error('a message is refused', { message: record.messageId, error });
    return undefined;
  }
}

/** Seconds; after failures 5, 15, 45, 135, 405: a minute's trouble is outlived by the question. */
function pause(result: Exclude<Result, { kind: 'done' }>, receives: number): number {
  if (result.kind === 'retry') return result.afterSeconds;
  return Math.min(5 * 3 ** Math.max(0, receives - 1), MAX_DELAY_SECONDS);
}

/** If this fails nothing is lost: the record comes again after the queue's own visibility timeout. */
async function comeAgain(
  { receiptHandle, messageId }: SQSRecord,
  seconds: number,
  { queue, log }: RecordsOptions,
): Promise<void> {
  try {
    await queue.postpone(receiptHandle, seconds);
  } catch (error) {
    log.warn('a record comes again at a time of its own', { message: messageId, error });
  }
}

async function giveUp(job: Job, result: Result, options: RecordsOptions): Promise<void> {
  const { log, onLastAttempt, maxReceives } = options;
  const times = `the handler asked for another delivery, ${maxReceives} times in all`;
  const error = result.kind === 'failed' ? result.error : new Error(times);
  log.error('a job is given up', { job: job.id, command: job.command, error });
  try {
    await onLastAttempt?.(job, error);
  } catch (error) {
    log.error('a given up job could not be told', { job: job.id, error });
  }
}
