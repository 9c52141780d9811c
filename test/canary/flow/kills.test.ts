/**
 * The worker that carries a change out is killed at every single call it makes to Slack, the table and
 * the queue, before the call and after it: between any two of its steps, the write among them. There is
 * one write, one outcome, and it stands where the request was.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RequestRecord } from '../../../src/playground/cluster/respond.ts';
import type { Message } from '../../../src/playground/slack/slack.ts';
import type { Decide } from '../../queue/mortal-worker.ts';
import { wordsOf } from '../../slack/bot.ts';
import { type Cluster, clusterOf, paths } from './cluster.ts';
import { labelsOf, type People, startPeople } from './world.ts';

let people: People;
let cluster: Cluster;
beforeAll(async () => {
  people = await startPeople();
  cluster = clusterOf(people.here.demo);
});
afterEach(() => {
  people.here.decide = () => 'pass';
});
afterAll(() => people.close());

const nameOf = ({ path, action }: Parameters<Decide>[0]) => action || path.replace('/api/', '');
const weightOf = async () => {
  const { annotations = {} } = (await cluster.get(paths.ingress)).metadata;
  return annotations['nginx.ingress.kubernetes.io/canary-weight'];
};
/** Since a request; the server keeps the newest ones only. */
function writesSince(last: RequestRecord | undefined): number {
  const { requests } = people.here.demo.api;
  return requests
    .slice(last === undefined ? 0 : requests.lastIndexOf(last) + 1)
    .filter(({ method, path }) => method === 'PATCH' && !path.includes('dryRun')).length;
}

/** From one weight to the other; what became of it. */
async function change(decide: Decide) {
  const target = (await weightOf()) === '20' ? '30' : '20';
  const root = await people.say('linus', `canary shop-api-canary ${target}% -n shop`);
  expect(wordsOf(root)).toContain('waits for 1 approval');
  const before = people.here.demo.api.requests.at(-1);
  await people.press('grace', root, 'Approve');
  return { ...(await comesOf(root, before, decide)), isThere: (await weightOf()) === target };
}

/** The same, and back again. */
async function changeAndUndo(decide: Decide) {
  const from = await weightOf();
  const target = from === '20' ? '30' : '20';
  const root = await people.say('linus', `canary shop-api-canary ${target}% -n shop`);
  await people.click('grace', root, 'Approve');
  const outcome = people.thread(root).find((one) => labelsOf(one).includes('Undo'));
  const before = people.here.demo.api.requests.at(-1);
  if (outcome) await people.press('linus', outcome, 'Undo');
  return { ...(await comesOf(root, before, decide)), isThere: (await weightOf()) === from };
}

/** Of the click that waits in the queue. */
async function comesOf(root: Message, before: RequestRecord | undefined, decide: Decide) {
  people.here.decide = decide;
  await people.deliver();
  people.here.decide = () => 'pass';
  const outcomes = people
    .thread(root)
    .map(wordsOf)
    .filter((words) => words.includes('written; '));
  return {
    writes: writesSince(before),
    root: wordsOf(people.now(root)),
    buttons: labelsOf(people.now(root)),
    outcomes: new Set(outcomes).size,
    isLeft: people.here.jobs.dead.messages().length > 0,
  };
}

const well = {
  isThere: true,
  writes: 1,
  root: expect.stringContaining('written; ingress-nginx does not say'),
  buttons: [],
  outcomes: 1,
  isLeft: false,
};
/** What was written, and what was written back. */
const undone = { ...well, root: expect.stringContaining('undone by @U0LINUS01'), outcomes: 2 };

test.each([
  ['killed before', 'carries it out', change, well],
  ['killed after', 'carries it out', change, well],
  ['killed after', 'undoes it', changeAndUndo, undone],
] as const)(
  'a worker %s any of its calls while it %s writes once and says what came of it',
  async (fate, _, act, expected) => {
    const calls: string[] = [];
    const whole = await act((call) => {
      calls.push(nameOf(call));
      return 'pass';
    });
    expect(whole).toEqual(expected);
    expect(calls.length).toBeGreaterThan(10);
    for (const [at, name] of calls.entries()) {
      let count = 0;
      const seen = await act(() => (count++ === at ? fate : 'pass'));
      expect(seen, `${fate} call ${at}, ${name}`).toEqual(expected);
    }
  },
  300_000,
);
