import { expect, test } from 'vitest';
import { clientFor, failureOf, slackForTest } from './start.ts';

const message = { channel: 'C0INCIDEN', text: 'x' };

test('a rate limit answers 429 with Retry-After as often as asked for', async () => {
  const slack = await slackForTest();
  const client = clientFor(slack);
  slack.faults.rateLimit({ method: 'chat.postMessage', retryAfter: 7, times: 2 });
  for (const _ of [1, 2]) {
    await expect(client.chat.postMessage(message)).rejects.toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: 7,
    });
  }
  await client.chat.postMessage(message);
  expect(slack.messages('incidents')).toHaveLength(1);
});

test.each([500, 503])('an outage answers %i and nothing is posted', async (status) => {
  const slack = await slackForTest();
  slack.faults.fail({ method: '*', status });
  await expect(clientFor(slack).chat.postMessage(message)).rejects.toMatchObject({
    statusCode: status,
  });
  expect(slack.messages('incidents')).toEqual([]);
});

test('an answer can be lost after the call took effect', async () => {
  const slack = await slackForTest();
  slack.faults.fail({ method: 'chat.postMessage', status: 500, afterwards: true });
  await expect(clientFor(slack).chat.postMessage(message)).rejects.toThrow();
  expect(slack.messages('incidents')).toHaveLength(1);
});

test('any error can be asked for', async () => {
  const slack = await slackForTest();
  slack.faults.fail({ method: 'usergroups.users.list', error: 'paid_teams_only' });
  const call = clientFor(slack).usergroups.users.list({ usergroup: 'S0ONCALL1' });
  expect(await failureOf(call)).toMatchObject({ error: 'paid_teams_only' });
});

test('newer blocks can be unknown to the workspace', async () => {
  const slack = await slackForTest();
  slack.faults.refuseBlocks(['plan']);
  const blocks = [{ type: 'plan', title: 'Checks' }];
  const call = clientFor(slack).chat.postMessage({ ...message, blocks });
  expect(await failureOf(call)).toMatchObject({
    error: 'invalid_blocks',
    response_metadata: {
      messages: ['[ERROR] unsupported type: plan [json-pointer:/blocks/0/type]'],
    },
  });
  slack.faults.clear();
  await clientFor(slack).chat.postMessage({ ...message, blocks });
});

test('a bot that was removed from a channel cannot write there', async () => {
  const slack = await slackForTest();
  slack.removeBot('incidents');
  expect(await failureOf(clientFor(slack).chat.postMessage(message))).toMatchObject({
    error: 'not_in_channel',
  });
  await slack.inviteBot('incidents');
  await clientFor(slack).chat.postMessage(message);
});
