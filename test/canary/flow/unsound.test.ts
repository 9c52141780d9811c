/** Whose weights they are, who would answer, what would be written back: reasons that no approval mends. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wordsOf } from '../../slack/bot.ts';
import { type Cluster, clusterOf, paths } from './cluster.ts';
import { type People, startPeople } from './world.ts';

let people: People;
let cluster: Cluster;
beforeAll(async () => {
  people = await startPeople();
  cluster = clusterOf(people.here.demo);
});
afterEach(() => cluster.restore());
afterAll(() => people.close());

const flagger = {
  apiVersion: 'flagger.app/v1beta1',
  kind: 'Canary',
  name: 'api',
  uid: 'u',
  controller: true,
};
const helm = { 'app.kubernetes.io/managed-by': 'Helm' };
const line = 'canary shop-api-canary 30% -n shop';
const said = async (user: string, words: string) => wordsOf(await people.say(user, words));

test('the gaining side has to have somebody to answer', async () => {
  await cluster.silence('shop', 'api-canary');
  expect(await said('linus', line)).toContain(
    'shop/api-canary would gain requests, and nobody is there to answer them: no ready endpoint.',
  );
});

test('also when it is the stable one that gains', async () => {
  await cluster.silence('shop', 'api-service');
  expect(await said('linus', 'canary shop-api-canary 10% -n shop')).toContain(
    'shop/api-service would gain requests, and nobody is there to answer them',
  );
});

test('what Flagger owns is left to Flagger', async () => {
  await cluster.patch(paths.ingress, {
    metadata: {
      ownerReferences: [flagger],
    },
  });
  const answer = await said('linus', line);
  expect(answer).toContain('The weights belong to Flagger');
  expect(answer).toContain('Use kubectl edit canaries.flagger.app api -n shop instead.');
});

test('what a Rollout sets is left to it', async () => {
  await cluster.patch(paths.canary, {
    metadata: { annotations: { 'argo-rollouts.argoproj.io/managed-by-rollouts': 'api' } },
  });
  const answer = await said('linus', line);
  expect(answer).toContain('The weights belong to Argo Rollouts');
  expect(answer).toContain('Use kubectl argo rollouts promote api -n shop instead.');
});

test.each([
  ['Flagger took it over', { ownerReferences: [flagger] }, 'The weights belong to Flagger'],
  ['Helm keeps it', { labels: helm }, 'It would not last. Helm keeps it'],
])('nothing is written if, since it was asked for, %s', async (_, metadata, words) => {
  const root = await people.say('linus', line);
  await cluster.patch(paths.ingress, { metadata });
  const [answer] = await people.click('grace', root, 'Approve');
  expect(answer).toMatch(new RegExp(`was refused at .* ${words}.*Nothing was written`));
});

test('what Helm will write back wants to be meant so', async () => {
  await cluster.patch(paths.ingress, {
    metadata: { labels: helm },
  });
  expect(await said('linus', line)).toMatch(/It would not last\. Helm keeps it.*--despite-gitops/);
  expect(await said('linus', `${line} --despite-gitops`)).toContain(
    'No rule allows you to change what GitOps or Helm will revert.',
  );
});

test('what does not fit into the store is refused before anything is held by it', async () => {
  const large = { 'example.com/notes': '"'.repeat(200_000) };
  await cluster.patch(paths.ingress, { metadata: { annotations: large } });
  expect(await said('linus', line)).toMatch(/shop-api-canary is too large to be changed from here/);
  await cluster.restore();
  expect(await said('linus', line)).toContain('waits for 1 approval');
});
