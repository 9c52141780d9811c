import { expect, test } from 'vitest';
import { slackWithBolt } from './bolt.ts';
import { clientFor, failureOf, slackForTest } from './start.ts';

const channel = 'C0INCIDEN';

test('a mention in a thread reaches the app with the thread it was made in', async () => {
  const seen: unknown[] = [];
  const slack = await slackWithBolt((app) =>
    app.event('app_mention', async ({ event, body }) => {
      seen.push({ event, id: body.event_id, authorizations: body.authorizations });
    }),
  );
  const root = await slack.say({ user: 'ada', channel, text: 'slow?' });
  const text = '@portolan check shop';
  await slack.say({ user: 'grace', channel, text, threadTs: root.ts });
  expect(seen).toMatchObject([
    {
      id: expect.stringMatching(/^Ev/),
      event: {
        text: `<@${slack.botUserId}> check shop`,
        user: 'U0GRACE01',
        thread_ts: root.ts,
        channel,
      },
      authorizations: [{ user_id: slack.botUserId, is_bot: true }],
    },
  ]);
});

test('messages are sent only to an app that subscribed to them', async () => {
  const types: string[] = [];
  const appUrl = async ({ body }: { body: string }) => {
    types.push(JSON.parse(body).event.type);
    return { status: 200 };
  };
  const plain = await slackForTest({ appUrl });
  await plain.say({ user: 'ada', channel, text: 'hello' });
  expect(types).toEqual([]);
  const keen = await slackForTest({ appUrl, events: ['message.channels', 'app_mention'] });
  await keen.say({ user: 'ada', channel, text: 'hello @portolan' });
  expect(types.toSorted()).toEqual(['app_mention', 'message']);
});

test('the bot does not hear of a mention where it is not, and the person is told', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  await slack.say({ user: 'ada', channel: 'random', text: '@portolan hi' });
  expect(slack.deliveries).toEqual([]);
  expect(slack.ephemerals('ada', 'random')[0]?.text).toContain('is not in this channel');
});

test('an event that was not answered is sent three times more, with number and reason', async () => {
  const appUrl = async () => ({ status: 500 });
  const slack = await slackForTest({ appUrl, retryDelaysMs: [1, 1, 1] });
  await slack.say({ user: 'ada', channel, text: '@portolan hi' });
  await slack.waitFor(() => slack.deliveries.length === 4);
  const tries = slack.deliveries.map(({ headers }) => headers['x-slack-retry-num']);
  expect(tries).toEqual([undefined, '1', '2', '3']);
  expect(slack.deliveries[3]?.headers['x-slack-retry-reason']).toBe('http_error');
  expect(new Set(slack.deliveries.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
});

test('retries end with the first answer', async () => {
  let calls = 0;
  const appUrl = async () => ({ status: ++calls < 2 ? 503 : 200 });
  const slack = await slackForTest({ appUrl, retryDelaysMs: [1, 1, 1] });
  await slack.say({ user: 'ada', channel, text: '@portolan hi' });
  await slack.waitFor(() => calls === 2);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(calls).toBe(2);
});

test('a late answer is retried as http_timeout', async () => {
  const appUrl = () => new Promise<never>(() => undefined);
  const slack = await slackForTest({ appUrl, ackTimeoutMs: 10, retryDelaysMs: [0] });
  await slack.say({ user: 'ada', channel, text: '@portolan hi' });
  await slack.waitFor(() => slack.deliveries.length === 2);
  expect(slack.deliveries[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
});

test('a new channel is announced before the bot can see into it, and an invitation too', async () => {
  const seen: Record<string, unknown>[] = [];
  const slack = await slackWithBolt((app) => {
    app.event('channel_created', async ({ event, client }) => {
      seen.push({ ...event });
      await client.conversations.join({ channel: event.channel.id });
    });
    app.event('member_joined_channel', async ({ event }) => void seen.push({ ...event }));
  });
  const made = await slack.createChannel({ name: 'inc-42', user: 'grace' });
  expect(seen).toMatchObject([
    { type: 'channel_created', channel: { id: made.id, name: 'inc-42', creator: 'U0GRACE01' } },
  ]);
  expect(slack.calls).toMatchObject([{ method: 'conversations.join', response: { ok: true } }]);
  const secret = await slack.createChannel({ name: 'secret', user: 'ada', isPrivate: true });
  expect(seen).toHaveLength(1);
  await slack.inviteBot('secret', 'ada');
  expect(seen[1]).toMatchObject({
    type: 'member_joined_channel',
    user: slack.botUserId,
    channel: secret.id,
    inviter: 'U0ADA0001',
  });
});

test('a workflow step is completed once, with its outputs', async () => {
  const slack = await slackWithBolt(
    (app) =>
      app.function('check_service', async ({ inputs, complete }) => {
        await complete({ outputs: { verdict: `ok ${inputs.service}` } });
      }),
    { events: ['function_executed'] },
  );
  const inputs = { service: 'shop' };
  const id = await slack.runFunction({ callbackId: 'check_service', inputs });
  expect(slack.functionResult(id)).toEqual({ outputs: { verdict: 'ok shop' } });
});

test('a step that failed is completed with its error, and nothing is completed twice', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  const client = clientFor(slack);
  const function_execution_id = await slack.runFunction({ callbackId: 'x', inputs: {} });
  const completed = { function_execution_id, error: 'The cluster did not answer.' };
  await client.functions.completeError(completed);
  expect(slack.functionResult(function_execution_id)).toEqual({ error: completed.error });
  expect(await failureOf(client.functions.completeError(completed))).toMatchObject({
    error: 'invalid_function_execution_state',
  });
  const unknown = client.functions.completeSuccess({ function_execution_id: 'Fx0', outputs: {} });
  expect(await failureOf(unknown)).toMatchObject({ error: 'function_execution_not_found' });
});
