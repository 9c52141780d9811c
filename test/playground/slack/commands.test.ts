import { App, HTTPReceiver } from '@slack/bolt';
import { expect, onTestFinished, test } from 'vitest';
import { slackWithBolt } from './bolt.ts';
import { silent, slackForTest } from './start.ts';

const typed = { user: 'ada', channel: 'incidents', text: ' check shop ' };

test('Bolt on Lambda accepts the signature and finds every field of a command', async () => {
  let command: Record<string, unknown> = {};
  const slack = await slackWithBolt((app) =>
    app.command('/svc', async ({ ack, payload }) => {
      command = { ...payload };
      await ack('on it');
    }),
  );
  const { outcome, message } = await slack.slash(typed);
  expect({ outcome, text: message?.text }).toEqual({ outcome: 'ok', text: 'on it' });
  expect(command).toMatchObject({
    command: '/svc',
    text: 'check shop',
    user_id: 'U0ADA0001',
    user_name: 'ada',
    channel_id: 'C0INCIDEN',
    channel_name: 'incidents',
    team_id: slack.teamId,
    api_app_id: slack.appId,
    is_enterprise_install: 'false',
    response_url: expect.stringContaining(slack.url),
    trigger_id: expect.any(String),
  });
});

test('Bolt over HTTP accepts the signature too', async () => {
  const slack = await slackForTest();
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: silent });
  const app = new App({
    token: slack.botToken,
    receiver,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  app.command('/svc', ({ ack, payload }) => ack(`<@${payload.user_id}> asked: ä ✓ 100%`));
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  onTestFinished(async () => void (await app.stop()));
  slack.setApp(`http://127.0.0.1:${Object(server.address()).port}/slack/events`);
  const { message } = await slack.slash({ ...typed, text: 'trace ä ✓ 100%' });
  expect(message?.text).toBe('<@U0ADA0001> asked: ä ✓ 100%');
  expect(await slack.verifyUrl()).toMatchObject({ outcome: 'ok', status: 200 });
});

test('a wrong secret, an old timestamp and a changed body are refused by Bolt', async () => {
  const slack = await slackWithBolt((app) => app.command('/svc', ({ ack }) => ack('x')));
  const body = 'command=%2Fsvc&text=x&team_id=T1&user_id=U1';
  const old = Math.floor(Date.now() / 1000) - 301;
  const headers = [
    slack.sign(body, { secret: 'wrong' }),
    slack.sign(body, { timestamp: old }),
    slack.sign(`${body}y`),
  ];
  for (const wrong of headers) {
    expect(await slack.deliver(body, wrong)).toMatchObject({ status: 401 });
  }
  expect(await slack.deliver(body)).toMatchObject({ status: 200 });
});

test.each([
  ['a text', 'hello', { text: 'hello', ephemeralFor: 'U0ADA0001' }],
  ['an in_channel object', '{"response_type":"in_channel","text":"all"}', { text: 'all' }],
])('an acknowledgement with %s becomes a message', async (_name, body, expected) => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200, body }) });
  const { message } = await slack.slash(typed);
  expect(message).toMatchObject({ ...expected, botId: slack.botId });
  expect(message?.ephemeralFor).toBe(Object(expected).ephemeralFor);
});

test('an empty acknowledgement shows nothing', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  const { outcome, message } = await slack.slash(typed);
  expect({ outcome, message }).toEqual({ outcome: 'ok', message: undefined });
});

test('an acknowledgement with invalid blocks is told to the person and leaves a warning', async () => {
  const body = JSON.stringify({ text: 'x', blocks: [{ type: 'header' }] });
  const slack = await slackForTest({ appUrl: async () => ({ status: 200, body }) });
  const { message } = await slack.slash(typed);
  expect(message?.text).toContain('invalid_blocks');
  expect(slack.warnings).toMatchObject([{ kind: 'bad-answer', detail: 'invalid_blocks' }]);
});

test('no acknowledgement in time is an operation_timeout', async () => {
  const appUrl = () => new Promise<never>(() => undefined);
  const slack = await slackForTest({ appUrl, ackTimeoutMs: 30 });
  const { outcome, message } = await slack.slash(typed);
  expect(outcome).toBe('operation_timeout');
  expect(message).toMatchObject({
    text: '/svc failed with the error "operation_timeout"',
    ephemeralFor: 'U0ADA0001',
  });
});

test.each([404, 500, 302])('an answer of %i is a dispatch_failed', async (status) => {
  const slack = await slackForTest({ appUrl: async () => ({ status }) });
  const { message } = await slack.slash(typed);
  expect(message?.text).toBe('/svc failed with the error "dispatch_failed"');
});

test('an app that cannot be reached is a dispatch_failed', async () => {
  const slack = await slackForTest({ appUrl: 'http://127.0.0.1:1/slack/events' });
  expect(await slack.slash(typed)).toMatchObject({ outcome: 'dispatch_failed' });
});

test('a listener that never acknowledges is a dispatch_failed on Lambda', async () => {
  const slack = await slackWithBolt((app) => app.command('/svc', async () => undefined));
  expect(await slack.slash(typed)).toMatchObject({ outcome: 'dispatch_failed', status: 404 });
});

test('commands are not sent from threads, nor are unknown ones', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  const { ts } = await slack.say({ user: 'ada', channel: 'incidents', text: 'root' });
  const inThread = await slack.slash({ ...typed, threadTs: ts });
  expect(inThread).toMatchObject({ outcome: 'not_sent' });
  expect(inThread.message?.text).toBe('/svc is not supported in threads. Sorry!');
  const unknown = await slack.slash({ ...typed, command: '/foo' });
  expect(unknown.message?.text).toContain('/foo is not a valid command');
  expect(slack.deliveries).toEqual([]);
});

test('nobody acts in a channel they are not in', async () => {
  const slack = await slackForTest();
  await expect(slack.slash({ ...typed, user: 'mallory' })).rejects.toThrow('not in #incidents');
  await expect(slack.say({ ...typed, user: 'nobody' })).rejects.toThrow('no person "nobody"');
});

test('an outsider of a shared channel is told by their own team', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  await slack.slash({ user: 'mallory', channel: 'partners', text: 'help' });
  const sent = new URLSearchParams(slack.deliveries[0]?.body);
  expect(sent.get('team_id')).toBe('T0OTHER01');
});
