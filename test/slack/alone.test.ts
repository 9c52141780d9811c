/** What only the asker may see is seen by the asker, and by nobody else. */
import { describe, expect, test } from 'vitest';
import { wordsOf, world } from './bot.ts';

const here = world({
  slack: {
    teams: ['T0ACME001'],
    command: '/svc',
    channels: { C0INCIDEN: { namespace: 'shop' }, '*': { namespace: 'shop' } },
  },
});

/** What one person alone saw since, once there is something of these words. */
async function seenAlone(user: string, channel: string, words: RegExp) {
  return here.slack.waitFor(() =>
    here.slack.ephemerals(user, channel).find((m) => words.test(wordsOf(m))),
  );
}

async function nothingIsOpen(channel: string, act: () => Promise<unknown>) {
  const byBot = () => here.slack.messages(channel).filter(({ botId }) => botId).length;
  const before = byBot();
  await act();
  await here.bot.queue.idle();
  expect(byBot()).toBe(before);
}

describe('in a channel that only * allows', () => {
  test('a slash command is answered to the asker alone', () =>
    nothingIsOpen('partners', async () => {
      await here.slack.slash({ user: 'ada', channel: 'partners', text: 'endpoints mysql' });
      await seenAlone('ada', 'partners', /shop\/mysql.*3 of 3/);
      expect(here.slack.ephemerals('mallory', 'partners')).toEqual([]);
    }));

  test('a mention is, and so is one that makes no sense', () =>
    nothingIsOpen('partners', async () => {
      await here.slack.say({ user: 'ada', channel: 'partners', text: '@portolan endpoints redis' });
      await seenAlone('ada', 'partners', /shop\/redis.*1 of 1/);
      await here.slack.say({ user: 'ada', channel: 'partners', text: '@portolan lits' });
      await seenAlone('ada', 'partners', /no command lits/);
    }));

  test('a button below such an answer is, too', () =>
    nothingIsOpen('partners', async () => {
      await here.slack.slash({ user: 'ada', channel: 'partners', text: 'endpoints payments' });
      const isIt = (m: object) => JSON.stringify(m).includes('"endpoints shop/payments"');
      const answer = await here.slack.waitFor(() =>
        here.slack.ephemerals('ada', 'partners').find(isIt),
      );
      const known = here.slack.ephemerals('ada', 'partners').length;
      await here.slack.click({
        user: 'ada',
        channel: 'partners',
        messageTs: answer.ts,
        actionId: 'run-0',
      });
      await here.slack.waitFor(() => here.slack.ephemerals('ada', 'partners').length > known + 1);
    }));

  test('an outsider is refused, whatever the words, and nobody else sees it', () =>
    nothingIsOpen('partners', async () => {
      await here.slack.say({ user: 'mallory', channel: 'partners', text: '@portolan nonsense' });
      const told = await seenAlone('mallory', 'partners', /answers only people of the team/);
      expect(wordsOf(told)).not.toContain('nonsense');
    }));
});

describe('with --private, in a channel where all may read', () => {
  test('a mention is answered to the asker alone', () =>
    nothingIsOpen('incidents', async () => {
      const text = '@portolan endpoints mysql --private';
      await here.slack.say({ user: 'grace', channel: 'incidents', text });
      await seenAlone('grace', 'incidents', /shop\/mysql.*3 of 3/);
    }));

  test('help is', () =>
    nothingIsOpen('incidents', async () => {
      const text = '@portolan help endpoints --private';
      await here.slack.say({ user: 'linus', channel: 'incidents', text });
      await seenAlone('linus', 'incidents', /How to use endpoints/);
    }));
});

test('an outsider’s click on an answer for all is refused, in words only they see', async () => {
  await here.slack.slash({ user: 'ada', channel: 'incidents', text: 'endpoints search' });
  const button = await here.slack.waitFor(() =>
    here.slack.messages('incidents').find((m) => JSON.stringify(m).includes('"run-0"')),
  );
  await here.bot.queue.idle();
  await nothingIsOpen('incidents', async () => {
    const made = { channel: 'incidents', messageTs: button.ts, actionId: 'run-0' };
    await here.slack.click({ user: 'linus', teamId: 'T0OTHER01', ...made });
    await seenAlone('linus', 'incidents', /answers only people of the team/);
  });
});

test('a click in a channel without the bot is told what is wrong through its response_url', async () => {
  await here.slack.slash({ user: 'ada', channel: 'random', text: 'endpoints serach' });
  const isIt = (m: object) => JSON.stringify(m).includes('endpoints shop/search');
  const answer = await here.slack.waitFor(() => here.slack.ephemerals('ada', 'random').find(isIt));
  await here.bot.queue.close();
  const made = { channel: 'random', messageTs: answer.ts, actionId: 'run-0' };
  await here.slack.click({ user: 'ada', ...made });
  const told = await seenAlone('ada', 'random', /could not be queued/);
  expect(told.responseUrlOrigin).toBe(true);
});
