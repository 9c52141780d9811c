/**
 * The worker is killed at every call it makes, of Slack or of the table, while it asks and while it
 * grants. As with every answer, killed between Slack's taking a message and our noting so, it posts that
 * one again (see test/queue/kills.test.ts): of two requests the newer one becomes the outcome.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../src/playground/slack/slack.ts';
import { type LambdaWorld, startLambdaWorld } from '../queue/lambda-world.ts';
import type { Decide } from '../queue/mortal-worker.ts';
import { wordsOf } from './bot.ts';
import { wishes } from './wishes.ts';

let here: LambdaWorld;
beforeAll(async () => {
  here = await startLambdaWorld({ commands: wishes });
});
afterAll(() => here.close());

type Fate = ReturnType<Decide>;
/** What the worker called, in order; the one at this place has another fate. */
function killing(at: number, fate: Fate, calls: string[] = []) {
  const decide: Decide = ({ path, action }) => {
    calls.push(path.startsWith('/api/') ? path : action);
    return calls.length - 1 === at ? fate : 'pass';
  };
  return { decide, calls };
}

const roots = (id: string) =>
  here.slack.messages('incidents').filter((m) => !m.threadTs && wordsOf(m).includes(` ${id} :`));
const isOpen = ({ blocks = [] }: Message) => blocks.some(({ type }) => type === 'actions');

async function ask(text: string, decide: Decide): Promise<void> {
  here.decide = decide;
  await here.slack.slash({ user: 'ada', channel: 'incidents', text });
  await here.deliver();
  here.decide = () => 'pass';
}

/** Asks and grants, with another fate for one call of either; and what was called. */
async function round(
  id: string,
  killed: 'wish' | 'grant' | undefined,
  at = 0,
  fate: Fate = 'pass',
) {
  const [pass, kill] = [killing(-1, 'pass'), killing(at, fate)];
  await ask(`wish ${id}`, killed === 'wish' ? kill.decide : pass.decide);
  const asked = roots(id);
  await ask(`grant ${id}`, killed === 'grant' ? kill.decide : killing(-1, 'pass').decide);
  return { asked, calls: killed ? kill.calls : pass.calls };
}

test.each([
  ['wish', 'killed before'],
  ['wish', 'killed after'],
  ['grant', 'killed before'],
  ['grant', 'killed after'],
] as const)(
  'a worker that is to %s, %s any call, leaves one outcome',
  async (killed, fate) => {
    const whole = await round(`whole-${killed}-${fate.split(' ')[1]}`, killed);
    expect(whole.calls.length).toBeGreaterThan(4);
    let twice = 0;
    for (const [at, name] of whole.calls.entries()) {
      const id = `${killed}-${fate.split(' ')[1]}-${at}`;
      const where = `${killed} ${fate} call ${at}, ${name}`;
      const { asked } = await round(id, killed, at, fate);
      twice += asked.length - 1;
      expect(roots(id).filter(isOpen), where).toHaveLength(asked.length - 1);
      expect(wordsOf(roots(id).at(-1)), where).toContain(`${id} : granted`);
      expect(here.jobs.dead.messages(), where).toEqual([]);
    }
    expect(twice).toBe(killed === 'wish' ? 1 : 0);
  },
  180_000,
);
