import { expect, test } from 'vitest';
import type { Message } from '../../src/playground/slack/slack.ts';
import { wordsOf, world } from './bot.ts';

const here = world({ queue: { duplicate: 3 } });

/** Roots the bot posted about something. */
const roots = (words: RegExp) =>
  here.slack.messages('incidents').filter((m) => m.botId && !m.threadTs && words.test(wordsOf(m)));

async function ask(text: string, words: RegExp) {
  await here.slack.slash({ user: 'ada', channel: 'incidents', text });
  await here.slack.waitFor(() => roots(words).length > 0, { timeoutMs: 15_000 });
}

test('a Job that the queue delivers three times at once is answered once', async () => {
  await ask('endpoints shop/mysql', /shop\/mysql/);
  await here.slack.waitFor(() => here.slack.thread('incidents', roots(/mysql/)[0]?.ts ?? '')[1]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const [root, ...more] = roots(/shop\/mysql/);
  expect(more).toEqual([]);
  expect(here.slack.thread('incidents', root?.ts ?? '')).toHaveLength(2);
});

test('a rate limit delays the answer and loses and doubles nothing', async () => {
  here.slack.faults.rateLimit({ method: 'chat.postMessage', retryAfter: 1, times: 1 });
  await ask('endpoints shop/redis', /shop\/redis/);
  expect(roots(/shop\/redis/)).toHaveLength(1);
});

test('a rate limit in the middle goes on after the root instead of posting it again', async () => {
  await here.slack.waitFor(() => true);
  const calls = here.slack.calls.length;
  await here.slack.slash({ user: 'ada', channel: 'incidents', text: 'endpoints shop/payments' });
  await here.slack.waitFor(() => {
    const posted = here.slack.calls.slice(calls).some((c) => c.method === 'chat.postMessage');
    if (posted)
      here.slack.faults.rateLimit({ method: 'chat.postMessage', retryAfter: 1, times: 1 });
    return posted;
  });
  const replies = await here.slack.waitFor(
    () => {
      const [root] = roots(/shop\/payments/);
      const all = root ? here.slack.thread('incidents', root.ts).slice(1) : [];
      return all.length > 0 && all;
    },
    { timeoutMs: 15_000 },
  );
  expect(roots(/shop\/payments/)).toHaveLength(1);
  expect(replies).toHaveLength(1);
});

test('a Slack that answers 503 for a while is waited for', async () => {
  here.slack.faults.fail({ method: 'chat.postMessage', status: 503, times: 2 });
  await ask('endpoints shop/web-service', /shop\/web-service/);
  expect(roots(/shop\/web-service/)).toHaveLength(1);
});

test('a slow cluster is announced, and the same message becomes the answer', async () => {
  here.demo.api.faults.add({ match: { path: /services\/legacy-db$/ }, delayMs: 1800 });
  await here.slack.slash({ user: 'ada', channel: 'incidents', text: 'endpoints shop/legacy-db' });
  const waiting = await here.slack.waitFor(() => roots(/legacy-db.*asking the cluster/)[0]);
  const done = await here.slack.waitFor(() => roots(/legacy-db.*2 of 2 endpoints ready/)[0]);
  expect(done.ts).toBe(waiting.ts);
});

test('an announcement that somebody deletes is not missed: the answer is a message of its own', async () => {
  here.demo.api.faults.add({ match: { path: /services\/mail$/ }, delayMs: 1800 });
  await here.slack.slash({ user: 'ada', channel: 'incidents', text: 'endpoints shop/mail' });
  await here.slack.waitFor(() => roots(/mail.*asking the cluster/)[0]);
  here.slack.faults.fail({ method: 'chat.update', error: 'message_not_found', times: 9 });
  await here.slack.waitFor(() => roots(/shop\/mail is an alias/)[0]);
});

test('a workspace that refuses tables gets older blocks by response_url too', async () => {
  here.slack.faults.refuseBlocks(['table']);
  await here.slack.slash({ user: 'ada', channel: 'random', text: 'endpoints shop/api-canary' });
  const isIt = (m: Message) => /api-canary-[a-z0-9]+-/.test(wordsOf(m));
  await here.slack.waitFor(() => here.slack.messages('random').some(isIt), { timeoutMs: 15_000 });
});

test('a cluster that is gone is said in one sentence with what to do, and no stack', async () => {
  here.demo.api.faults.add({ match: { path: /search/ }, drop: true });
  await ask('endpoints shop/search', /API server|reach|connection/i);
  const [root] = roots(/API server|reach|connection/i);
  expect(wordsOf(root)).not.toMatch(/ at .*\.ts|undefined|\[object/);
});

test('a workspace that refuses tables gets the same words in older blocks', async () => {
  here.slack.faults.refuseBlocks(['table']);
  await ask('endpoints shop/api-canary', /shop\/api-canary/);
  const [root] = roots(/shop\/api-canary/);
  const replies = await here.slack.waitFor(() => {
    const all = here.slack.thread('incidents', root?.ts ?? '').slice(1);
    return all.length > 0 && all;
  });
  expect(replies.map(wordsOf).join(' ')).toMatch(/api-canary-[a-z0-9-]+/);
});
