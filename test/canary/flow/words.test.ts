/** What people are told on the way, and that every button leads somewhere. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../../src/playground/slack/slack.ts';
import { wordsOf } from '../../slack/bot.ts';
import { type Cluster, clusterOf, paths } from './cluster.ts';
import { buttonsOf, channel, labelsOf, type People, startPeople } from './world.ts';

let people: People;
let cluster: Cluster;
beforeAll(async () => {
  people = await startPeople();
  cluster = clusterOf(people.here.demo);
});
afterAll(() => people.close());

const line = 'canary shop-api-canary 30% -n shop';
const weightKey = 'nginx.ingress.kubernetes.io/canary-weight';
const idIn = (message: Message) => /ch-\w{8}/.exec(wordsOf(message))?.[0] ?? '';

afterEach(async () => {
  for (const message of people.here.slack.messages(channel)) {
    if (!labelsOf(message).includes('Take back')) continue;
    for (const user of ['linus', 'ada'])
      await people.click(user, message, 'Take back').catch(() => []);
  }
  await cluster.restore();
});

/** All below it, as one text. */
const below = (root: Message) => people.thread(root).map(wordsOf).join(' ');
const values = (message: Message) => buttonsOf(message).map(({ value }) => value);

test('a request tells who may approve it, and status tells of the request', async () => {
  const root = await people.say('linus', `${line} --reason "metrics are fine"`);
  expect(below(root)).toMatch(/Who may approve: members of S0ONCALL1/);
  expect(below(root)).toMatch(/Reason: metrics are fine/);
  const status = await people.say('ada', 'canary shop-api-canary -n shop');
  expect(below(status)).toMatch(/Asked for: 30 %, by @U0LINUS01 : ch-\w{8} waits for 1 approval/);
  expect(people.thread(status).flatMap(labelsOf)).toEqual(['Approve', 'Reject', 'Take back']);
});

test('who is in somebody’s way is shown their change, who is in their own may take it back', async () => {
  const root = await people.say('linus', line);
  const id = idIn(root);
  const other = await people.say('ada', 'canary shop-api-canary 40% -n shop');
  expect(values(other)).toEqual([`history ${id}`]);
  const own = await people.say('linus', 'canary shop-api-canary 40% -n shop');
  expect(values(own)).toEqual([`cancel ${id} --cluster demo`]);
});

test('what drifted is asked for again with a click, from what is there by then', async () => {
  const root = await people.say('linus', `${line} --reason "it's fine"`);
  await cluster.patch(paths.ingress, { metadata: { annotations: { [weightKey]: '25' } } });
  await people.click('grace', root, 'Approve');
  const outcome = people.thread(root).findLast((one) => labelsOf(one).includes('Ask again'));
  if (!outcome) throw new Error('nobody is asked again');
  expect(labelsOf(outcome)).toEqual(['Ask again', 'Status']);
  const [again = ''] = await people.click('linus', outcome, 'Ask again');
  expect(again).toMatch(/from 25 % to 30 % of .* waits for 1 approval/);
});

test('what was never written is not undone', async () => {
  const root = await people.say('linus', line);
  const waiting = await people.say('linus', `undo ${idIn(root)}`);
  expect(wordsOf(waiting)).toMatch(/There is nothing to undo: ch-\w{8} waits for 1 approval/);
  await people.click('linus', root, 'Take back');
  const ended = await people.say('linus', `undo ${idIn(root)}`);
  expect(wordsOf(ended)).toMatch(/There is nothing to undo: ch-\w{8} was taken back by @U0LINUS01/);
});

test('a share that is there already needs nobody', async () => {
  const root = await people.say('linus', 'canary shop-api-canary 20 % -n shop');
  expect(wordsOf(root)).toContain('takes 20 % of shop.example.com with Prefix /api already');
  expect(labelsOf(root)).toEqual([]);
});
