/**
 * The worker is killed at every call of Slack it makes while a list fills in. As with every answer,
 * one thing cannot be had: killed between Slack's taking a message and our noting so, it posts that
 * one again (see test/queue/kills.test.ts).
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LambdaWorld, startLambdaWorld } from '../queue/lambda-world.ts';
import type { Decide } from '../queue/mortal-worker.ts';
import { watched } from './watched.ts';
import { say, watch } from './watching.ts';

let here: LambdaWorld;
beforeAll(async () => {
  here = await startLambdaWorld({ commands: [watched] });
});
afterAll(() => here.close());

/** What becomes of the call of Slack at this place of the row; all others pass. */
function atCall(at: number, fate: ReturnType<Decide>): Decide {
  let count = 0;
  return ({ path }) => (path.startsWith('/api/') && count++ === at ? fate : 'pass');
}

test.each(['killed before', 'killed after'] as const)(
  'a worker %s any call of Slack leaves one list, and it is the answer',
  async (fate) => {
    here.decide = () => 'pass';
    const whole = await watch(here, 'well');
    for (const [at, name] of whole.calls.entries()) {
      here.decide = atCall(at, fate);
      const seen = await watch(here, 'well');
      const where = `${fate} call ${at}, ${name}`;
      const isSaidAgain = fate === 'killed after' && name === 'chat.postMessage';
      expect(say(seen.roots), where).toEqual(expect.arrayContaining(say(whole.roots)));
      expect(say(seen.replies), where).toEqual(expect.arrayContaining(say(whole.replies)));
      const much = seen.roots.length + seen.replies.length;
      expect(much, where).toBe(isSaidAgain ? 3 : 2);
      expect(seen.turnedBack, where).toEqual([]);
      expect(seen.states.at(-1), where).toBe('complete error complete');
      expect(here.jobs.queue.messages(), where).toEqual([]);
      expect(here.jobs.dead.messages(), where).toEqual([]);
    }
  },
  120_000,
);
