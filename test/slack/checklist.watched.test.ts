/** A checklist that fills in before somebody's eyes, between an emulated Slack and a worker. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LambdaWorld, startLambdaWorld } from '../queue/lambda-world.ts';
import { watched } from './watched.ts';
import { listsIn, say, watch } from './watching.ts';

let here: LambdaWorld;
beforeAll(async () => {
  here = await startLambdaWorld({ commands: [watched] });
});
afterEach(() => {
  here.slack.faults.clear();
  expect(here.slack.warnings).toEqual([]);
  expect(here.jobs.dead.messages()).toEqual([]);
});
afterAll(() => here.close());

const filledIn = ['pending pending pending', 'complete error pending', 'complete error complete'];

describe('a checklist that is watched', () => {
  test('appears pending, fills in, and is the answer with its root cause above it', async () => {
    const { states, mostLists, roots, replies, calls } = await watch(here, 'well');
    expect([states, mostLists]).toEqual([filledIn, 1]);
    expect(say(roots)).toEqual([expect.stringMatching(/^🔴 watched well: done/)]);
    expect(say(replies)).toEqual([expect.stringMatching(/^Root cause: .* Fix kubectl .* Checked/)]);
    expect(calls).toEqual([
      ...['chat.postMessage', 'chat.postMessage', 'chat.update'],
      ...['chat.update', 'chat.update'],
    ]);
  });

  test('ends as it would have been if nobody had watched', async () => {
    const unseen = await watch(here, 'unseen');
    expect(unseen.calls).toEqual(['chat.postMessage', 'chat.postMessage']);
    const { replies } = await watch(here, 'well');
    expect(say(replies)).toEqual(say(unseen.replies));
  });

  test('moves on to a message of its own where both have no room in one', async () => {
    const { mostLists, replies } = await watch(here, 'long');
    expect(say(replies)).toEqual([
      expect.stringMatching(/^A sentence about the root cause/),
      expect.stringMatching(/^Checked service-exists/),
    ]);
    expect([mostLists, listsIn(replies)]).toEqual([1, 1]);
  });

  test('gives way to the error when there is no answer', async () => {
    const { roots, replies } = await watch(here, 'badly');
    expect(say(roots)).toEqual([expect.stringContaining('It broke. Mend it.')]);
    expect(say(replies)).toEqual([expect.stringContaining('It broke. Mend it.')]);
  });

  test('fills in as lines where plans are not known', async () => {
    here.slack.faults.refuseBlocks(['plan', 'rich_text']);
    const { replies } = await watch(here, 'well');
    expect(listsIn(replies)).toBe(0);
    expect(say(replies)).toEqual([
      expect.stringMatching(/Root cause.*✅ service-exists.*🔴 pods-ready.*api-1.*⚠️ dns-answers/),
    ]);
  });

  test('that somebody deletes is not missed', async () => {
    here.slack.faults.fail({ method: 'chat.update', error: 'message_not_found', times: 1 });
    const { roots, replies } = await watch(here, 'well');
    expect(say(roots)).toHaveLength(1);
    expect(say(replies).at(-1)).toMatch(/^Root cause/);
  });

  test('goes on after a rate limit, and is not posted again', async () => {
    here.slack.faults.rateLimit({ method: 'chat.update', retryAfter: 1, times: 1 });
    const { mostLists, roots, replies } = await watch(here, 'well');
    expect(mostLists).toBe(1);
    expect(say(roots)).toEqual([expect.stringMatching(/watched well: done/)]);
    expect(say(replies)).toEqual([expect.stringMatching(/^Root cause/)]);
  });

  test('gives way to the last word when every attempt was in vain', async () => {
    here.slack.faults.fail({ method: 'chat.update', error: 'cant_update_message', times: 5 });
    const { mostLists, roots, replies } = await watch(here, 'well');
    expect([mostLists, listsIn(replies)]).toEqual([1, 0]);
    expect(say(roots)).toEqual([expect.stringContaining('could not be answered')]);
    expect(say(replies)).toEqual([expect.stringContaining('could not be answered')]);
    expect(here.jobs.dead.messages()).toHaveLength(1);
    here.jobs.dead.purge();
  }, 60_000);
});
