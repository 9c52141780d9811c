/** The queues of one account, by name, address and ARN. */
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import { createMessageQueue, type MessageQueue, type Settings } from './queue.ts';

const account = '000000000000';
export const region = 'eu-central-1';

export interface Account {
  now: () => number;
  create(name: string, attributes: Readonly<Record<string, string>>): MessageQueue;
  /** @throws AwsError if there is none */
  byName(name: string): MessageQueue;
  byUrl(url: string): MessageQueue;
  urlOf(queue: MessageQueue): string;
}

const Redrive = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});
/** SQS's own defaults. */
const Attributes = z.object({
  VisibilityTimeout: z.coerce.number().int().min(0).max(43_200).default(30),
  DelaySeconds: z.coerce.number().int().min(0).max(900).default(0),
  ReceiveMessageWaitTimeSeconds: z.coerce.number().int().min(0).max(20).default(0),
  RedrivePolicy: z.string().optional(),
});

export const arnOf = ({ name }: Pick<MessageQueue, 'name'>) =>
  `arn:aws:sqs:${region}:${account}:${name}`;

export function createAccount(origin: string, now: () => number): Account {
  const queues = new Map<string, MessageQueue>();

  function byName(name: string): MessageQueue {
    const queue = queues.get(name);
    if (queue) return queue;
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.', {
      queryCode: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  }
  function settingsOf(attributes: Readonly<Record<string, string>>): Settings {
    const read = Attributes.parse(attributes);
    const settings = {
      visibilitySeconds: read.VisibilityTimeout,
      delaySeconds: read.DelaySeconds,
      waitSeconds: read.ReceiveMessageWaitTimeSeconds,
    };
    if (!read.RedrivePolicy) return settings;
    const policy = Redrive.parse(JSON.parse(read.RedrivePolicy));
    const deadLetters = byName(policy.deadLetterTargetArn.split(':').at(-1) ?? '');
    return { ...settings, redrive: { deadLetters, maxReceives: policy.maxReceiveCount } };
  }
  return {
    now,
    byName,
    byUrl: (url) => byName(url.split('/').at(-1) ?? ''),
    urlOf: ({ name }) => `${origin}/${account}/${name}`,
    create(name, attributes) {
      const queue = queues.get(name) ?? createMessageQueue(name, settingsOf(attributes), now);
      queues.set(name, queue);
      return queue;
    },
  };
}
