import { describe, expect, test } from 'vitest';
import {
  authorOf,
  channelMessages,
  isSameBreath,
  replyCount,
  threadMessages,
} from '../../../src/playground/page/select.ts';
import { message, opened } from './workspace.ts';

const root = message(1);
const reply = message(2, { threadTs: root.ts });
const whisper = message(3, { ephemeralFor: 'U2' });
const state = opened(root, reply, whisper, message(4, { channel: 'C0' }));

test('the channel shows roots, the thread shows its root and replies', () => {
  expect(channelMessages(state)).toEqual([root]);
  expect(threadMessages(state, root.ts)).toEqual([root, reply]);
});

test('an ephemeral message is seen by its person alone', () => {
  expect(channelMessages({ ...state, user: 'U2' })).toEqual([root, whisper]);
});

test('replies are counted from what is loaded, unless the server knows of more', () => {
  expect(replyCount(state, root)).toBe(1);
  expect(replyCount(state, { ...root, replyCount: 7 })).toBe(7);
});

describe('authors', () => {
  test.each([
    { who: 'the bot, by its bot id', from: { botId: 'B1' }, name: 'portolan', isBot: true },
    { who: 'the bot, by its user id', from: { user: 'UBOT' }, name: 'portolan', isBot: true },
    { who: 'a person', from: { user: 'U1' }, name: 'Ada', isBot: false },
    { who: 'Slack itself', from: { user: 'USLACKBOT' }, name: 'Slackbot', isBot: false },
    { who: 'somebody unknown', from: { user: 'U7' }, name: 'U7', isBot: false },
  ])('$who', ({ from, name, isBot }) => {
    expect(authorOf(state, message(1, from))).toMatchObject({ name, isBot, isOutsider: false });
  });

  test('somebody of another team is marked', () => {
    expect(authorOf(state, message(1, { user: 'U9' })).isOutsider).toBe(true);
  });
});

test.each([
  { case: 'the same author at once', next: message(2), is: true },
  { case: 'another author', next: message(2, { user: 'U1' }), is: false },
  { case: 'much later', next: { ...message(2), ts: '1700000400.000000' }, is: false },
  { case: 'an ephemeral one', next: message(2, { ephemeralFor: 'U1' }), is: false },
])('$case goes on in the same breath: $is', ({ next, is }) => {
  expect(isSameBreath(message(1), next)).toBe(is);
});
