/**
 * The table and the queue stop answering in the middle of a Job, from any of its calls on, and are back for
 * its next delivery. Nobody is told of it, and what was begun comes to its end all the same.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../../src/playground/slack/slack.ts';
import { wordsOf } from '../../slack/bot.ts';
import { type Cluster, clusterOf, paths } from './cluster.ts';
import { channel, type People, startPeople } from './world.ts';

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

const weight = async () => {
  const { annotations = {} } = (await cluster.get(paths.ingress)).metadata;
  return annotations['nginx.ingress.kubernetes.io/canary-weight'];
};

/** Delivers until nothing is left to do now, with an outage in the first call of the worker. */
async function deliver(from = Number.POSITIVE_INFINITY): Promise<string[]> {
  const [calls, first]: [string[], number] = [[], people.here.calls + 1];
  people.here.decide = ({ action }) => {
    if (action === '' || people.here.calls > first) return 'pass';
    calls.push(action);
    return calls.length > from ? { status: 500, body: '{}' } : 'pass';
  };
  await people.deliver();
  people.here.decide = () => 'pass';
  return calls;
}

interface Seen {
  isThere: boolean;
  root: string;
  wrong: string[];
}

async function change(outage: { ofRequest?: number; ofApproval?: number }) {
  const target = (await weight()) === '20' ? '30' : '20';
  const all = () => people.here.slack.messages(channel);
  const before = all().length;
  await people.type('linus', `canary shop-api-canary ${target}% -n shop`);
  const asking = await deliver(outage.ofRequest);
  // Of two, where Slack has one that nobody could take down any more, the last one stands for it.
  const root = all().findLast(({ threadTs }) => threadTs === undefined) as Message;
  await people.press('grace', root, 'Approve');
  const approving = await deliver(outage.ofApproval);
  const seen: Seen = {
    isThere: (await weight()) === target,
    root: wordsOf(people.now(root)),
    wrong: all()
      .slice(before)
      .map(wordsOf)
      .filter((words) => words.includes('went wrong')),
  };
  return { asking: asking.length, approving: approving.length, seen };
}

const well = { isThere: true, root: expect.stringContaining('written; ingress-nginx'), wrong: [] };

test('whatever call it begins with, a request is made once and an approval carried out', async () => {
  const whole = await change({});
  expect(whole.seen).toEqual(well);
  for (let from = 0; from < whole.asking; from++) {
    expect((await change({ ofRequest: from })).seen, `request, call ${from}`).toEqual(well);
  }
  for (let from = 0; from < whole.approving; from++) {
    expect((await change({ ofApproval: from })).seen, `approval, call ${from}`).toEqual(well);
  }
}, 300_000);
