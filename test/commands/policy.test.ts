/** `policy test`: the decision explained, with the route as the cluster has it. */
import { describe, expect, test } from 'vitest';
import { Policy } from '../../src/policy-rule.ts';
import { startShop, textOf } from './shop.ts';

const { rules } = Policy.parse({
  rules: [
    {
      name: 'shop-canary',
      may: ['canary'],
      who: { users: ['U1'], groups: ['S1'], channels: ['C1'] },
      where: { namespaces: ['shop'], routes: ['*-canary'] },
      limits: { maximumWeight: 50, maximumStep: 20 },
      approvals: { count: 2, from: { groups: ['S2'] }, expiresAfterMinutes: 30 },
    },
    {
      name: 'shop-approvers',
      may: ['approve'],
      who: { users: ['U9'], groups: ['S1'] },
      where: { namespaces: ['shop'] },
    },
    { name: 'look', may: ['read'], who: { channels: ['C1'] }, where: { clusters: ['demo'] } },
  ],
});

const shop = startShop('shop', rules);
const line = (canary: string, options = '') => `policy test '${canary}' ${options}`.trim();

const lines = [
  line('canary shop-api-canary 40% -n shop'),
  line('canary api-canary 45% -n shop', '--group S2'),
  line('canary shop-api-canary promote -n shop'),
  line('canary shop-api-canary 30% -n shop', '--as U2'),
  line('canary shop-api-canary 30% -n shop', '--as U9 --group S2'),
  line('canary shop-api-canary abort -n shop', '--as U2 --group S1'),
  line('canary shop/new-canary 1/1000'),
  line('canary payments 10% -n shop'),
  line('check api-service -n shop', '--channel C9'),
];

test.each(lines)('%s', async (typed) => {
  const report = await shop.ask(typed);
  await expect(textOf(report)).toMatchFileSnapshot(
    `../golden/policy/${typed.replaceAll(/['/]+/g, '_')}.txt`,
  );
});

describe('what cannot be tested is said', () => {
  test.each<[typed: string, words: RegExp]>([
    ["policy try 'canary shop 20%'", /`test`: has to be `test`/],
    ["policy test ' '", /There is no line to test/],
    ["policy test 'canery shop 30%'", /There is no command `canery`/],
    ["policy test 'approve ch-1'", /is about a change that was asked for before/],
    ["policy test 'canary shop 20% -n shop' --as ada", /has to be a user id such as `U0123ABCD`/],
    ["policy test 'canary shop 20' -n shop", /`20` may mean percent or a weight/],
    ["policy test 'canary shop 20% --reson x'", /no option `reson`.* `--reason`/],
    ["policy test 'canary nothing 20%'", /Which namespace `nothing` is in could not be found out/],
    ["policy test 'canary shop 20% --cluster demmo'", /no cluster `demmo`.* `demo`/],
  ])('%s', async (typed, words) => {
    const { error } = await asked(typed);
    expect(`${error?.what} ${error?.hint}`).toMatch(words);
  });
});

/** A line that cannot even be read is refused before it is a question. */
async function asked(typed: string) {
  try {
    return await shop.ask(typed);
  } catch (error) {
    const { message, hint } = error as Error & { hint: string };
    return { error: { what: message, hint } };
  }
}

test('mentions of people, groups and channels are read as their ids', async () => {
  const typed = line(
    'canary shop-api-canary 40% -n shop',
    '--as "<@U2|ada>" --group "<!subteam^S1|@on-call>"',
  );
  const { data } = await shop.ask(typed);
  expect(data.as).toEqual({ user: 'U2', channel: 'C1', groups: { S1: true } });
});

test('a line is tested as if it were asked in the channel, which may say the namespace', async () => {
  const { target } = await shop.ask(line('canary shop-api-canary 40%', '--channel C2'));
  expect(target).toBe('shop/shop-api-canary');
});

test('a cluster that cannot be read is no reason not to answer', async () => {
  await shop.deny('ingresses', 'httproutes', 'ingressroutes', 'traefikservices');
  const report = await shop.ask(line('canary shop-api-canary 45% -n shop'));
  expect(report.verdict).toBe('ok');
  expect(report.notEvaluated.map(({ what }) => what)).toEqual([
    'the route, taken to be named `shop-api-canary`',
    'the step',
  ]);
});

test('where a rule speaks of reading, whoever it does not name is refused before the cluster is asked', async () => {
  const report = await shop.ask('list -n shop', 'shop');
  expect(report.error).toMatchObject({
    kind: 'refused',
    what: '`U1` may not read the cluster `demo` from this channel.',
  });
  expect(report.reads).toBeUndefined();
});
