import { expect, test } from 'vitest';
import type { EmulatedSlack } from '../../../src/playground/slack/options.ts';
import { clientFor, slackForTest } from './start.ts';

const ok = async () => ({ status: 200 });

async function urlOfCommand(slack: EmulatedSlack, channel = 'incidents'): Promise<string> {
  await slack.slash({ user: 'ada', channel, text: 'x' });
  return new URLSearchParams(slack.deliveries.at(-1)?.body).get('response_url') ?? '';
}

async function respond(url: string, body: unknown): Promise<[number, unknown]> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return [response.status, await response.json()];
}

test('a response URL works five times', async () => {
  const slack = await slackForTest({ appUrl: ok });
  const url = await urlOfCommand(slack);
  for (const text of ['1', '2', '3', '4', '5']) {
    expect(await respond(url, { text })).toEqual([200, { ok: true }]);
  }
  expect(await respond(url, { text: '6' })).toEqual([404, { ok: false, error: 'used_url' }]);
  expect(slack.ephemerals('ada').map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
});

test('a response URL works for thirty minutes', async () => {
  let time = Date.now();
  const slack = await slackForTest({ appUrl: ok, now: () => time });
  const url = await urlOfCommand(slack);
  time += 30 * 60_000;
  expect(await respond(url, { text: 'just in time' })).toMatchObject([200, { ok: true }]);
  time += 1;
  expect(await respond(url, { text: 'late' })).toEqual([404, { ok: false, error: 'expired_url' }]);
});

test('a bot that is not in the channel still answers there, to one or to all', async () => {
  const slack = await slackForTest({ appUrl: ok });
  const url = await urlOfCommand(slack, 'random');
  await respond(url, { text: 'to one' });
  await respond(url, { text: 'to all', response_type: 'in_channel' });
  expect(slack.ephemerals('ada', 'random')).toMatchObject([
    { text: 'to one', responseUrlOrigin: true, botId: slack.botId },
  ]);
  expect(slack.messages('random')).toMatchObject([{ text: 'to all' }]);
});

test('a click can replace and delete the message it was made on, and answer in its thread', async () => {
  const slack = await slackForTest({ appUrl: ok });
  const channel = 'C0INCIDEN';
  const text = { type: 'plain_text', text: 'Go' };
  const blocks = [{ type: 'actions', elements: [{ type: 'button', text, action_id: 'go' }] }];
  const { ts = '' } = await clientFor(slack).chat.postMessage({ channel, text: 'old', blocks });
  await slack.click({ user: 'ada', channel, messageTs: ts, actionId: 'go' });
  const payload = new URLSearchParams(slack.deliveries.at(-1)?.body).get('payload') ?? '';
  const url = JSON.parse(payload).response_url;

  await respond(url, { text: 'reply', thread_ts: ts, response_type: 'in_channel' });
  await respond(url, { text: 'new', replace_original: true });
  expect(slack.thread(channel, ts)).toMatchObject([
    { text: 'new', edited: true },
    { text: 'reply' },
  ]);
  expect(slack.messages(channel)[0]?.blocks).toBeUndefined();
  await respond(url, { delete_original: true });
  expect(slack.messages(channel)).toMatchObject([{ text: 'reply' }]);
});

test('invalid blocks are refused here too, and a rate limit can be had', async () => {
  const slack = await slackForTest({ appUrl: ok });
  const url = await urlOfCommand(slack);
  expect(await respond(url, { text: 'x', blocks: [{ type: 'nope' }] })).toMatchObject([
    400,
    { error: 'invalid_blocks' },
  ]);
  slack.faults.rateLimit({ method: 'response_url', retryAfter: 3 });
  expect(await respond(url, { text: 'x' })).toMatchObject([429, { ok: false }]);
  expect(slack.calls.map(({ method, status }) => [method, status])).toEqual([
    ['response_url', 400],
    ['response_url', 429],
  ]);
});
