/**
 * What the person sees when something fails for a while, end to end: Slack, front, SQS, worker,
 * DynamoDB and a cluster. The answer, only later; nothing is lost, and nothing is said twice. What is
 * seen when it fails for good: `last-word.test.ts`. When the worker is killed: `kills.test.ts`.
 */
import { expect, test } from 'vitest';
import { wordsOf } from '../slack/bot.ts';
import { failing, incidents, line, theAnswer } from './incidents.ts';
import type { LambdaWorld } from './lambda-world.ts';

const here = incidents();

/** The answer, whole and once, whatever came in between. */
function expectTheAnswer(): void {
  expect(here.roots()).toEqual([expect.stringMatching(theAnswer)]);
  expect(here.replies()).toHaveLength(1);
  here.expectNothingLeft();
}

type Case = [failure: string, calls: number, arrange: (world: LambdaWorld) => void];

/** And how often the worker is called until the person has the answer. */
const cases: Case[] = [
  ['nothing fails', 1, () => undefined],
  [
    'Slack answers 429 to the root',
    2,
    (world) => {
      world.decide = failing('chat.postMessage', 429);
    },
  ],
  [
    'Slack answers 429 four times',
    5,
    (world) => {
      world.decide = failing('chat.postMessage', 429, { times: 4 });
    },
  ],
  [
    'Slack answers 429 after the root',
    2,
    (world) => {
      world.decide = failing('chat.postMessage', 429, { after: 1 });
    },
  ],
  [
    'Slack answers 500 for longer than one call has patience',
    2,
    (world) => {
      world.decide = failing('chat.postMessage', 500, { times: 5 });
    },
  ],
  [
    'Slack answers 500 after the root',
    2,
    (world) => {
      world.decide = failing('chat.postMessage', 500, { after: 1, times: 3 });
    },
  ],
  [
    'Slack does not answer',
    2,
    (world) => {
      world.decide = failing('chat.postMessage', 'lost', { times: 3 });
    },
  ],
  [
    'the table is throttled for a while',
    3,
    (world) => {
      world.decide = failing('PutItem', 'throttled', { times: 5 });
    },
  ],
  [
    'the table does not answer for a while',
    2,
    (world) => {
      world.decide = failing('PutItem', 'lost', { times: 2 });
    },
  ],
  [
    'the table takes the claim and its answer is lost',
    1,
    (world) => {
      world.decide = failing('PutItem', 'answer lost');
    },
  ],
  [
    'the table is throttled just when the root is to be noted',
    1,
    (world) => {
      world.decide = failing('PutItem', 'throttled', { after: 1, times: 2 });
    },
  ],
  [
    'the table takes nothing any more, once the job is claimed',
    1,
    (world) => {
      world.decide = failing('PutItem', 'throttled', { after: 1, times: 99 });
    },
  ],
  [
    'Slack is busy, and the queue cannot be told when to come again',
    2,
    (world) => {
      world.decide = failing('chat.postMessage', 429);
      world.sqs.faults.add({ action: 'ChangeMessageVisibility', kind: 'error', times: 9 });
    },
  ],
  [
    'the queue takes the question and its answer is lost, so that it is sent again',
    2,
    (world) => world.sqs.faults.add({ action: 'SendMessage', kind: 'answer lost' }),
  ],
];

test.each(cases)('the answer comes once: %s', async (_failure, calls, arrange) => {
  arrange(here.world);
  await here.ask();
  expectTheAnswer();
  expect(here.world.calls).toBe(calls);
});

test('the answer comes once: the same message goes to two workers at the same moment', async () => {
  await here.slash();
  here.world.jobs.queue.duplicate(1);
  await here.world.deliver({ atOnce: 2 });
  expectTheAnswer();
});

test('the answer comes once: the same question is in the queue twice', async () => {
  await here.slash();
  const { queue } = here.world.jobs;
  queue.send(queue.messages()[0]?.body ?? '', {});
  await here.world.deliver({ atOnce: 2 });
  expectTheAnswer();
});

test('the answer comes once: the bot is not in the channel, and the way round it is busy', async () => {
  const { slack } = here.world;
  slack.faults.fail({ method: 'response_url', status: 503, times: 2 });
  const known = slack.messages('random').length;
  await here.ask(line, 'random');
  const seen = slack.messages('random').slice(known).map(wordsOf);
  expect(seen).toEqual([
    expect.stringMatching(theAnswer),
    expect.stringContaining('3 endpoints on'),
  ]);
  here.expectNothingLeft();
});

test('the answer comes once, to the asker alone, when the way there is busy', async () => {
  await here.slash(`${line} --private`);
  here.world.slack.faults.fail({ method: 'response_url', status: 429, retryAfter: 7 });
  await here.world.deliver();
  expect(here.alone()).toEqual([
    expect.stringContaining('Looking into it'),
    expect.stringMatching(theAnswer),
    expect.any(String),
  ]);
  expect(here.world.calls).toBe(2);
  here.expectNothingLeft();
});
