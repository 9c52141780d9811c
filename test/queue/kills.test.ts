/**
 * The worker is killed at every single call it makes, before the call and after it. What the person
 * sees is one answer, whole, in one thread. One thing cannot be had: killed between Slack's taking a
 * message and our noting so, it says that one message again, because saying it never would be worse
 * and Slack knows no way to ask whether it was said (short of reading the channel).
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../src/playground/slack/slack.ts';
import { wordsOf } from '../slack/bot.ts';
import { type LambdaWorld, startLambdaWorld } from './lambda-world.ts';
import type { Decide } from './mortal-worker.ts';

let here: LambdaWorld;
beforeAll(async () => {
  here = await startLambdaWorld();
});
afterEach(() => {
  here.decide = () => 'pass';
  here.demo.api.faults.clear();
});
afterAll(() => here.close());

const nameOf = ({ path, action }: Parameters<Decide>[0]) => action || path.replace('/api/', '');

/** What the channel got of one question: its roots, and the replies below them. */
async function ask(decide: Decide) {
  here.decide = decide;
  const before = here.slack.messages('incidents').length;
  await here.slack.slash({ user: 'ada', channel: 'incidents', text: 'endpoints shop/api-service' });
  await here.deliver();
  const all = here.slack.messages('incidents').slice(before);
  // How long it took differs each time.
  const words = (message: Message) => wordsOf(message).replaceAll(/\d+ ms/g, '… ms');
  const roots = all.filter(({ threadTs }) => !threadTs).map(words);
  const replies = all.filter(({ threadTs }) => threadTs).map(words);
  return { roots, replies };
}

async function callsOfOneAnswer(): Promise<string[]> {
  const calls: string[] = [];
  await ask((call) => {
    calls.push(nameOf(call));
    return 'pass';
  });
  return calls;
}

test.each(['killed before', 'killed after'] as const)(
  'a worker %s any of its calls leaves nothing unsaid and says nothing twice',
  async (fate) => {
    const whole = await ask(() => 'pass');
    expect(whole.roots).toHaveLength(1);
    expect(whole.replies.length).toBeGreaterThan(0);
    const calls = await callsOfOneAnswer();
    expect(calls.filter((name) => name === 'chat.postMessage').length).toBeGreaterThan(1);

    for (const [at, name] of calls.entries()) {
      let count = 0;
      const seen = await ask(() => (count++ === at ? fate : 'pass'));
      const last = fate === 'killed after' ? name : calls[at - 1];
      const isSaidAgain = last === 'chat.postMessage';
      const where = `${fate} call ${at}, ${name}`;
      expect([...new Set(seen.roots)], where).toEqual(whole.roots);
      expect(new Set(seen.replies), where).toEqual(new Set(whole.replies));
      const much = seen.roots.length + seen.replies.length;
      expect(much, where).toBe(whole.roots.length + whole.replies.length + (isSaidAgain ? 1 : 0));
      expect(here.jobs.queue.messages(), where).toEqual([]);
      expect(here.jobs.dead.messages(), where).toEqual([]);
    }
  },
  120_000,
);

test('a worker killed while the channel shows that it is at work turns that into the answer', async () => {
  here.demo.api.faults.add({ match: { path: /services\/api-service$/ }, delayMs: 1800, times: 1 });
  let updates = 0;
  const seen = await ask((call) => {
    const isFirst = nameOf(call) === 'chat.update' && updates++ === 0;
    return isFirst ? 'killed before' : 'pass';
  });
  expect(updates).toBe(2);
  expect(seen.roots).toEqual([expect.stringMatching(/shop\/api-service/)]);
  expect(seen.roots[0]).not.toContain('asking the cluster');
});

test('a worker that hangs is ended by its timeout, and another one answers', async () => {
  here.timeoutSeconds = 0.5;
  here.demo.api.faults.add({ match: { path: /services\/api-service$/ }, delayMs: 3000, times: 1 });
  const seen = await ask(() => 'pass');
  here.timeoutSeconds = 20;
  expect(seen.roots).toHaveLength(1);
});

/** Nobody is left to say a last word: the one case in which only the alarm on dead letters speaks. */
test('a worker that is killed every time leaves the question among the dead letters', async () => {
  const seen = await ask((call) =>
    nameOf(call) === 'chat.postMessage' ? 'killed before' : 'pass',
  );
  expect(seen).toEqual({ roots: [], replies: [] });
  expect(here.jobs.dead.messages()).toHaveLength(1);
  here.jobs.dead.purge();
});
