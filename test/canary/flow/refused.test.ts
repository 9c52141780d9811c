/** What must not be possible, and the sentence that says why: nothing is written by any of it. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Job } from '../../../src/job.ts';
import { encodeJob } from '../../../src/queue/message.ts';
import { seal } from '../../../src/queue/seal.ts';
import { sealingKey } from '../../queue/lambda-world.ts';
import { wordsOf } from '../../slack/bot.ts';
import { type Cluster, clusterOf, paths } from './cluster.ts';
import { channel, type People, startPeople } from './world.ts';

let people: People;
let cluster: Cluster;
beforeAll(async () => {
  people = await startPeople();
  cluster = clusterOf(people.here.demo);
});
afterAll(() => people.close());

const line = 'canary shop-api-canary 30% -n shop';
const weightKey = 'nginx.ingress.kubernetes.io/canary-weight';
const weight = async () => (await cluster.get(paths.ingress)).metadata.annotations?.[weightKey];

afterEach(async () => {
  // Whatever a test left open is taken back, so that the next one finds the object free.
  for (const message of people.here.slack.messages(channel)) {
    const isOpen = wordsOf(message).includes('waits for');
    if (isOpen) await people.click('linus', message, 'Take back');
  }
  await cluster.restore();
  expect(await weight()).toBe('20');
});

function jobOf(command: string, args: object, asker: { team: string; user: string }): Job {
  return {
    version: 1,
    id: `made/${command}`,
    command,
    args: { ...args },
    scope: { namespace: 'shop' },
    text: command,
    asker: { kind: 'slack', ...asker },
    reply: { kind: 'slack', channel: 'C0SHOPCAN', private: false },
    askedAt: people.here.now().toISOString(),
  };
}

async function said(user: string, words: string): Promise<string> {
  return wordsOf(await people.say(user, words));
}

test('a change is not approved by whoever asked for it', async () => {
  const root = await people.say('grace', line);
  const [answer] = await people.click('grace', root, 'Approve');
  expect(answer).toContain('Nobody approves what they asked for themselves.');
  await people.click('grace', root, 'Take back');
});

test('nor by somebody whom no rule names', async () => {
  const root = await people.say('ada', line);
  const [answer] = await people.click('linus', root, 'Approve');
  expect(answer).toMatch(/U0LINUS01 may not approve changes of shop\/shop-api-canary/);
  expect(answer).toContain('Who may: members of S0ONCALL1');
  await people.click('ada', root, 'Take back');
});

test('nor by somebody of another team, whatever their id is', async () => {
  const root = await people.say('linus', line);
  const [, id = ''] = /(ch-\w{8}) waits/.exec(wordsOf(root)) ?? [];
  const job = jobOf('approve', { change: id }, { team: 'T0OTHER01', user: 'U0GRACE01' });
  people.here.jobs.queue.send(seal(job, sealingKey), {});
  await people.deliver();
  expect(wordsOf(people.here.slack.messages(channel).at(-1))).toContain(
    'Portolan answers only people of the team it was set up for.',
  );
  expect(wordsOf(people.now(root))).toContain('waits for 1 approval');
});

test('nor where nobody else sees it', async () => {
  const root = await people.say('linus', line);
  const [, id = ''] = /(ch-\w{8}) waits/.exec(wordsOf(root)) ?? [];
  await people.type('grace', `approve ${id} --private`);
  await people.deliver();
  expect(await weight()).toBe('20');
  expect(wordsOf(people.now(root))).toContain('waits for 1 approval');
  expect(people.here.lines.at(-1)).toMatch(/"command":"approve","kind":"refused"/);
});

test('nor when its time is up', async () => {
  const root = await people.say('linus', line);
  people.here.pass(16 * 60);
  const [answer] = await people.click('grace', root, 'Approve');
  expect(answer).toMatch(/ch-\w{8} expired at .* Nobody approved it in time/);
  expect(wordsOf(people.now(root))).toMatch(/expired at/);
});

test('the request says by itself that its time is up', async () => {
  const root = await people.say('linus', line);
  await people.here.deliver();
  expect(wordsOf(people.now(root))).toMatch(/expired at .* Nobody approved it in time/);
});

test('what drifted meanwhile is not written, and it is said what', async () => {
  const root = await people.say('linus', line);
  await cluster.patch(paths.ingress, { metadata: { annotations: { [weightKey]: '50' } } });
  const [answer] = await people.click('grace', root, 'Approve');
  expect(answer).toContain(
    'It is not what was approved any more: its weights are api-service 50, api-canary 50 now, not api-service 80, api-canary 20. Nothing was written',
  );
  expect(await weight()).toBe('50');
});

test('a backend that was swapped while the weights stayed is drift, too', async () => {
  const root = await people.say('linus', 'canary shop 30% -n shop-gateway');
  const { spec } = (await cluster.get(paths.route)) as Partial<{
    spec: { rules: { backendRefs: object[] }[] };
  }>;
  const rules = structuredClone(spec?.rules ?? []);
  Object.assign(rules[0]?.backendRefs[1] ?? {}, { name: 'web-service' });
  await cluster.patch(paths.route, { spec: { rules } });
  const [answer] = await people.click('grace', root, 'Approve');
  expect(answer).toMatch(
    /its backends are .*api-service:80 , shop-gateway\/web-service:80 now, not .*api-canary:80/,
  );
});

test('so is an object that was deleted and created anew', async () => {
  const root = await people.say('linus', line);
  await cluster.recreate(paths.ingress);
  const [answer] = await people.click('grace', root, 'Approve');
  expect(answer).toContain('Ingress shop/shop-api-canary was deleted and created anew');
});

test('a second click says what became of the first', async () => {
  const root = await people.say('linus', line);
  await people.press('grace', root, 'Approve');
  await people.press('grace', root, 'Approve');
  await people.deliver(2);
  const answers = people.thread(root).map(wordsOf);
  expect(answers.filter((one) => one.includes('written; '))).toHaveLength(1);
  expect(answers.filter((one) => /was (carried out|approved by)/.test(one))).toHaveLength(1);
  await said('linus', 'canary shop-api-canary 20% -n shop');
  const back = people.here.slack.messages(channel).at(-2);
  if (back) await people.click('grace', back, 'Approve');
});

test('one change of an object at a time', async () => {
  await people.say('linus', line);
  expect(await said('ada', 'canary shop-api-canary 40% -n shop')).toMatch(
    /Another change of Ingress shop\/shop-api-canary is pending: ch-\w{8} by @U0LINUS01 , until/,
  );
});

test.each([
  ['more than everything', '101%', '101% is more than everything.'],
  [
    'a step over the policy',
    '80%',
    'shop-canary allows at most 30 points in one step: up to 50% from here',
  ],
])('%s is refused', async (_, share, words) => {
  expect(await said('linus', `canary shop-api-canary ${share} -n shop`)).toContain(words);
});

test('a Job that was put on the queue by somebody else is not even read', async () => {
  const args = { target: 'shop-api-canary', change: '30%' };
  const job = jobOf('canary', args, { team: 'T0ACME001', user: 'U0LINUS01' });
  const before = people.here.slack.messages(channel).length;
  people.here.jobs.queue.send(encodeJob(job), {});
  await people.deliver();
  expect(people.here.lines.join('\n')).toContain(
    'a message asks for canary without the seal that it needs',
  );
  expect(people.here.slack.messages(channel)).toHaveLength(before);
  people.here.jobs.dead.purge();
});
