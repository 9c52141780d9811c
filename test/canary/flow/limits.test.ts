/** Which side is the canary is said by whoever asks; the limits are those of the rules all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordsOf } from '../../slack/bot.ts';
import { type Cluster, clusterOf, paths } from './cluster.ts';
import { type People, startPeople } from './world.ts';

let people: People;
let cluster: Cluster;
beforeAll(async () => {
  people = await startPeople();
  cluster = clusterOf(people.here.demo);
});
afterAll(() => people.close());

const said = async (line: string) => wordsOf(await people.say('linus', line));

test('whoever calls the stable side the canary gives the canary no more than they may', async () => {
  const answer = await said('canary shop 0% -n shop-gateway --canary api-service');
  expect(answer).toContain('shop-canary allows at most 30 points in one step: up to 50% from here');
  expect(answer).toMatch(/shop-gateway\/api-canary ?, which is called a canary, would get 100%/);
});

test('nor where no name says which of them is the canary', async () => {
  const { spec } = (await cluster.get(paths.traefik)) as Partial<{
    spec: { weighted: { services: object[] } };
  }>;
  const { services = [] } = spec?.weighted ?? {};
  const renamed = services.map((one, index) => ({
    ...one,
    name: index === 0 ? 'api-service' : 'web-service',
  }));
  await cluster.patch(paths.traefik, { spec: { weighted: { services: renamed } } });
  expect(await said('canary api 0% -n shop-traefik --canary api-service')).toMatch(
    /web-service ?, which may be the canary as well, would get 100% ?\. Go in smaller steps\./,
  );
  expect(await said('canary api 10% -n shop-traefik --canary web-service')).toContain(
    'from 20 % to 10 %',
  );
});
