/**
 * What Lambda does between a queue and a function: receives, calls the handler with an event of
 * records, and deletes those that are not reported as failed. A handler that throws, or takes longer
 * than the function may, has failed with all of them; they come again when they are visible again.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { arnOf, region } from './account.ts';
import { systemAttributes } from './actions.ts';
import { md5, md5OfAttributes } from './digest.ts';
import type { Message, MessageQueue } from './queue.ts';

export interface PumpOptions {
  queue: MessageQueue;
  handler: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>;
  batchSize?: number;
  /** Calls at the same time. */
  concurrency?: number;
  /** The function's timeout. */
  timeoutSeconds?: number;
  /** Told of a call that failed as a whole. */
  onFailure?: (error: unknown) => void;
}

export interface Pump {
  /** Receives and handles one batch. @returns how many messages that were */
  turn(): Promise<number>;
  /** Goes on turning, until it is stopped. */
  start(): void;
  /** Resolves when no call is running. */
  stop(): Promise<void>;
}

export function createPump(options: PumpOptions): Pump {
  const { queue, batchSize = 10, concurrency = 2 } = options;
  let isRunning = false;
  let pollers: Promise<void>[] = [];

  async function turn(): Promise<number> {
    const messages = queue.receive(batchSize);
    if (messages.length === 0) return 0;
    const failed = await call(messages, options);
    for (const { id, receipt } of messages) if (!failed.has(id)) queue.remove(receipt);
    return messages.length;
  }
  async function poll(): Promise<void> {
    while (isRunning) if ((await turn()) === 0) await queue.arrival(1);
  }
  return {
    turn,
    start() {
      if (isRunning) return;
      isRunning = true;
      pollers = Array.from({ length: concurrency }, poll);
    },
    async stop() {
      isRunning = false;
      await Promise.all(pollers);
    },
  };
}

/** @returns the ids of the messages that stay */
async function call(messages: readonly Message[], options: PumpOptions): Promise<Set<string>> {
  const all = messages.map(({ id }) => id);
  try {
    const Records = messages.map((message) => toRecord(message, options.queue));
    const response = await inTime(options.handler({ Records }), options.timeoutSeconds ?? 60);
    const failed = (response?.batchItemFailures ?? []).map((one) => one.itemIdentifier);
    // An identifier that means nothing: Lambda takes the whole batch for failed.
    return new Set(failed.every((id) => all.includes(id)) ? failed : all);
  } catch (error) {
    options.onFailure?.(error);
    return new Set(all);
  }
}

async function inTime<T>(running: Promise<T>, seconds: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const words = `Task timed out after ${seconds.toFixed(2)} seconds`;
  const timer = setTimeout(() => reject(new Error(words)), seconds * 1000).unref();
  try {
    return await Promise.race([running, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function toRecord(message: Message, queue: MessageQueue): SQSRecord {
  const attributes = Object.entries(message.attributes).map(([name, one]) => [
    name,
    { dataType: one.DataType, stringValue: one.StringValue, binaryValue: one.BinaryValue },
  ]);
  const digest = md5OfAttributes(message.attributes);
  return {
    messageId: message.id,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: md5(message.body),
    ...(digest && { md5OfMessageAttributes: digest }),
    eventSource: 'aws:sqs',
    eventSourceARN: arnOf(queue),
    awsRegion: region,
  };
}
