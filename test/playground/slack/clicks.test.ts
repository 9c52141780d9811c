import { expect, test } from 'vitest';
import { slackWithBolt } from './bolt.ts';
import { clientFor, slackForTest } from './start.ts';

const channel = 'C0INCIDEN';
const button = (text: string, value: string) => ({
  type: 'button',
  text: { type: 'plain_text', text },
  action_id: 'decide',
  value,
});
const question = [
  { type: 'actions', block_id: 'one', elements: [button('Yes', 'yes')] },
  { type: 'actions', block_id: 'two', elements: [button('No', 'no')] },
  {
    type: 'section',
    text: { type: 'mrkdwn', text: 'pick' },
    accessory: {
      type: 'static_select',
      options: ['a', 'b'].map((value) => ({ text: { type: 'plain_text', text: value }, value })),
    },
  },
];

test('a click carries the message, the place, the person and the value of the button', async () => {
  const bodies: Record<string, unknown>[] = [];
  const slack = await slackWithBolt((app) =>
    app.action('decide', async ({ ack, body }) => {
      bodies.push(Object(body));
      await ack();
    }),
  );
  const { ts = '' } = await clientFor(slack).chat.postMessage({
    channel,
    text: 'sure?',
    blocks: question,
  });
  const delivery = await slack.click({
    user: 'grace',
    channel,
    messageTs: ts,
    actionId: 'decide',
    value: 'no',
  });
  expect(delivery.outcome).toBe('ok');
  expect(bodies).toMatchObject([
    {
      type: 'block_actions',
      user: { id: 'U0GRACE01', username: 'grace', team_id: slack.teamId },
      team: { id: slack.teamId },
      channel: { id: channel, name: 'incidents' },
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      message: { ts, text: 'sure?', bot_id: slack.botId },
      actions: [{ type: 'button', action_id: 'decide', block_id: 'two', value: 'no' }],
      trigger_id: expect.any(String),
      response_url: expect.stringContaining('/actions/'),
    },
  ]);
});

test('a click in a thread names the thread', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  const client = clientFor(slack);
  const root = await client.chat.postMessage({ channel, text: 'root' });
  const reply = { channel, text: 'x', thread_ts: root.ts ?? '', blocks: question };
  const { ts = '' } = await client.chat.postMessage(reply);
  await slack.click({ user: 'ada', channel, messageTs: ts, actionId: 'decide', blockId: 'one' });
  const payload = payloadOf(slack.deliveries[0]?.body);
  expect(payload).toMatchObject({
    container: { thread_ts: root.ts },
    message: { thread_ts: root.ts },
  });
});

test('elements and blocks without a name get one, and menus send the option that was picked', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  const posted = await clientFor(slack).chat.postMessage({ channel, text: 'x', blocks: question });
  const menu = Object(slack.messages(channel)[0]?.blocks?.[2]);
  expect(menu).toMatchObject({ block_id: expect.any(String) });
  const actionId = menu.accessory.action_id;
  await slack.click({ user: 'ada', channel, messageTs: posted.ts ?? '', actionId, selected: 'b' });
  expect(payloadOf(slack.deliveries[0]?.body)).toMatchObject({
    actions: [{ type: 'static_select', block_id: menu.block_id, selected_option: { value: 'b' } }],
  });
});

test('an ephemeral message is not sent along, and only its reader can click it', async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  const sent = await clientFor(slack).chat.postEphemeral({
    channel,
    user: 'U0ADA0001',
    text: 'x',
    blocks: question,
  });
  const click = { channel, messageTs: sent.message_ts ?? '', actionId: 'decide' };
  await slack.click({ user: 'ada', ...click });
  const payload = payloadOf(slack.deliveries[0]?.body);
  expect(payload).toMatchObject({ container: { is_ephemeral: true } });
  expect(payload).not.toHaveProperty('message');
  await expect(slack.click({ user: 'grace', ...click })).rejects.toThrow('grace sees no message');
});

test('what is not there cannot be clicked', async () => {
  const slack = await slackForTest();
  const { ts = '' } = await clientFor(slack).chat.postMessage({
    channel,
    text: 'x',
    blocks: question,
  });
  const click = { user: 'ada', channel, messageTs: ts, actionId: 'decide' };
  await expect(slack.click({ ...click, actionId: 'other' })).rejects.toThrow('no element "other"');
  await expect(slack.click({ ...click, value: 'maybe' })).rejects.toThrow('no element');
});

test("an outsider's click tells their team and the app's team apart", async () => {
  const slack = await slackForTest({ appUrl: async () => ({ status: 200 }) });
  const posted = await clientFor(slack).chat.postMessage({
    channel: 'C0PARTNER',
    text: 'x',
    blocks: question,
  });
  const click = { user: 'mallory', channel: 'partners', messageTs: posted.ts ?? '' };
  await slack.click({ ...click, actionId: 'decide' });
  expect(payloadOf(slack.deliveries[0]?.body)).toMatchObject({
    user: { id: 'U0MALLORY', team_id: 'T0OTHER01' },
    team: { id: slack.teamId },
  });
});

test('a message shortcut sends the message it was used on', async () => {
  const seen: unknown[] = [];
  const slack = await slackWithBolt((app) =>
    app.shortcut('explain', async ({ ack, shortcut }) => {
      seen.push(shortcut);
      await ack();
    }),
  );
  const { ts } = await slack.say({ user: 'ada', channel, text: 'down again' });
  await slack.shortcut({ user: 'linus', channel, messageTs: ts, callbackId: 'explain' });
  expect(seen).toMatchObject([
    {
      type: 'message_action',
      callback_id: 'explain',
      message: { ts, text: 'down again', user: 'U0ADA0001' },
      channel: { id: channel },
    },
  ]);
});

function payloadOf(body = ''): Record<string, unknown> {
  return JSON.parse(new URLSearchParams(body).get('payload') ?? '{}');
}
