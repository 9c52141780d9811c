/** The actions of the JSON protocol: what arrives behind `AmazonSQS.` and what goes back. */
import * as z from 'zod';
import { type Account, arnOf } from './account.ts';
import { AwsError } from './aws-error.ts';
import { inBatch } from './batch.ts';
import { MessageAttributes, md5, md5OfAttributes } from './digest.ts';
import type { Message, MessageQueue } from './queue.ts';

export type Action = (input: unknown, account: Account) => unknown;

const AtQueue = z.object({ QueueUrl: z.string() });
const Attributes = z.record(z.string(), z.string()).default({});

/** SQS accepts what XML 1.0 can hold. */
const unspeakable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

export const Sending = z.object({
  MessageBody: z
    .string()
    .min(1)
    .max(1024 * 1024),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  MessageAttributes: MessageAttributes.default({}),
});
export const Hiding = z.object({
  ReceiptHandle: z.string(),
  VisibilityTimeout: z.number().int().min(0).max(43_200),
});
const Deleting = z.object({ ReceiptHandle: z.string() });
const Receiving = z.object({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.number().int().min(0).max(20).optional(),
});

export function send(queue: MessageQueue, input: z.infer<typeof Sending>) {
  const { MessageBody, DelaySeconds, MessageAttributes: attributes } = input;
  if (unspeakable.test(MessageBody)) {
    throw new AwsError('InvalidMessageContents', 'The message contains characters not allowed.');
  }
  const { id } = queue.send(MessageBody, attributes, DelaySeconds);
  return {
    MessageId: id,
    MD5OfMessageBody: md5(MessageBody),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
  };
}

async function receive(queue: MessageQueue, input: z.infer<typeof Receiving>) {
  const { MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds } = input;
  const wait = WaitTimeSeconds ?? queue.settings.waitSeconds;
  if (wait > 0) await queue.arrival(wait);
  const messages = queue.receive(MaxNumberOfMessages, VisibilityTimeout);
  return messages.length > 0 ? { Messages: messages.map(toWire) } : {};
}

function toWire(message: Message) {
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5(message.body),
    MessageAttributes: message.attributes,
    MD5OfMessageAttributes: md5OfAttributes(message.attributes),
    Attributes: systemAttributes(message),
  };
}

export function systemAttributes({ receives, sentAt, firstReceivedAt = sentAt }: Message) {
  return {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: String(sentAt),
    SenderId: 'AIDAEMULATED',
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
  };
}

function attributesOf(queue: MessageQueue, now: number) {
  const { settings } = queue;
  const all = queue.messages();
  const waiting = all.filter(({ visibleAt }) => visibleAt > now);
  const isDelayed = ({ receives }: Message) => receives === 0;
  const count = (messages: readonly Message[]) => String(messages.length);
  return {
    QueueArn: arnOf(queue),
    ApproximateNumberOfMessages: count(all.filter(({ visibleAt }) => visibleAt <= now)),
    ApproximateNumberOfMessagesDelayed: count(waiting.filter(isDelayed)),
    ApproximateNumberOfMessagesNotVisible: count(waiting.filter((one) => !isDelayed(one))),
    VisibilityTimeout: String(settings.visibilitySeconds),
    DelaySeconds: String(settings.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.waitSeconds),
    ...(settings.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: arnOf(settings.redrive.deadLetters),
        maxReceiveCount: settings.redrive.maxReceives,
      }),
    }),
  };
}

/** An action on one queue. */
function on<T>(Input: z.ZodType<T>, act: (queue: MessageQueue, input: T) => unknown): Action {
  return (input, account) => {
    const { QueueUrl } = AtQueue.parse(input);
    return act(account.byUrl(QueueUrl), Input.parse(input)) ?? {};
  };
}

const hide = (queue: MessageQueue, input: z.infer<typeof Hiding>) =>
  queue.setVisibility(input.ReceiptHandle, input.VisibilityTimeout);
const remove = (queue: MessageQueue, { ReceiptHandle }: z.infer<typeof Deleting>) =>
  queue.remove(ReceiptHandle);

export const actions: Readonly<Record<string, Action>> = {
  CreateQueue(input, account) {
    const Input = z.object({ QueueName: z.string().regex(/^[\w-]{1,80}$/), Attributes });
    const { QueueName, Attributes: attributes } = Input.parse(input);
    return { QueueUrl: account.urlOf(account.create(QueueName, attributes)) };
  },
  GetQueueUrl(input, account) {
    const { QueueName } = z.object({ QueueName: z.string() }).parse(input);
    return { QueueUrl: account.urlOf(account.byName(QueueName)) };
  },
  GetQueueAttributes: (input, account) => {
    const Names = AtQueue.extend({ AttributeNames: z.array(z.string()).default([]) });
    const { QueueUrl, AttributeNames } = Names.parse(input);
    const all = Object.entries(attributesOf(account.byUrl(QueueUrl), account.now()));
    const isWanted = (name: string) => ['All', name].some((one) => AttributeNames.includes(one));
    return { Attributes: Object.fromEntries(all.filter(([name]) => isWanted(name))) };
  },
  SendMessage: on(Sending, send),
  SendMessageBatch: on(...inBatch(Sending, send)),
  ReceiveMessage: on(Receiving, receive),
  DeleteMessage: on(Deleting, remove),
  DeleteMessageBatch: on(...inBatch(Deleting, remove)),
  ChangeMessageVisibility: on(Hiding, hide),
  ChangeMessageVisibilityBatch: on(...inBatch(Hiding, hide)),
  PurgeQueue: on(z.object({}), (queue) => queue.purge()),
};
