/** Who asked, as far as Slack says it, and where the answer is seen. */
import type { BlockAction, ButtonAction } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { fromClick, fromMention, type Question, replyTo } from '../../src/slack/questions.ts';

const mention = { text: '<@U0BOT> list', user: 'U1', channel: 'C1', ts: '1.1' };
const envelope = { event_id: 'Ev1', team_id: 'T1' };
const shared = { ...envelope, is_ext_shared_channel: true };

const click = (parts: Record<string, unknown>): Question =>
  fromClick(
    {
      user: { id: 'U1', team_id: 'T1' },
      team: { id: 'T1', domain: 'acme' },
      channel: { id: 'C1', name: 'c' },
      container: { type: 'message', message_ts: '1.1', channel_id: 'C1' },
      trigger_id: '1',
      response_url: 'https://hooks.slack.com/actions/1',
      ...parts,
    } as unknown as BlockAction<ButtonAction>,
    { value: 'list' } as ButtonAction,
  );

describe('whoever asks is of the team', () => {
  test.each<[string, Question, string]>([
    ['that Slack names as theirs', fromMention({ ...mention, user_team: 'T2' }, envelope), 'T2'],
    ['that wrote the message', fromMention({ ...mention, team: 'T2' }, shared), 'T2'],
    ['that has the app, where only its people are', fromMention(mention, envelope), 'T1'],
    ['of nobody, where others are too and Slack does not say', fromMention(mention, shared), ''],
    ['that clicked', click({ user: { id: 'U1', team_id: 'T2' } }), 'T2'],
    ['of nobody, if only the app’s team is known of a click', click({ user: { id: 'U1' } }), ''],
  ])('%s', (_, { asker }, team) => {
    expect(asker.team).toBe(team);
  });
});

test.each([
  ['<@U0BOT> list', ' list'],
  ['<@U0BOT|portolan> list -A', ' list -A'],
  ['thanks! <@U0BOT> list', ' list'],
  ['<@U0ADA> see <@U0BOT> list', ' list'],
  ['list <@U0BOT>', 'list '],
  ['<@U0BOT>', ''],
  ['<@U0BOT> list <@U0BOT>', ' list  '],
])('of %j the bot is meant by %j', (text, line) => {
  const authorizations = [{ is_bot: true, user_id: 'U0BOT' }];
  expect(fromMention({ ...mention, text }, { ...envelope, authorizations }).line).toBe(line);
});

describe('an answer is seen', () => {
  const inThread = fromMention({ ...mention, ts: '1.2', thread_ts: '1.1' }, envelope);
  const alone = { type: 'message', message_ts: '1.2', channel_id: 'C1', is_ephemeral: true };
  test.each<[string, Question, boolean, string | undefined]>([
    ['by all, in a thread below the question', fromMention(mention, envelope), false, '1.1'],
    ['by all, in the thread of the question', inThread, false, '1.1'],
    [
      'by one, in the channel: a thread is not begun for one',
      fromMention(mention, envelope),
      true,
      undefined,
    ],
    ['by one, in the thread there is', inThread, true, '1.1'],
    ['by all, in a thread below the button', click({}), false, '1.1'],
    ['by one, in the channel of the button', click({}), true, undefined],
    ['by one, who alone saw the button', click({ container: alone }), false, undefined],
    [
      'by one, in the thread with the button',
      click({ container: { ...alone, thread_ts: '1.1' } }),
      false,
      '1.1',
    ],
  ])('%s', (_, question, isPrivate, thread) => {
    const reply = replyTo(question, isPrivate);
    expect(reply.thread).toBe(thread);
    expect(reply.private).toBe(isPrivate || question.reply.private);
  });
});
