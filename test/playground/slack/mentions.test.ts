import { expect, test } from 'vitest';
import { clientFor, slackForTest } from './start.ts';

const channel = 'C0INCIDEN';
const mrkdwn = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const rich = (element: object) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [element] }],
});

test.each([
  ['<!channel> look', [], 'channel', 'text'],
  ['<!here>', [], 'here', 'text'],
  ['<!everyone>', [], 'everyone', 'text'],
  ['ask <@U0ADA0001>', [], 'user', 'text'],
  ['ask <!subteam^S0ONCALL1|@on-call>', [], 'usergroup', 'text'],
  ['x', [mrkdwn('pod <!channel>')], 'channel', '/blocks/0/text/text'],
  ['x', [{ type: 'markdown', text: 'a < b <!here>' }], 'here', '/blocks/0/text'],
  ['x', [rich({ type: 'broadcast', range: 'here' })], 'here', '/blocks/0/elements/0/elements/0'],
  ['x', [rich({ type: 'user', user_id: 'U1' })], 'user', '/blocks/0/elements/0/elements/0'],
])('%s with %j notifies', async (text, blocks, kind, where) => {
  const slack = await slackForTest();
  await clientFor(slack).apiCall('chat.postMessage', { channel, text, blocks });
  expect(slack.broadcasts).toMatchObject([{ channel, kind, where }]);
});

test('names typed with link_names notify too', async () => {
  const slack = await slackForTest();
  await clientFor(slack).chat.postMessage({ channel, text: 'hey @here', link_names: true });
  expect(slack.broadcasts).toMatchObject([{ kind: 'here' }]);
});

test('escaped and plain text notifies nobody and leaves no warning', async () => {
  const slack = await slackForTest();
  const text = 'a &lt;!channel&gt; &amp; @here <https://example.com?a=1&amp;b|link> <#C0INCIDEN>';
  const plain = { type: 'plain_text' as const, text: '<!channel> & <b>' };
  const blocks = [{ type: 'header', text: plain }, mrkdwn(text)];
  await clientFor(slack).chat.postMessage({ channel, text, blocks });
  expect({ broadcasts: slack.broadcasts, warnings: slack.warnings }).toEqual({
    broadcasts: [],
    warnings: [],
  });
});

test.each(['<none>', 'a & b'])('the unescaped %s leaves a warning', async (text) => {
  const slack = await slackForTest();
  await clientFor(slack).chat.postMessage({ channel, text: 'x', blocks: [mrkdwn(text)] });
  expect(slack.warnings).toMatchObject([{ kind: 'unescaped' }]);
});

test('blocks without a text leave a warning, in an update too', async () => {
  const slack = await slackForTest();
  const client = clientFor(slack);
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'x' });
  await client.apiCall('chat.update', { channel, ts, blocks: [mrkdwn('x')] });
  expect(slack.warnings).toMatchObject([{ kind: 'missing-text' }]);
});
