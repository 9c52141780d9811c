import { describe, expect, test } from 'vitest';
import { channelOf, isOpen, refusal, type SlackRules } from '../../src/access/policy.ts';
import type { Job } from '../../src/job.ts';

const rules: SlackRules = { teams: ['T1', 'T2'], channels: { C1: { namespace: 'shop' } } };
const everywhere: SlackRules = { ...rules, channels: { ...rules.channels, '*': {} } };

const slackAsker = (team: string): Job['asker'] => ({ kind: 'slack', team, user: 'U1' });
const slackReply = (channel: string): Job['reply'] => ({
  kind: 'slack',
  channel,
  private: false,
});
const terminalAsker: Job['asker'] = { kind: 'terminal', user: 'ada' };
const terminalReply: Job['reply'] = { kind: 'terminal' };

type Case = [what: string, asker: Job['asker'], reply: Job['reply'], rules: SlackRules | undefined];

describe('allowed', () => {
  test.each<Case>([
    ['a listed channel', slackAsker('T1'), slackReply('C1'), rules],
    ['a second team', slackAsker('T2'), slackReply('C1'), rules],
    ['any channel, if all are listed', slackAsker('T1'), slackReply('C9'), everywhere],
    ['a terminal, which the cluster judges', terminalAsker, terminalReply, rules],
    ['a terminal without any configuration', terminalAsker, terminalReply, undefined],
  ])('%s', (_, asker, reply, given) => {
    expect(refusal({ asker, reply }, given)).toBeUndefined();
  });
});

describe('refused', () => {
  test.each<[...Case, RegExp]>([
    ['another team', slackAsker('T9'), slackReply('C1'), rules, /only people of the team/],
    ['another team, everywhere', slackAsker('T9'), slackReply('C1'), everywhere, /only people/],
    ['another channel', slackAsker('T1'), slackReply('C9'), rules, /does not answer in this/],
    ['no rules at all', slackAsker('T1'), slackReply('C1'), undefined, /not set up/],
    ['a name every object has', slackAsker('T1'), slackReply('constructor'), rules, /not answer/],
    ['a terminal that answers into Slack', terminalAsker, slackReply('C1'), rules, /nowhere else/],
    ['Slack that answers into a terminal', slackAsker('T1'), terminalReply, rules, /nowhere else/],
  ])('%s', (_, asker, reply, given, words) => {
    expect(refusal({ asker, reply }, given)?.what).toMatch(words);
  });

  test('the way to allow a channel names it', () => {
    const refused = refusal({ asker: slackAsker('T1'), reply: slackReply('C9') }, rules);
    expect(refused?.hint).toContain('`slack.channels.C9`');
  });
});

test('everybody may read what is answered in a channel that is listed by its id, and nowhere else', () => {
  expect(isOpen('C1', everywhere)).toBe(true);
  expect(isOpen('C9', everywhere)).toBe(false);
  expect(isOpen('C9', rules)).toBe(false);
  expect(isOpen('constructor', everywhere)).toBe(false);
  expect(isOpen('C1', undefined)).toBe(false);
});

test('a channel’s own entry comes before the one for all', () => {
  expect(channelOf('C1', everywhere)).toEqual({ namespace: 'shop' });
  expect(channelOf('C9', everywhere)).toEqual({});
  expect(channelOf('C9', rules)).toBeUndefined();
  expect(channelOf('C1', undefined)).toBeUndefined();
});
