import type { SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../src/job.ts';
import { createLog } from '../../src/log.ts';
import { encodeJob } from '../../src/queue/message.ts';
import type { Outcome } from '../../src/queue/queue.ts';
import { createRecordsHandler, type RecordsOptions } from '../../src/queue/records.ts';
import { done, exampleJob } from './queue.contract.ts';

let lines: string[] = [];
let postponed: [receipt: string, seconds: number][] = [];

beforeEach(() => {
  lines = [];
  postponed = [];
});

function start(options: Partial<RecordsOptions> & Pick<RecordsOptions, 'handle'>) {
  const log = createLog({ write: (line) => lines.push(line) });
  const queue = {
    async postpone(receipt: string, seconds: number) {
      postponed.push([receipt, seconds]);
    },
  };
  return createRecordsHandler({ queue, log, maxReceives: 5, seconds: 50, ...options });
}

function record(id: string, { receives = 1, body = encodeJob(exampleJob(id)) } = {}): SQSRecord {
  return {
    messageId: `message-${id}`,
    receiptHandle: `receipt-${id}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '0',
      SenderId: 'x',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:jobs',
    awsRegion: 'eu-central-1',
  };
}
const failed = (...ids: string[]) => ({
  batchItemFailures: ids.map((id) => ({ itemIdentifier: `message-${id}` })),
});
const never = async () => {
  throw new Error('no');
};

describe('records', () => {
  it('succeed and fail one by one', async () => {
    const outcomes: Record<string, () => Promise<Outcome>> = {
      a: async () => done,
      b: never,
      c: async () => ({ kind: 'retry', afterSeconds: 30 }),
      d: async () => done,
    };
    const handler = start({ handle: ({ id }) => outcomes[id]?.() ?? never() });
    const Records = [...'abcd'].map((id) => record(id));
    expect(await handler({ Records })).toEqual(failed('b', 'c'));
    expect(postponed).toEqual([
      ['receipt-b', 5],
      ['receipt-c', 30],
    ]);
  });

  it.each([
    [1, 5],
    [2, 15],
    [3, 45],
    [4, 135],
    [9, 900],
  ])('that failed for the %dth time come again after %d s', async (receives, seconds) => {
    const handler = start({ handle: never, maxReceives: 10 });
    await handler({ Records: [record('a', { receives })] });
    expect(postponed).toEqual([['receipt-a', seconds]]);
  });

  it('that take too long have failed, and may still end', async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const handler = start({ handle: () => promise, seconds: 0.02 });
    expect(await handler({ Records: [record('a')] })).toEqual(failed('a'));
    resolve(done);
    await vi.waitFor(() => expect(lines.join()).toContain('ended after its time'));
  });

  it('come again at a time of their own when they cannot be postponed', async () => {
    const handler = start({ handle: never, queue: { postpone: never } });
    expect(await handler({ Records: [record('a')] })).toEqual(failed('a'));
    expect(lines.join()).toContain('a record comes again at a time of its own');
  });

  it.each([
    ['no JSON', 'hunter2'],
    ['no Job', '{"id":"hunter2"}'],
    ['sealed by somebody', `sealed.${'A'.repeat(43)}.hunter2`],
  ])('that are poison are reported and logged without their body: %s', async (_what, body) => {
    const [handle, onLastAttempt] = [vi.fn(async () => done), vi.fn(never)];
    const handler = start({ handle, onLastAttempt });
    const Records = [record('a', { body, receives: 5 }), record('b')];
    expect(await handler({ Records })).toEqual(failed('a'));
    expect(handle).toHaveBeenCalledTimes(1);
    expect(onLastAttempt).not.toHaveBeenCalled();
    expect(postponed).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      message: 'a message is refused',
    });
    expect(lines.join()).not.toContain('hunter2');
  });

  it.each([
    ['failed', never, 'no'],
    ['asked for more', async () => ({ kind: 'retry', afterSeconds: 1 }) as const, '5 times in all'],
  ])('that %s at the last attempt are told of, once', async (_what, handle, words) => {
    const told: [Job, unknown][] = [];
    const handler = start({
      handle,
      onLastAttempt: async (job, error) => void told.push([job, error]),
    });
    for (const receives of [1, 2, 3, 4, 5]) {
      expect(await handler({ Records: [record('a', { receives })] })).toEqual(failed('a'));
    }
    expect(told).toHaveLength(1);
    expect(told[0]?.[0]).toEqual(exampleJob('a'));
    expect(String(told[0]?.[1])).toContain(words);
    expect(postponed).toHaveLength(4);
  });

  it('fail all the same when nobody can be told', async () => {
    const handler = start({ handle: never, onLastAttempt: never });
    expect(await handler({ Records: [record('a', { receives: 5 })] })).toEqual(failed('a'));
    expect(lines.join()).toContain('a given up job could not be told');
  });
});
