/** The front as it is shipped, with Bolt's unused parts left out. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type EmulatedQueue,
  type EmulatedSqs,
  startSqs,
} from '../../src/playground/aws/sqs/server.ts';
import { playgroundConfig } from '../../src/playground/config.ts';
import type { EmulatedSlack } from '../../src/playground/slack/options.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { open } from '../../src/queue/seal.ts';
import { context } from '../lambda/context.ts';
import { functionUrl, httpApi, type SlackRequest } from '../lambda/http-events.ts';
import { wordsOf } from '../slack/bot.ts';
import { awsEnvironment, type Built, built, type Handlers } from './built.ts';

const key = 'k'.repeat(40);
const form = 'application/x-www-form-urlencoded';
let bundle: Built;
let slack: EmulatedSlack;
let sqs: EmulatedSqs;
let jobs: EmulatedQueue;
let env: Record<string, string>;
let handler: Handlers['slack'];

beforeAll(async () => {
  slack = await startSlack();
  sqs = await startSqs();
  jobs = sqs.create('jobs', { visibilitySeconds: 360, maxReceives: 5 });
  bundle = await built(playgroundConfig({}), ['slack']);
  env = {
    ...awsEnvironment,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    PORTOLAN_JOB_KEY: key,
    PORTOLAN_QUEUE_URL: jobs.url,
    PORTOLAN_CONFIG: join(bundle.directory, 'slack/portolan.json'),
    PORTOLAN_LOG_LEVEL: 'error',
  };
  handler = bundle.load('slack', env);
});
afterEach(() => {
  jobs.queue.purge();
  sqs.faults.clear();
});
afterAll(() => Promise.all([slack.close(), sqs.close(), bundle.close()]));

const command = (text: string) =>
  new URLSearchParams({
    command: '/svc',
    text,
    team_id: slack.teamId,
    channel_id: 'C0INCIDEN',
    user_id: 'U0ADA0001',
    trigger_id: '13345224609.738474920.8088930838d88f008e0',
    response_url: `${slack.url}/commands/1`,
  }).toString();

/** Signed as Slack does, unless told with which secret. */
function signed(body: string, contentType: string, secret = slack.signingSecret): SlackRequest {
  return { headers: { 'Content-Type': contentType, ...slack.sign(body, { secret }) }, body };
}

const waiting = () => jobs.queue.messages().map(({ body }) => open(body, [key]));

describe.each([httpApi, functionUrl])('over $name', ({ wrap }) => {
  test.each([
    ['in base64', form, true],
    ['as plain text', form, false],
    ['with a charset in the content type', `${form}; charset=utf-8`, true],
  ])('a signed command %s is acked and on the queue, sealed', async (_, type, isBase64Encoded) => {
    const body = command('endpoints café -n shop');
    const event = wrap(signed(body, type), { isBase64Encoded });
    const answer = await handler(event, context);
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body ?? '')).toEqual({
      response_type: 'ephemeral',
      text: 'Looking into it: /svc endpoints café -n shop',
    });
    const [first, ...more] = waiting();
    expect(first).toMatchObject({
      isSealed: true,
      job: { command: 'endpoints', args: { service: 'café' }, scope: { namespace: 'shop' } },
    });
    expect(more).toEqual([]);
  });

  const broken = '{"type":"event_callback"';
  test.each<[what: string, status: number, request: () => SlackRequest]>([
    ['a command with another secret', 401, () => signed(command('list'), form, 'guessed')],
    ['a command without a signature', 401, () => ({ headers: {}, body: command('list') })],
    ['nothing at all', 401, () => ({ headers: {} })],
    ['malformed JSON that Slack signed', 400, () => signed(broken, 'application/json')],
    ['malformed JSON that it did not', 401, () => signed(broken, 'application/json', 'guessed')],
    ['a kind of body that nobody sends', 400, () => signed('hello', 'text/plain')],
  ])('%s is answered with %i, and nothing is on the queue', async (_, status, request) => {
    const answer = await handler(wrap(request()), context);
    expect(answer.statusCode).toBe(status);
    expect(jobs.queue.messages()).toEqual([]);
  });

  test('a mention that makes no sense is told so in its thread', async () => {
    slack.setApp(async (request) => {
      const { statusCode = 0, body = '' } = await handler(wrap(request), context);
      return { status: statusCode, body };
    });
    const asked = await slack.say({ user: 'ada', channel: 'incidents', text: '@portolan lits' });
    const reply = await slack.waitFor(() => slack.thread('incidents', asked.ts)[1]);
    expect(wordsOf(reply)).toMatch(/no command lits.*Did you mean list/);
    expect(slack.calls.map(({ method }) => method)).not.toContain('auth.test');
  });
});

test('a text typed in a window is on the queue, in the name of whoever typed it', async () => {
  const remembered = { command: 'reject ch-1', option: 'reason', channel: 'C0INCIDEN' };
  const view = {
    ...{ id: 'V1', hash: 'h1', type: 'modal', callback_id: 'ask' },
    private_metadata: JSON.stringify({ ...remembered, isPrivate: false, below: '1.1' }),
    state: { values: { text: { text: { type: 'plain_text_input', value: `it's "late"` } } } },
  };
  const user = { id: 'U0GRACE01', team_id: slack.teamId };
  const payload = JSON.stringify({ type: 'view_submission', user, team: { id: 'T1' }, view });
  const body = new URLSearchParams({ payload }).toString();
  const answer = await handler(httpApi.wrap(signed(body, form)), context);
  expect(answer).toMatchObject({ statusCode: 200, body: '' });
  expect(waiting()).toMatchObject([
    {
      isSealed: true,
      job: {
        id: 'view/V1/h1',
        args: { change: 'ch-1', reason: `it's "late"` },
        asker: { user: 'U0GRACE01' },
        reply: { channel: 'C0INCIDEN', thread: '1.1' },
      },
    },
  ]);
});

test('a queue that refuses is told to whoever asked, not hidden behind a tick', async () => {
  sqs.faults.add({ action: 'SendMessage', kind: 'refuse', times: 9 });
  const answer = await handler(httpApi.wrap(signed(command('list'), form)), context);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toMatch(/could not|went wrong/);
  expect(answer.body).not.toMatch(/Looking into it/);
});

test('a front without its environment fails at every call, in one sentence that names all of it', async () => {
  const lines = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const lost = bundle.load('slack', { PORTOLAN_CONFIG: env.PORTOLAN_CONFIG ?? '' });
  const event = httpApi.wrap(signed(command('list'), form));
  const missing = /SLACK_BOT_TOKEN is missing.*PORTOLAN_QUEUE_URL is missing.*SIGNING_SECRET is m/;
  await expect(lost(event, context)).rejects.toThrow(missing);
  await expect(lost(event, context)).rejects.toThrow(missing);
  expect(lines.mock.calls.map(([line]) => JSON.parse(String(line)).message)).toEqual([
    'the front cannot start',
  ]);
  lines.mockRestore();
});

test('a configuration that is wrong after all is told with its line', async () => {
  const lines = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const path = join(bundle.directory, 'wrong.json');
  await writeFile(path, '{"version": 1,\n"clusters": {"main": {"kubeconfg": "~/.kube/config"}}}');
  const lost = bundle.load('slack', { ...env, PORTOLAN_CONFIG: path });
  const event = httpApi.wrap(signed(command('list'), form));
  await expect(lost(event, context)).rejects.toThrow(
    /wrong.json:2: .*kubeconfg.*did you mean `kubeconfig`/,
  );
  lines.mockRestore();
});

test('the front carries no other door than the queue, no code of commands and no YAML, and stays small', () => {
  const folder = join(bundle.directory, 'slack');
  const { sources }: { sources: string[] } = JSON.parse(
    readFileSync(join(folder, 'index.js.map'), 'utf8'),
  );
  // How a share reads as percent is arithmetic; how any controller shares is not there.
  const foreign =
    /^(?!left-out:).*(@kubernetes|client-dynamodb|src\/(cluster|store|playground)\/|-(run|reads|tables)\.ts|routes\/(?!split\.ts)|express\/|\/yaml\/)/;
  expect(sources.filter((path) => foreign.test(path))).toEqual([]);
  expect(readFileSync(join(folder, 'index.js')).length).toBeLessThan(900_000);
});
