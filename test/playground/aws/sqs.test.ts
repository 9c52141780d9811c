/** The emulated SQS through the real client of the SDK, which checks what it gets. */
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { md5OfAttributes } from '../../../src/playground/aws/sqs/digest.ts';
import {
  type EmulatedQueue,
  type EmulatedSqs,
  startSqs,
} from '../../../src/playground/aws/sqs/server.ts';
import { testAccess } from '../../store/table.ts';

let time = 0;
let sqs: EmulatedSqs;
let client: SQSClient;
let jobs: EmulatedQueue;

beforeEach(async () => {
  time = Date.parse('2026-11-01T00:00:00Z');
  sqs = await startSqs({ now: () => time });
  client = new SQSClient({ ...testAccess, endpoint: sqs.url, maxAttempts: 2 });
  jobs = sqs.create('jobs', { visibilitySeconds: 120, maxReceives: 5 });
});
afterEach(async () => {
  client.destroy();
  await sqs.close();
});

describe('the emulated SQS', () => {
  const receive = async (more = {}) => {
    const input = { QueueUrl: jobs.url, MaxNumberOfMessages: 10, ...more };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(input));
    return Messages;
  };
  const send = (MessageBody: string) =>
    client.send(new SendMessageCommand({ QueueUrl: jobs.url, MessageBody }));
  const numbers = async () => {
    const AttributeNames = ['All' as const];
    const query = new GetQueueAttributesCommand({ QueueUrl: jobs.url, AttributeNames });
    const { Attributes = {} } = await client.send(query);
    return [
      Attributes.ApproximateNumberOfMessages,
      Attributes.ApproximateNumberOfMessagesNotVisible,
      Attributes.ApproximateNumberOfMessagesDelayed,
    ].join(' ');
  };

  it('passes the checks of the SDK over bodies and attributes of every kind', async () => {
    const MessageAttributes = {
      z: { DataType: 'String', StringValue: 'ü' },
      a: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
      n: { DataType: 'Number', StringValue: '7' },
    };
    const MessageBody = 'ü 漢 😀\n';
    const sent = await client.send(
      new SendMessageCommand({ QueueUrl: jobs.url, MessageBody, MessageAttributes }),
    );
    expect(sent.MD5OfMessageAttributes).toMatch(/^[0-9a-f]{32}$/);
    const [message] = await receive({ MessageAttributeNames: ['All'] });
    expect(message).toMatchObject({
      Body: MessageBody,
      Attributes: { ApproximateReceiveCount: '1' },
    });
    expect(message?.MessageAttributes).toEqual(MessageAttributes);
  });

  it('digests attributes as the real one was seen to', () => {
    const timestamp = { DataType: 'Number', StringValue: '1493147359900' };
    expect(md5OfAttributes({ timestamp })).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  it('hides what was received until its time, and hands it out again with a new receipt', async () => {
    await send('1');
    const [first] = await receive();
    expect(await receive()).toEqual([]);
    expect(await numbers()).toBe('0 1 0');
    time += 120_000;
    const [second] = await receive();
    expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
    const remove = (ReceiptHandle = '') =>
      client.send(new DeleteMessageCommand({ QueueUrl: jobs.url, ReceiptHandle }));
    await remove(first?.ReceiptHandle);
    expect(jobs.queue.messages()).toHaveLength(1);
    await remove(second?.ReceiptHandle);
    expect(jobs.queue.messages()).toEqual([]);
    await expect(remove('nonsense')).rejects.toThrow('receipt handle is invalid');
  });

  it('changes when a message is visible again, while it is in flight', async () => {
    await send('1');
    const [{ ReceiptHandle = '' } = {}] = await receive();
    const change = new ChangeMessageVisibilityCommand({
      QueueUrl: jobs.url,
      ReceiptHandle,
      VisibilityTimeout: 3,
    });
    await client.send(change);
    time += 3000;
    await expect(client.send(change)).rejects.toMatchObject({ name: 'MessageNotInflight' });
    expect(await receive()).toHaveLength(1);
  });

  it('takes and deletes in batches, each entry for itself', async () => {
    const Entries = [
      { Id: 'a', MessageBody: 'a' },
      { Id: 'b', MessageBody: 'b \u0000' },
      { Id: 'c', MessageBody: 'c', DelaySeconds: 60 },
    ];
    const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: jobs.url, Entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'c']);
    expect(sent.Failed).toMatchObject([{ Id: 'b', Code: 'InvalidMessageContents' }]);
    expect(await numbers()).toBe('1 0 1');
    const handles = (await receive()).map(({ ReceiptHandle = '' }, i) => ({
      Id: `${i}`,
      ReceiptHandle,
    }));
    const removed = await client.send(
      new DeleteMessageBatchCommand({ QueueUrl: jobs.url, Entries: handles }),
    );
    expect(removed.Successful).toHaveLength(1);
    await client.send(new PurgeQueueCommand({ QueueUrl: jobs.url }));
    expect(await numbers()).toBe('0 0 0');
  });

  it('makes queues, finds them by name, and knows which there are not', async () => {
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:eu-central-1:000000000000:jobs-dead',
      maxReceiveCount: 2,
    });
    const Attributes = { VisibilityTimeout: '0', RedrivePolicy };
    const { QueueUrl } = await client.send(
      new CreateQueueCommand({ QueueName: 'more', Attributes }),
    );
    const found = await client.send(new GetQueueUrlCommand({ QueueName: 'more' }));
    expect(found.QueueUrl).toBe(QueueUrl);
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '1' }));
    for (const count of [1, 1, 0]) expect(await receive({ QueueUrl })).toHaveLength(count);
    expect(jobs.dead.messages()).toMatchObject([{ body: '1' }]);
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  it('keeps whoever asks for a while, until something comes', async () => {
    const waiting = receive({ WaitTimeSeconds: 5 });
    await send('late');
    expect(await waiting).toMatchObject([{ Body: 'late' }]);
    const before = Date.now();
    expect(await receive({ WaitTimeSeconds: 1 })).toEqual([]);
    expect(Date.now() - before).toBeGreaterThan(900);
  });

  it('delivers a message twice at once on demand', async () => {
    await send('1');
    jobs.queue.duplicate(1);
    expect([await receive(), await receive(), await receive()].map((all) => all.length)).toEqual([
      1, 1, 0,
    ]);
  });

  it.each([
    ['throttle', 'ThrottlingException'],
    ['error', 'InternalFailure'],
    ['refuse', 'AccessDeniedException'],
    ['lost', 'TimeoutError'],
  ] as const)('fails on demand: %s', async (kind, name) => {
    sqs.faults.add({ action: 'SendMessage', kind, times: 2 });
    const failure = await send('1').catch((error: unknown) => error);
    if (kind !== 'lost') expect(failure).toMatchObject({ name });
    expect(failure).toBeInstanceOf(Error);
    sqs.faults.clear();
    await send('2');
    expect(jobs.queue.messages()).toMatchObject([{ body: '2' }]);
  });
});
