import { describe, expect, test } from 'vitest';
import { wordsOf, world } from './bot.ts';

const here = world();
const ada = 'ada';

/** The root message about a question, and everything in its thread. */
async function answered(channel: string, words: RegExp) {
  const root = await here.slack.waitFor(() =>
    here.slack.messages(channel).find((m) => m.botId && !m.threadTs && words.test(wordsOf(m))),
  );
  await here.bot.queue.idle();
  return { root, replies: here.slack.thread(channel, root.ts).slice(1) };
}

describe('a slash command', () => {
  test('is acked to the asker alone and answered with a root message and its thread', async () => {
    const sent = await here.slack.slash({
      user: ada,
      channel: 'incidents',
      text: 'endpoints api-service -n shop',
    });
    expect(sent.outcome).toBe('ok');
    expect(sent.message?.ephemeralFor).toBe('U0ADA0001');
    expect(sent.message?.text).toBe('Looking into it: /svc endpoints api-service -n shop');
    const { root, replies } = await answered('incidents', /api-service.*3 of 3/);
    expect(wordsOf(root)).toContain('@U0ADA0001');
    expect(replies.map(wordsOf).join(' ')).toMatch(/api-[a-z0-9-]+ .*10\.244\./);
  });

  test('takes the namespace from the channel when nobody says one', async () => {
    await here.slack.slash({ user: ada, channel: 'shop-canary', text: 'endpoints redis' });
    const { root } = await answered('shop-canary', /shop\/redis/);
    expect(wordsOf(root)).toContain('1 of 1 endpoint');
  });

  test('without words is answered with help, at once', async () => {
    const { message } = await here.slack.slash({ user: ada, channel: 'incidents', text: '' });
    expect(wordsOf(message)).toMatch(/What can be asked.*endpoints.*list/);
  });

  test.each([
    ['endpiont redis', /no command endpiont.*Did you mean endpoints/],
    ['endpoints', /needs a service.*Usage: endpoints <service>/],
    ['endpoints redis mysql', /mysql is more than endpoints takes/],
    ['endpoints redis --nmespace shop', /no option --nmespace.*Did you mean --namespace/],
    ['endpoints redis -n', /-n needs a value/],
    [`endpoints ${'x'.repeat(10_000)}`, /10010 characters long/],
    ['endpoints <!channel> *bold* \u202egnol', /more than endpoints takes/],
  ])('%s is answered in the ack with what to do', async (text, words) => {
    const { outcome, message } = await here.slack.slash({ user: ada, channel: 'incidents', text });
    expect(outcome).toBe('ok');
    expect(wordsOf(message)).toMatch(words);
    expect(wordsOf(message)).not.toContain('\u202e');
  });

  test('with --private is seen by the asker alone', async () => {
    const before = here.slack.messages('incidents').length;
    const text = 'endpoints mysql -n shop --private';
    await here.slack.slash({ user: 'grace', channel: 'incidents', text });
    const all = await here.slack.waitFor(() => {
      const seen = here.slack.ephemerals('grace', 'incidents').map(wordsOf);
      return seen.some((words) => /mysql-0/.test(words)) && seen;
    });
    expect(all.join(' ')).toContain('3 of 3 endpoints ready');
    expect(here.slack.messages('incidents')).toHaveLength(before);
    expect(here.slack.ephemerals('ada', 'incidents').map(wordsOf).join()).not.toContain('mysql-0');
  });

  test('in a channel without the bot is answered through its response_url', async () => {
    await here.slack.slash({ user: ada, channel: 'random', text: 'endpoints search -n shop' });
    const message = await here.slack.waitFor(() =>
      here.slack.messages('random').find((m) => /shop\/search/.test(wordsOf(m))),
    );
    expect(message.responseUrlOrigin).toBe(true);
    expect(wordsOf(message)).toContain('Readiness probe failed');
  });
});

describe('a mention', () => {
  test('in the channel is answered in a thread under it', async () => {
    const text = '@portolan endpoints shop/search';
    const asked = await here.slack.say({ user: ada, channel: 'incidents', text });
    const replies = await here.slack.waitFor(() => {
      const all = here.slack.thread('incidents', asked.ts).slice(1);
      return all.length > 1 && all;
    });
    expect(replies.map(wordsOf).join(' ')).toMatch(/0 of 2 endpoints ready/);
  });

  test('in a thread is answered in that thread', async () => {
    const { slack } = here;
    const alert = await slack.say({ user: 'grace', channel: 'incidents', text: 'redis is slow' });
    const text = '@portolan endpoints <http://redis.shop|redis.shop>';
    await slack.say({ user: ada, channel: 'incidents', threadTs: alert.ts, text });
    await slack.waitFor(() =>
      slack.thread('incidents', alert.ts).some((m) => m.botId && /1 of 1/.test(wordsOf(m))),
    );
  });

  test('that makes no sense is told so in the thread', async () => {
    const asked = await here.slack.say({ user: ada, channel: 'incidents', text: '@portolan lits' });
    const reply = await here.slack.waitFor(() => here.slack.thread('incidents', asked.ts)[1]);
    expect(wordsOf(reply)).toMatch(/no command lits.*Did you mean list/);
  });
});

test('the Re-run button asks again, in the same thread', async () => {
  await here.slack.slash({ user: ada, channel: 'incidents', text: 'endpoints shop/legacy-db' });
  const { root, replies } = await answered('incidents', /shop\/legacy-db/);
  const withButton = replies.find((m) => JSON.stringify(m.blocks).includes('"run-0"'));
  const before = replies.length;
  await here.slack.click({
    user: 'grace',
    channel: 'incidents',
    messageTs: withButton?.ts ?? '',
    actionId: 'run-0',
  });
  const again = await here.slack.waitFor(() => {
    const all = here.slack.thread('incidents', root.ts).slice(1);
    return all.length > before && all;
  });
  expect(wordsOf(again[before])).toContain('2 of 2 endpoints ready');
});

describe('who is not meant is told so, and nobody else sees it', () => {
  test('a person of another team', async () => {
    const { message } = await here.slack.slash({
      user: 'mallory',
      channel: 'partners',
      text: 'endpoints shop/redis',
    });
    expect(message?.ephemeralFor).toBe('U0MALLORY');
    expect(wordsOf(message)).toContain('answers only people of the team it was set up for');
  });

  test('a channel the configuration does not list', async () => {
    const text = 'endpoints shop/redis';
    const { message } = await here.slack.slash({ user: ada, channel: 'partners', text });
    expect(wordsOf(message)).toMatch(/does not answer in this channel.*slack\.channels\.C0PARTNER/);
  });

  test('a mention there is answered to the asker alone', async () => {
    const text = '@portolan endpoints shop/redis';
    await here.slack.say({ user: ada, channel: 'partners', text });
    await here.slack.waitFor(() =>
      here.slack
        .ephemerals(ada, 'partners')
        .some((m) => /does not answer in this channel/.test(wordsOf(m))),
    );
  });
});
