/** A request is one message in the channel, which becomes its outcome. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/playground/slack/slack.ts';
import { type LambdaWorld, startLambdaWorld } from '../queue/lambda-world.ts';
import { wordsOf } from './bot.ts';
import { wishes } from './wishes.ts';

let here: LambdaWorld;
beforeAll(async () => {
  here = await startLambdaWorld({ commands: wishes });
});
afterEach(() => {
  here.decide = () => 'pass';
  here.slack.faults.clear();
});
afterAll(() => here.close());

const channel = 'incidents';
const isRoot = ({ botId, threadTs }: Message) => botId !== undefined && threadTs === undefined;
const hasButtons = ({ blocks = [] }: Message) => blocks.some(({ type }) => type === 'actions');

const everyRoot = () => here.slack.messages(channel).filter(isRoot);
/** The first messages about a wish; there should be one. */
const rootsOf = (id: string) => everyRoot().filter((one) => wordsOf(one).startsWith(`⚠️ ${id} :`));
const repliesTo = ({ ts }: Message) => here.slack.thread(channel, ts).slice(1);

async function ask(text: string): Promise<void> {
  await here.slack.slash({ user: 'ada', channel, text });
  await here.deliver();
}

async function asked(id: string): Promise<Message> {
  await ask(`wish ${id}`);
  const [root, ...more] = rootsOf(id);
  expect(more).toEqual([]);
  if (!root) throw new Error('nothing was asked');
  return root;
}

/** As it stands in the channel now. */
const now = ({ ts }: Message) => here.slack.thread(channel, ts)[0] ?? { ts, channel, text: '' };

async function click({ ts }: Message, user: string, value: string): Promise<void> {
  const button = { messageTs: ts, actionId: value.startsWith('lapse') ? 'run-2' : 'run-0', value };
  await here.slack.click({ user, channel, ...button });
  await here.deliver();
}

describe('a request', () => {
  test('stands in the channel with its buttons, which its thread does not repeat', async () => {
    const root = await asked('a');
    expect(wordsOf(root)).toContain('may 20 % become 30 %? Approve Reject Cancel wish a');
    expect(repliesTo(root).map(wordsOf)).toEqual([expect.stringMatching(/api-canary.*30 %/)]);
    expect(repliesTo(root).filter(hasButtons)).toEqual([]);
  });

  test('becomes its outcome, without buttons, and goes on telling who asked', async () => {
    const root = await asked('b');
    await click(root, 'grace', 'grant b');
    expect(wordsOf(now(root))).toBe('✅ b : granted wish b asked by <@U0ADA0001>');
    expect(hasButtons(now(root))).toBe(false);
    const [, answer, ...more] = repliesTo(root);
    expect(wordsOf(answer)).toContain('in effect: 30 % grant b asked by <@U0GRACE01>');
    expect(more).toEqual([]);
  });

  test('ends without a further word where nobody asked for its end', async () => {
    const root = await asked('c');
    const before = here.slack.messages(channel).length;
    await click(root, 'ada', 'lapse c');
    expect(wordsOf(now(root))).toContain('c : lapsed');
    expect(here.slack.messages(channel)).toHaveLength(before);
  });

  test('that was decided before it stands there is no question any more', async () => {
    await ask('grant d');
    await ask('wish d');
    expect(wordsOf(everyRoot().at(-1))).toBe('✅ d : granted wish d asked by <@U0ADA0001>');
  });

  test('that only one person sees is restated nowhere', async () => {
    await ask('wish e --private');
    const calls = here.slack.calls.length;
    await ask('grant e');
    const methods = here.slack.calls.slice(calls).map(({ method }) => method);
    expect(methods).toEqual(['chat.postMessage']);
  });

  test('that somebody has deleted is missed by nobody', async () => {
    const root = await asked('f');
    here.slack.faults.fail({ method: 'chat.update', error: 'message_not_found', times: 9 });
    await click(root, 'grace', 'grant f');
    expect(repliesTo(root).map(wordsOf).join()).toContain('in effect: 30 %');
  });
});

describe('what is restated', () => {
  test('waits for a busy Slack, and is answered once', async () => {
    const root = await asked('g');
    here.slack.faults.rateLimit({ method: 'chat.update', retryAfter: 7 });
    await click(root, 'grace', 'grant g');
    expect(wordsOf(now(root))).toContain('g : granted');
    expect(repliesTo(root)).toHaveLength(2);
  });

  test('may fail, and the answer is given all the same', async () => {
    const root = await asked('h');
    here.slack.faults.fail({ method: 'chat.update', error: 'cant_update_message', times: 9 });
    await click(root, 'grace', 'grant h');
    expect(repliesTo(root).map(wordsOf).join()).toContain('in effect: 30 %');
    expect(here.lines.join()).toContain('a message could not be restated');
  });
});
