/** What `history` tells of the journal, asked in Slack, with a real store. */
import { describe, expect, test } from 'vitest';
import { createAnswer } from '../../src/app.ts';
import { createKubernetes } from '../../src/cluster/kubernetes.ts';
import { commands } from '../../src/commands/registry.ts';
import { defaultConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Policy } from '../../src/policy-rule.ts';
import * as c from '../access/changes.examples.ts';
import { typed } from '../typed.ts';
import { ask, startJournal, tell } from './journal-world.ts';
import { textOf } from './shop.ts';

startJournal();

const lines = [
  'history',
  'history ch-7f3k2m9x',
  'history api-canry',
  'history --since 30m -n web',
  'history --by U0LINUS01',
];

test.each(lines)('%s', async (line) => {
  const path = `../golden/history/${line}.txt`;
  await expect(textOf(await ask(line))).toMatchFileSnapshot(path);
});

async function idsFor(line: string, channel?: string): Promise<string[]> {
  const { data, error } = await ask(line, channel);
  if (error) throw new Error(error.what);
  return (data.changes as { change: string }[]).map(({ change }) => change);
}

const [first, second, third] = ['ch-7f3k2m9x', 'ch-22222222', 'ch-33333333'];
const [fourth, elsewhere] = ['ch-44444444', 'ch-55555555'];

test.each<[line: string, ids: string[]]>([
  ['history', [third, first, second]],
  ['history --since 30d', [third, first, second, fourth]],
  ['history --since 2026-11-28', [third, first, second]],
  ['history --since "2026-11-28 13:00"', [third, first]],
  ['history --since 15m', [third]],
  ['history api-canary', [third, first, second]],
  ['history api-canary -n shop', [first, second]],
  ['history shop/api-canary', [first, second]],
  ['history ingress/front-canary', [third]],
  ['history api', [third, first, second]],
  ['history web/api-canary', [third]],
  ['history -n web', [third]],
  ['history --by me', [third, first]],
  ['history --by <@U0GRACE01|grace>', [first, second]],
  ['history --by U0NOBODY1', []],
  ['history CH-7F3K2M9X', [first]],
  ['history ch-44444444', [fourth]],
  ['history ch-44444444 --since 10d', []],
  ['history --cluster staging', [elsewhere]],
  ['history ch-55555555', [elsewhere]],
])('%s finds what it should', async (line, ids) => {
  expect(await idsFor(line)).toEqual(ids);
});

test('a channel has its own cluster', async () => {
  expect(await idsFor('history', 'C2')).toEqual([elsewhere]);
});

test('a change that was undone says so, and by whom', async () => {
  const again = c.exampleChange({ id: second, requester: c.grace });
  await tell(again, { event: 'undone', at: c.minute(30), who: c.grace });
  const { headline } = await ask(`history ${second}`);
  expect(headline).toContain('undone by U0GRACE01');
});

test('beyond a hundred the older ones are left out, and it is said', async () => {
  for (let n = 100; n < 200; n++) await tell(c.exampleChange({ id: `ch-00000${n}` }));
  const report = await ask('history');
  expect(report.headline).toMatch(/^The last 100 changes in cluster `main`/);
  expect(report.data).toMatchObject({ isCut: true });
  expect(textOf(report)).toContain('There may be more, further back: narrow it down');
});

describe('what cannot be answered', () => {
  test.each<[line: string, words: RegExp]>([
    ['history --since 7', /may mean minutes, hours or days\. Write `7m`, `7h` or `7d`\.$/],
    ['history --since yesterday', /`--since yesterday` does not say how far back\. Write `30m`/],
    ['history --since 2026-02-31', /does not say how far back/],
    ['history --since 2026-12-24', /lies ahead: it is 2026-11-28 now, in UTC/],
    ['history ch-7f3k2m9z', /There is no change `ch-7f3k2m9z`/],
    ['history --cluster stagin', /no cluster `stagin`.* `staging`/],
  ])('%s', async (line, words) => {
    const { error } = await ask(line);
    expect(`${error?.what} ${error?.hint}`).toMatch(words);
  });

  test('a terminal is told what to type in Slack', async () => {
    const config = defaultConfig();
    const clusters = createKubernetes(config.clusters);
    const answer = createAnswer({ config, clusters, commands, log: createLog({ level: 'error' }) });
    const { error } = await answer(typed('history shop/api --since 2d'));
    expect(error?.hint).toBe('Type it there: `/svc history shop/api --since 2d`.');
  });

  test('who may not read a cluster may not read what was done in it', async () => {
    const policy = Policy.parse({
      rules: [
        {
          name: 'look',
          may: ['read'],
          who: { users: [c.ada.user] },
          where: { clusters: ['main'] },
        },
      ],
    });
    expect((await ask('history', 'C1', policy)).error).toBeUndefined();
    expect((await ask('history', 'C2', policy)).error?.kind).toBe('refused');
    expect((await ask('history ch-55555555', 'C1', policy)).error?.kind).toBe('refused');
  });
});
