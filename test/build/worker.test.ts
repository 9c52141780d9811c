/** Both functions as they are shipped, between an emulated Slack, SQS, DynamoDB and a cluster. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPump, type Pump } from '../../src/playground/aws/sqs/pump.ts';
import {
  type EmulatedQueue,
  type EmulatedSqs,
  startSqs,
} from '../../src/playground/aws/sqs/server.ts';
import { playgroundConfig } from '../../src/playground/config.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import type { EmulatedSlack } from '../../src/playground/slack/options.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { context } from '../lambda/context.ts';
import { httpApi } from '../lambda/http-events.ts';
import { sqsEvent } from '../lambda/sqs-event.ts';
import { wordsOf } from '../slack/bot.ts';
import { startTables, type TableServer } from '../store/table.ts';
import { awsEnvironment, type Built, built, type Handlers } from './built.ts';

let bundle: Built;
let slack: EmulatedSlack;
let demo: Demo;
let sqs: EmulatedSqs;
let jobs: EmulatedQueue;
let tables: TableServer;
let pump: Pump;
let handler: Handlers['worker'];

beforeAll(async () => {
  [slack, demo, sqs, tables] = await Promise.all([
    startSlack(),
    startDemo({ scenario: 'shop' }),
    startSqs(),
    startTables(),
  ]);
  await tables.create('portolan');
  jobs = sqs.create('jobs', { visibilitySeconds: 360, maxReceives: 5 });
  bundle = await built(playgroundConfig(demo.source), ['slack', 'worker']);
  const env = {
    ...awsEnvironment,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    PORTOLAN_JOB_KEY: 'k'.repeat(40),
    PORTOLAN_QUEUE_URL: jobs.url,
    PORTOLAN_TABLE: 'portolan',
    PORTOLAN_CONFIG: join(bundle.directory, 'worker/portolan.json'),
    PORTOLAN_LOG_LEVEL: 'error',
  };
  const front = bundle.load('slack', env);
  handler = bundle.load('worker', env);
  slack.setApp(async (request) => {
    const { statusCode = 0, headers = {}, body = '' } = await front(httpApi.wrap(request), context);
    const plain = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    return { status: statusCode, headers: Object.fromEntries(plain), body };
  });
  pump = createPump({ queue: jobs.queue, handler: (event) => handler(event, context) });
}, 60_000);
afterAll(async () => {
  await pump.stop();
  await Promise.all([slack.close(), demo.close(), sqs.close(), tables.close(), bundle.close()]);
});

const ask = async (text: string) => {
  await slack.slash({ user: 'ada', channel: 'incidents', text });
  return jobs.queue.messages().map(({ body }) => body);
};
const rootsAbout = (words: RegExp) =>
  slack.messages('incidents').filter((m) => m.botId && !m.threadTs && words.test(wordsOf(m)));

test('a question typed in Slack comes back as a message and its thread', async () => {
  await ask('endpoints api-service -n shop');
  expect(await pump.turn()).toBe(1);
  const [root] = rootsAbout(/api-service.*3 of 3/);
  const replies = slack.thread('incidents', root?.ts ?? '').slice(1);
  expect(replies.map(wordsOf).join(' ')).toMatch(/api-[a-z0-9-]+ .*10\.244\./);
  expect(jobs.queue.messages()).toEqual([]);
});

test('of a batch, what failed is reported, and nothing else', async () => {
  const [body = ''] = await ask('endpoints redis -n shop');
  jobs.queue.purge();
  const forged = `${body.slice(0, -2)} }`;
  const event = sqsEvent([
    { id: 'good', body },
    { id: 'not-a-job', body: 'hello' },
    { id: 'forged', body: forged },
  ]);
  expect(await handler(event, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'not-a-job' }, { itemIdentifier: 'forged' }],
  });
  expect(rootsAbout(/shop\/redis/)).toHaveLength(1);
});

test('the same question delivered again is not answered again', async () => {
  const [body = ''] = await ask('endpoints mysql -n shop');
  jobs.queue.purge();
  const event = sqsEvent([{ id: 'once', body }]);
  expect(await handler(event, context)).toEqual({ batchItemFailures: [] });
  expect(await handler(event, context)).toEqual({ batchItemFailures: [] });
  expect(rootsAbout(/shop\/mysql/)).toHaveLength(1);
});

test('a question that fails for the last time is told to whoever asked', async () => {
  const [body = ''] = await ask('endpoints search -n shop');
  jobs.queue.purge();
  slack.faults.fail({ method: 'chat.postMessage', error: 'internal_error', times: 1 });
  const event = sqsEvent([{ id: 'last', body, receives: 5 }]);
  expect(await handler(event, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'last' }],
  });
  const told = slack.messages('incidents').map(wordsOf);
  expect(told.at(-1)).toMatch(/endpoints search -n shop.* could not be answered/);
});
