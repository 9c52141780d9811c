import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createPump } from '../../src/playground/aws/sqs/pump.ts';
import {
  type EmulatedQueue,
  type EmulatedSqs,
  startSqs,
} from '../../src/playground/aws/sqs/server.ts';
import { createRecordsHandler } from '../../src/queue/records.ts';
import { createSqsQueue } from '../../src/queue/sqs.ts';
import { testAccess } from '../store/table.ts';
import { exampleJob, queueContract } from './queue.contract.ts';

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
  vi.unstubAllEnvs();
  client.destroy();
  await sqs.close();
});

queueContract('SQS with its records handler', ({ handle, maxAttempts }) => {
  const {
    queue: messages,
    dead,
    url,
  } = sqs.create('contract', {
    visibilitySeconds: 120,
    maxReceives: maxAttempts,
  });
  const queue = createSqsQueue({ queueUrl: url, client });
  const log = createLog({ write: () => undefined });
  const handler = createRecordsHandler({
    handle,
    queue,
    log,
    maxReceives: maxAttempts,
    seconds: 50,
  });
  const pump = createPump({ queue: messages, handler });
  return {
    queue,
    async advance(seconds) {
      const end = time + seconds * 1000;
      for (let next = time; next <= end; next = messages.nextAt() ?? Number.POSITIVE_INFINITY) {
        time = Math.max(time, next);
        while ((await pump.turn()) > 0);
      }
      time = end;
    },
    dead: () => dead.messages().length,
    close: () => queue.close(),
  };
});

/** As on Lambda: everything is found in the environment. */
function environment(variable: string, url: string): void {
  vi.stubEnv('AWS_REGION', testAccess.region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv(variable, url);
}
const realUrl = 'https://sqs.eu-central-1.amazonaws.com/000000000000/jobs';

describe('the queue on SQS', () => {
  it.each(['AWS_ENDPOINT_URL_SQS', 'AWS_ENDPOINT_URL'])('follows %s', async (variable) => {
    environment(variable, sqs.url);
    const queue = createSqsQueue({ queueUrl: realUrl });
    await queue.send(exampleJob('1'));
    expect(jobs.queue.messages()).toHaveLength(1);
    await queue.close();
  });

  it('tries once more, then says what it tried on what', async () => {
    const queue = createSqsQueue({ queueUrl: jobs.url, client });
    sqs.faults.add({ action: 'SendMessage', kind: 'error' });
    await queue.send(exampleJob('1'));
    expect(jobs.queue.messages()).toHaveLength(1);
    sqs.faults.add({ action: 'SendMessage', kind: 'refuse' });
    await expect(queue.send(exampleJob('2'))).rejects.toThrow(
      /^send job 2 to http.*: User is not authorized.*\(AccessDeniedException\)$/,
    );
    expect(jobs.queue.messages()).toHaveLength(1);
  });

  it('gives up within the time Slack waits when nobody answers', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    environment('AWS_ENDPOINT_URL_SQS', `http://127.0.0.1:${port}`);
    const queue = createSqsQueue({ queueUrl: realUrl });
    const before = Date.now();
    await expect(queue.send(exampleJob('1'))).rejects.toThrow(/^send job 1 to /);
    expect(Date.now() - before).toBeLessThan(2700);
    silent.closeAllConnections();
    silent.close();
    await queue.close();
  });
});
