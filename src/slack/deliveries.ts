/**
 * The worker behind SQS: how long and how often a Job is tried, whose word is taken for it, and the
 * last word to whoever asked when all of that was in vain.
 */
import type { Command } from '../commands/command.ts';
import type { Job } from '../job.ts';
import type { JobKeys } from '../queue/job-keys.ts';
import { createRecordsHandler, type RecordsHandler } from '../queue/records.ts';
import { createOpener } from '../queue/seal.ts';
import type { SqsQueue } from '../queue/sqs.ts';
import { createLastWord } from './last-word.ts';
import { createWorkerHalf, type WorkerDeps } from './worker-half.ts';

/** The redrive policy of infra/aws/queue.yml; a test holds the two together. */
export const maxReceives = 5;
/** Ends before the function's timeout does, so that the failure is still reported and told. */
export const deliverySeconds = 50;

export interface DeliveriesDeps extends WorkerDeps {
  queue: SqsQueue;
  jobKeys: JobKeys;
}

export function createDeliveries(deps: DeliveriesDeps): RecordsHandler {
  const { queue, log, commands, jobKeys } = deps;
  return createRecordsHandler({
    handle: createWorkerHalf({
      ...deps,
      later: (job, delaySeconds) => queue.send(job, { delaySeconds }),
    }),
    queue,
    log,
    maxReceives,
    seconds: deliverySeconds,
    open: createOpener({ keys: jobKeys.opening, needsSeal: (job) => needsSeal(job, commands) }),
    onLastAttempt: createLastWord(deps),
  });
}

/** Asks in a person's name, or for a change: only the front knows who that is. */
function needsSeal({ asker, command }: Job, commands: readonly Command[]): boolean {
  const isChange = commands.some(({ name, access }) => name === command && access === 'write');
  return asker.kind === 'slack' || isChange;
}
