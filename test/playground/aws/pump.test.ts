/** What Lambda's event source mapping does with records, as far as its documentation says. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { beforeEach, expect, test } from 'vitest';
import { createAccount } from '../../../src/playground/aws/sqs/account.ts';
import { createPump, type PumpOptions } from '../../../src/playground/aws/sqs/pump.ts';
import type { MessageQueue } from '../../../src/playground/aws/sqs/queue.ts';

let queue: MessageQueue;
let events: SQSEvent[] = [];

beforeEach(() => {
  events = [];
  queue = createAccount('http://127.0.0.1', Date.now).create('jobs', {});
  for (const body of ['a', 'b', 'c']) queue.send(body, {});
});

function pump(
  answer: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>,
  options: Partial<PumpOptions> = {},
) {
  const handler = (event: SQSEvent) => {
    events.push(event);
    return answer(event);
  };
  return createPump({ queue, handler, ...options });
}
const left = () => queue.messages().map(({ body }) => body);
const failing = (ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

test('records carry what Lambda gives them', async () => {
  await pump(async () => undefined).turn();
  expect(events[0]?.Records[0]).toEqual({
    messageId: expect.any(String),
    receiptHandle: expect.any(String),
    body: 'a',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      SenderId: expect.any(String),
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
    },
    messageAttributes: {},
    md5OfBody: '0cc175b9c0f1b6a831c399e269772661',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:jobs',
    awsRegion: 'eu-central-1',
  });
});

test('what is not reported is deleted, what is reported stays', async () => {
  const second = (event: SQSEvent) => failing([event.Records[1]?.messageId ?? '']);
  expect(await pump(async (event) => second(event)).turn()).toBe(3);
  expect(left()).toEqual(['b']);
});

test('no report is a success of all', async () => {
  await pump(async () => undefined).turn();
  expect(left()).toEqual([]);
});

test.each<[string, () => Promise<SQSBatchResponse | undefined>]>([
  ['throws', () => Promise.reject(new Error('no'))],
  ['takes too long', () => new Promise(() => undefined)],
  ['reports what there is not', async () => failing(['nonsense'])],
])('a handler that %s has failed with all of them', async (_what, answer) => {
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  await pump(answer, { timeoutSeconds: 0.02, onFailure }).turn();
  expect(left()).toEqual(['a', 'b', 'c']);
  expect(await pump(answer).turn()).toBe(0);
});

test('it goes on until it is stopped, in batches of the size it is told', async () => {
  const running = pump(async () => undefined, { batchSize: 2 });
  running.start();
  queue.send('d', {});
  await expect.poll(left).toEqual([]);
  queue.send('e', {});
  await expect.poll(left).toEqual([]);
  await running.stop();
  queue.send('f', {});
  expect(left()).toEqual(['f']);
  expect(events.every(({ Records }) => Records.length <= 2)).toBe(true);
});
