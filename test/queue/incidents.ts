/** A question in #incidents with something wrong on the way, and what came of it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { noPauses } from '../no-pauses.ts';
import { wordsOf } from '../slack/bot.ts';
import { type LambdaWorld, startLambdaWorld } from './lambda-world.ts';

export const line = 'endpoints shop/api-service';
export const theAnswer = /^✅ .*shop\/api-service.*3 of 3 endpoints ready/;

export function incidents() {
  noPauses();
  let here: LambdaWorld;
  let [before, beforeAlone] = [0, 0];
  beforeAll(async () => {
    here = await startLambdaWorld();
  });
  beforeEach(() => {
    before = here.slack.messages('incidents').length;
    beforeAlone = here.slack.ephemerals('ada').length;
    here.lines.length = 0;
    here.calls = 0;
  });
  afterEach(() => {
    here.decide = () => 'pass';
    here.slack.faults.clear();
    here.sqs.faults.clear();
    here.demo.api.faults.clear();
    here.jobs.queue.purge();
    here.jobs.dead.purge();
  });
  afterAll(() => here.close());

  const added = () => here.slack.messages('incidents').slice(before);
  const slash = (text = line, channel = 'incidents') =>
    here.slack.slash({ user: 'ada', channel, text });
  return {
    get world() {
      return here;
    },
    slash,
    async ask(text?: string, channel?: string) {
      await slash(text, channel);
      await here.deliver();
    },
    roots: () =>
      added()
        .filter(({ threadTs }) => !threadTs)
        .map(wordsOf),
    replies: () =>
      added()
        .filter(({ threadTs }) => threadTs)
        .map(wordsOf),
    /** What only Ada saw, as its words for notifications; the first is the ack. */
    alone: () =>
      here.slack
        .ephemerals('ada')
        .slice(beforeAlone)
        .map(({ text }) => text),
    expectNothingLeft() {
      expect(here.jobs.queue.messages()).toEqual([]);
      expect(here.jobs.dead.messages()).toEqual([]);
    },
  };
}

const throttled = {
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"Slow down."}',
};
const faults = {
  throttled,
  lost: 'lost',
  'answer lost': 'answer lost',
  429: { status: 429, headers: { 'retry-after': '30' } },
  500: { status: 500 },
  /** An error of Slack's that means nothing to us. */
  strange: {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"ok":false,"error":"team_added_to_org"}',
  },
} as const;

/** Lets so many of the worker's calls of this name pass, and gives the next ones a fault. */
export function failing(
  name: string,
  fault: keyof typeof faults,
  { after = 0, times = 1 }: { after?: number; times?: number } = {},
): LambdaWorld['decide'] {
  let count = 0;
  return ({ action, path }) => {
    if (action !== name && !path.endsWith(`/${name}`)) return 'pass';
    count += 1;
    return count > after && count <= after + times ? faults[fault] : 'pass';
  };
}
