import { request } from 'node:http';
import { expect, test } from 'vitest';
import { methods } from '../../../src/playground/slack/api/registry.ts';
import type { EmulatedSlack } from '../../../src/playground/slack/options.ts';
import { clientFor, failureOf, slackForTest } from './start.ts';

const message = { channel: 'C0INCIDEN', text: 'x' };

test('a call without a token is not_authed, with a wrong one invalid_auth', async () => {
  const slack = await slackForTest();
  const anonymous = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
  expect(await anonymous.json()).toEqual({ ok: false, error: 'not_authed' });
  const wrong = clientFor(slack, 'xoxb-wrong').auth.test();
  expect(await failureOf(wrong)).toMatchObject({ error: 'invalid_auth' });
});

test('a missing scope is named', async () => {
  const slack = await slackForTest({ scopes: ['chat:write'] });
  const client = clientFor(slack);
  await client.chat.postMessage(message);
  expect(await failureOf(client.users.info({ user: 'U0ADA0001' }))).toMatchObject({
    error: 'missing_scope',
    needed: 'users:read',
    provided: 'chat:write',
  });
});

test('JSON bodies are read like forms, and broken ones are refused', async () => {
  const slack = await slackForTest();
  const post = async (body: string, type = 'application/json; charset=utf-8') => {
    const headers = { 'content-type': type, authorization: `Bearer ${slack.botToken}` };
    const url = `${slack.apiUrl}chat.postMessage`;
    return (await fetch(url, { method: 'POST', headers, body })).json();
  };
  const blocks = [{ type: 'divider' }];
  expect(await post(JSON.stringify({ ...message, blocks }))).toMatchObject({ ok: true });
  expect(await post('{')).toEqual({ ok: false, error: 'invalid_json' });
  expect(await post('x', 'text/plain')).toEqual({ ok: false, error: 'invalid_post_type' });
});

test('every method of the list is answered, and none beside it', () => {
  expect(methods.map(({ name }) => name).toSorted()).toEqual([
    'auth.test',
    'bots.info',
    'chat.delete',
    'chat.postEphemeral',
    'chat.postMessage',
    'chat.update',
    'conversations.history',
    'conversations.info',
    'conversations.join',
    'conversations.list',
    'conversations.members',
    'conversations.replies',
    'functions.completeError',
    'functions.completeSuccess',
    'reactions.add',
    'usergroups.list',
    'usergroups.users.list',
    'users.info',
    'views.open',
    'views.update',
  ]);
});

test('a method that is not emulated is an unknown_method', async () => {
  const slack = await slackForTest();
  expect(await failureOf(clientFor(slack).apiCall('chat.sing'))).toMatchObject({
    error: 'unknown_method',
  });
});

test('an argument Slack would silently ignore leaves a warning', async () => {
  const slack = await slackForTest();
  await clientFor(slack).apiCall('chat.postMessage', { ...message, thread: '1.1' });
  expect(slack.warnings).toEqual([
    { kind: 'unknown-argument', where: 'chat.postMessage', detail: 'thread' },
  ]);
});

test('calls are kept with their answer and without the token', async () => {
  const slack = await slackForTest();
  await clientFor(slack).chat.postMessage(message);
  expect(slack.calls).toMatchObject([
    { method: 'chat.postMessage', status: 200, args: message, response: { ok: true } },
  ]);
  expect(JSON.stringify(slack.calls)).not.toContain(slack.botToken);
});

test.each([
  ['another host name', { host: 'evil.example' }],
  ['a page of another site', { origin: 'http://evil.example' }],
])('a request with %s is refused', async (_name, headers) => {
  const slack = await slackForTest();
  expect(await statusOf(slack, headers)).toBe(403);
  expect(await statusOf(slack, { origin: slack.url })).toBe(200);
});

test('a wait that ends in vain tells what happened last', async () => {
  const slack = await slackForTest();
  await clientFor(slack).chat.postMessage({ channel: 'C0INCIDEN', text: 'the last word' });
  const wait = slack.waitFor(() => false, { timeoutMs: 30 });
  await expect(wait).rejects.toThrow(/within 30 ms.*chat\.postMessage ok.*the last word/);
});

/** With node:http, because fetch does not let anybody choose the Host header. */
function statusOf(slack: EmulatedSlack, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${slack.url}/page/state`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}
