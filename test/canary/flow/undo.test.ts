/** A change is undone once, and what the channel shows of it stays so. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../../src/playground/slack/slack.ts';
import { wordsOf } from '../../slack/bot.ts';
import { type Cluster, clusterOf, paths } from './cluster.ts';
import { channel, labelsOf, type People, startPeople } from './world.ts';

let people: People;
let cluster: Cluster;
beforeAll(async () => {
  people = await startPeople();
  cluster = clusterOf(people.here.demo);
});
afterAll(() => people.close());

const weight = async () => {
  const { annotations = {} } = (await cluster.get(paths.ingress)).metadata;
  return annotations['nginx.ingress.kubernetes.io/canary-weight'];
};

const anId = /ch-[0-9a-z]{8}/;

/** From 20 % to 30 % and back. @returns the message that asked for it, and the id of the change */
async function changedAndTakenBack(): Promise<{ root: Message; id: string }> {
  const root = await people.say('linus', 'canary shop-api-canary 30% -n shop');
  const [id = ''] = anId.exec(wordsOf(root)) ?? [];
  await people.click('grace', root, 'Approve');
  expect(await weight()).toBe('30');
  const undo = people.thread(root).find((one) => labelsOf(one).includes('Undo'));
  if (undo) await people.click('linus', undo, 'Undo');
  expect(await weight()).toBe('20');
  expect(wordsOf(people.now(root))).toContain('undone by @U0LINUS01');
  return { root, id };
}

test('what was undone is not put there again without approval', async () => {
  await changedAndTakenBack();
  const said = people.here.slack.messages(channel).map(wordsOf);
  const [undoing] = said.findLast((words) => words.includes('which undoes'))?.match(anId) ?? [];
  const root = await people.say('linus', `undo ${undoing}`);
  expect(wordsOf(root)).toMatch(/from 20 % to 30 % of .* waits for 1 approval/);
  expect(await weight()).toBe('20');
  await people.click('linus', root, 'Take back');
});

test('nor is it undone twice', async () => {
  const { id } = await changedAndTakenBack();
  expect(wordsOf(await people.say('linus', `undo ${id}`))).toContain('there is nothing to change');
});

test('the request goes on saying that it was undone when its time is up', async () => {
  const { root } = await changedAndTakenBack();
  await people.here.deliver();
  expect(wordsOf(people.now(root))).toContain('undone by @U0LINUS01');
});

test('and when somebody decides about it once more', async () => {
  const { root, id } = await changedAndTakenBack();
  expect(wordsOf(await people.say('grace', `approve ${id}`))).toMatch(
    /was carried out, and undone by @U0LINUS01 at \d\d:\d\d UTC/,
  );
  expect(wordsOf(people.now(root))).toContain('undone by @U0LINUS01');
});

test('weights are not set back where the sides have changed places', async () => {
  const root = await people.say('linus', 'canary shop 50% -n shop-gateway');
  const [id = ''] = anId.exec(wordsOf(root)) ?? [];
  await people.click('grace', root, 'Approve');
  const { spec } = (await cluster.get(paths.route)) as Partial<{
    spec: { rules: { backendRefs: object[] }[] };
  }>;
  const rules = spec?.rules.map((rule) => ({
    ...rule,
    backendRefs: rule.backendRefs.toReversed(),
  }));
  await cluster.patch(paths.route, { spec: { rules } });
  expect(wordsOf(await people.say('linus', `undo ${id}`))).toContain(
    `is not what it was when ${id}`,
  );
});
