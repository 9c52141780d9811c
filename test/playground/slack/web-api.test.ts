import { describe, expect, test } from 'vitest';
import { clientFor, failureOf, slackForTest } from './start.ts';

const incidents = 'C0INCIDEN';

describe('the Web API as the real WebClient sees it', () => {
  test('a posted message can be read back, updated and deleted', async () => {
    const slack = await slackForTest();
    const client = clientFor(slack);
    const posted = await client.chat.postMessage({ channel: incidents, text: 'one' });
    expect(posted.message).toMatchObject({ text: 'one', bot_id: slack.botId, ts: posted.ts });

    const blocks = [{ type: 'divider' }];
    const ts = posted.ts ?? '';
    await client.chat.update({ channel: incidents, ts, text: 'two', blocks });
    const history = await client.conversations.history({ channel: incidents });
    expect(history.messages).toMatchObject([
      { ts, text: 'two', edited: { user: slack.botUserId } },
    ]);
    expect(slack.messages('incidents')[0]?.blocks).toMatchObject([{ type: 'divider' }]);

    await client.chat.update({ channel: incidents, ts, text: 'three' });
    expect(slack.messages('#incidents')[0]?.blocks).toBeUndefined();

    await client.chat.delete({ channel: incidents, ts });
    expect(slack.messages(incidents)).toEqual([]);
  });

  test('auth.test tells who the bot is', async () => {
    const slack = await slackForTest();
    expect(await clientFor(slack).auth.test()).toMatchObject({
      ok: true,
      user_id: slack.botUserId,
      bot_id: slack.botId,
      team_id: slack.teamId,
    });
  });

  test.each([
    ['channel_not_found', { channel: 'C0NOWHERE', text: 'x' }],
    ['not_in_channel', { channel: 'C0RANDOM1', text: 'x' }],
    ['no_text', { channel: incidents, text: ' ' }],
    ['msg_too_long', { channel: incidents, text: 'x'.repeat(40_001) }],
    ['thread_not_found', { channel: incidents, text: 'x', thread_ts: '1700000000.000001' }],
    ['too_many_attachments', { channel: incidents, attachments: Array(101).fill({ text: 'x' }) }],
    ['invalid_attachments', { channel: incidents, attachments: 'no list' }],
    ['invalid_blocks_format', { channel: incidents, blocks: 'no list' }],
    ['invalid_arguments', { text: 'no channel' }],
  ])('chat.postMessage answers %s', async (error, args) => {
    const slack = await slackForTest();
    const call = clientFor(slack).apiCall('chat.postMessage', args);
    expect(await failureOf(call)).toMatchObject({ ok: false, error });
    expect(slack.messages(incidents)).toEqual([]);
  });

  test('a text of exactly 40,000 characters is taken', async () => {
    const client = clientFor(await slackForTest());
    const text = 'x'.repeat(40_000);
    expect(await client.chat.postMessage({ channel: incidents, text })).toMatchObject({ ok: true });
  });

  test('invalid blocks are explained in response_metadata.messages with JSON pointers', async () => {
    const client = clientFor(await slackForTest());
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    const failure = await failureOf(
      client.chat.postMessage({ channel: incidents, text: 'x', blocks }),
    );
    expect(failure).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  test('only own messages can be changed, and only those that exist', async () => {
    const slack = await slackForTest();
    const client = clientFor(slack);
    const { ts } = await slack.say({ user: 'ada', channel: 'incidents', text: 'mine' });
    const other = { channel: incidents, ts, text: 'x' };
    expect(await failureOf(client.chat.update(other))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await failureOf(client.chat.delete(other))).toMatchObject({
      error: 'cant_delete_message',
    });
    const gone = { ...other, ts: '1.000001' };
    expect(await failureOf(client.chat.update(gone))).toMatchObject({ error: 'message_not_found' });
  });

  test('threads are read in order, and a reply cannot be the root of another thread', async () => {
    const slack = await slackForTest();
    const client = clientFor(slack);
    const root = await client.chat.postMessage({ channel: '#incidents', text: 'root' });
    const thread_ts = root.ts ?? '';
    const reply = await client.chat.postMessage({ channel: incidents, text: 'a', thread_ts });
    await client.chat.postMessage({ channel: incidents, text: 'b', thread_ts });
    const { messages } = await client.conversations.replies({ channel: incidents, ts: thread_ts });
    expect(messages?.map(({ text }) => text)).toEqual(['root', 'a', 'b']);
    expect(messages?.[0]).toMatchObject({ thread_ts, reply_count: 2 });
    expect(messages?.[1]).toMatchObject({ thread_ts, parent_user_id: slack.botUserId });
    expect(slack.thread('incidents', thread_ts)).toHaveLength(3);

    const nested = { channel: incidents, text: 'c', thread_ts: reply.ts ?? '' };
    expect(await failureOf(client.chat.postMessage(nested))).toMatchObject({
      error: 'cannot_reply_to_message',
    });
    const history = await client.conversations.history({ channel: incidents });
    expect(history.messages?.map(({ text }) => text)).toEqual(['root']);
  });

  test('an ephemeral message is seen by one person and cannot be updated', async () => {
    const slack = await slackForTest();
    const client = clientFor(slack);
    const user = 'U0ADA0001';
    const sent = await client.chat.postEphemeral({ channel: incidents, user, text: 'psst' });
    expect(slack.ephemerals('ada').map(({ text }) => text)).toEqual(['psst']);
    expect(slack.ephemerals('grace')).toEqual([]);
    expect(slack.messages('incidents')).toEqual([]);
    const update = { channel: incidents, ts: sent.message_ts ?? '', text: 'x' };
    expect(await failureOf(client.chat.update(update))).toMatchObject({
      error: 'message_not_found',
    });
    const outsider = { channel: incidents, user: 'U0MALLORY', text: 'x' };
    expect(await failureOf(client.chat.postEphemeral(outsider))).toMatchObject({
      error: 'user_not_in_channel',
    });
  });

  test('channels are listed in pages and can be joined', async () => {
    const slack = await slackForTest();
    const client = clientFor(slack);
    const first = await client.conversations.list({ limit: 3 });
    expect(first.channels).toHaveLength(3);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.list({ limit: 3, cursor });
    expect(second.channels).toMatchObject([{ name: 'partners', is_ext_shared: true }]);
    expect(second.response_metadata?.next_cursor).toBe('');

    await client.conversations.join({ channel: 'C0RANDOM1' });
    const { channel } = await client.conversations.info({ channel: 'C0RANDOM1' });
    expect(channel).toMatchObject({ is_member: true });
    const { members } = await client.conversations.members({ channel: 'C0RANDOM1' });
    expect(members).toContain(slack.botUserId);
  });

  test('people, groups and bots are found, and strangers are not', async () => {
    const slack = await slackForTest();
    const client = clientFor(slack);
    const { user } = await client.users.info({ user: 'U0MALLORY' });
    expect(user).toMatchObject({ name: 'mallory', team_id: 'T0OTHER01' });
    const bot = await client.bots.info({ bot: slack.botId });
    expect(bot.bot).toMatchObject({ user_id: slack.botUserId });
    const group = await client.usergroups.users.list({ usergroup: 'S0ONCALL1' });
    expect(group.users).toEqual(['U0ADA0001', 'U0GRACE01']);
    const { usergroups } = await client.usergroups.list({ include_users: true });
    expect(usergroups).toMatchObject([{ handle: 'on-call', users: group.users }]);
    expect(await failureOf(client.users.info({ user: 'U0NOBODY1' }))).toMatchObject({
      error: 'user_not_found',
    });
    expect(await failureOf(client.usergroups.users.list({ usergroup: 'S0' }))).toMatchObject({
      error: 'no_such_subteam',
    });
  });

  test('the same reaction cannot be added twice', async () => {
    const slack = await slackForTest();
    const client = clientFor(slack);
    const { ts } = await slack.say({ user: 'ada', channel: 'incidents', text: 'look' });
    const reaction = { channel: incidents, timestamp: ts, name: 'eyes' };
    await client.reactions.add(reaction);
    expect(slack.messages('incidents')).toMatchObject([{ reactions: ['eyes'] }]);
    expect(await failureOf(client.reactions.add(reaction))).toMatchObject({
      error: 'already_reacted',
    });
  });
});
