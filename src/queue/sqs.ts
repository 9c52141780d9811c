/**
 * The Queue on SQS: a standard one, because a FIFO queue refuses a delay per message. Lambda receives
 * and deletes (see `records.ts`); here is what our own code calls.
 */
import {
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  SQSClient,
  SQSServiceException,
} from '@aws-sdk/client-sqs';
import { checkDelay, encodeJob } from './message.ts';
import type { Queue } from './queue.ts';
import { seal } from './seal.ts';

export interface SqsQueueOptions {
  queueUrl: string;
  /** Absent: one is made at the first use. */
  client?: SQSClient;
  /** Seals what is sent; see `seal.ts`. */
  signingKey?: string;
}

export interface SqsQueue extends Queue {
  /** Has a message that is being handled come again after so many seconds, unless it is deleted. */
  postpone(receiptHandle: string, seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Slack waits three seconds for the front, which has to say when the queue does not answer. */
const patience = {
  // The address of the queue would win over an endpoint of the environment.
  useQueueUrlAsEndpoint: false,
  maxAttempts: 2,
  requestHandler: {
    connectionTimeout: 700,
    requestTimeout: 1000,
    throwOnRequestTimeout: true,
  },
};

export function createSqsQueue(options: SqsQueueOptions): SqsQueue {
  const { queueUrl: QueueUrl, signingKey } = options;
  let own: SQSClient | undefined;
  const client = () => {
    own ??= options.client ?? new SQSClient(patience);
    return own;
  };
  return {
    async send(job, { delaySeconds = 0 } = {}) {
      const MessageBody = signingKey === undefined ? encodeJob(job) : seal(job, signingKey);
      const message = { QueueUrl, MessageBody, DelaySeconds: checkDelay(delaySeconds) };
      await named(`send job ${job.id} to ${QueueUrl}`, () =>
        client().send(new SendMessageCommand(message)),
      );
    },
    async postpone(ReceiptHandle, seconds) {
      const change = { QueueUrl, ReceiptHandle, VisibilityTimeout: checkDelay(seconds) };
      await named(`postpone a message of ${QueueUrl}`, () =>
        client().send(new ChangeMessageVisibilityCommand(change)),
      );
    },
    async close() {
      if (!options.client) own?.destroy();
    },
  };
}

async function named(what: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (cause) {
    const name = cause instanceof SQSServiceException ? ` (${cause.name})` : '';
    throw new Error(`${what}: ${cause instanceof Error ? cause.message : cause}${name}`, { cause });
  }
}
