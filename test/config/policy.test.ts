import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parseConfig } from '../../src/config-parse.ts';
import { wrong } from './refusal.ts';

/** One rule a line, from line 7 on. */
function configOf(...rules: object[]): string {
  const lines = rules.map((rule) => `    - ${JSON.stringify(rule)}`);
  return `version: 1
clusters: { main: {}, east: {} }
defaultCluster: main
slack: { teams: [T1], channels: { C1: {} } }
policy:
  rules:
${lines.join('\n')}`;
}

const where = { namespaces: ['shop'] };
const ask = (more: object = {}) => ({
  ...{ name: 'ask', may: ['canary'], who: { users: ['U1'] }, where },
  ...more,
});
const approve = (more: object = {}) => ({
  ...{ name: 'approve', may: ['approve'], who: { groups: ['S1'] }, where },
  ...more,
});
const look = (more: object = {}) => ({
  ...{ name: 'look', may: ['read'], who: { users: ['U1'] } },
  ...more,
});

test('what a rule does not say has a default: one approval within a quarter of an hour', () => {
  const [rule] = parseConfig(configOf(ask(), approve()), 'x').policy?.rules ?? [];
  expect(rule).toMatchObject({
    limits: { despiteGitOps: false },
    approvals: { count: 1, expiresAfterMinutes: 15, reasonRequired: false },
  });
});

test('what the build writes, with every default spelled out, is read as the same again', () => {
  const text = readFileSync(new URL('../../portolan.yaml', import.meta.url), 'utf8');
  const config = parseConfig(text, 'portolan.yaml');
  expect(config.policy?.rules.length).toBeGreaterThan(1);
  expect(parseConfig(JSON.stringify(config), 'portolan.json')).toEqual(config);
});

test('without a policy there are no rules', () => {
  expect(parseConfig('version: 1\nclusters: { main: {} }', 'x').policy).toBeUndefined();
});

describe('a rule is held to what it can mean', () => {
  const cases: [name: string, rules: object[], lines: string[]][] = [
    [
      'ids and rights',
      [
        ask({ name: 'Ask', may: ['write'] }),
        look({ who: { users: ['ada'], groups: ['U1'], channels: ['general'] } }),
      ],
      [
        '7: policy.rules.0.name: expected a name of lower-case letters, digits and -, found the text `Ask`',
        '7: policy.rules.0.may.0: expected read or canary or approve, found the text `write`',
        '8: policy.rules.1.who.users.0: expected a user id such as U0123ABCD, found the text `ada`',
        '8: policy.rules.1.who.groups.0: expected a user group id such as S0123ABCD, found the text `U1`',
        "8: policy.rules.1.who.channels.0: expected a channel id such as C0123ABCD, or '*', found the text `general`",
      ],
    ],
    [
      'limits',
      [ask({ limits: { maximumWeight: 0, maximumStep: 101, maximumSize: 1 } })],
      [
        '7: policy.rules.0.limits.maximumWeight: expected a number above 0, at most 100, found the number `0`',
        '7: policy.rules.0.limits.maximumStep: expected a number above 0, at most 100, found the number `101`',
        '7: policy.rules.0.limits.maximumSize: unknown key, did you mean `maximumStep`?',
      ],
    ],
    [
      'numbers of approvals, which are never none',
      [ask({ approvals: { count: 0, expiresAfterMinutes: 2.5 } })],
      [
        '7: policy.rules.0.approvals.count: expected a whole number from 1 to 5, found the number `0`',
        '7: policy.rules.0.approvals.expiresAfterMinutes: expected a whole number from 1 to 1440, found the number `2.5`',
      ],
    ],
    [
      'names',
      [ask(), approve(), approve({ name: 'ask' })],
      ['9: policy.rules.2.name: `ask` is given twice'],
    ],
    [
      'nobody',
      [
        ask({ who: {} }),
        approve({ who: { channels: ['C1'] } }),
        ask({ name: 'from', approvals: { from: {} } }),
      ],
      [
        '7: policy.rules.0.who: expected users, groups or channels; found an empty mapping',
        '7: policy.rules.0: needs 1 approval, but nobody is named who may `approve` there',
        '8: policy.rules.1.who: expected users or groups, because who approves is named; found a mapping',
        '9: policy.rules.2.approvals.from: expected users or groups, found an empty mapping',
        '9: policy.rules.2: needs 1 approval, but nobody is named who may `approve` there',
      ],
    ],
    [
      'everywhere, by oversight',
      [ask({ where: {} }), approve()],
      ["7: policy.rules.0.where.namespaces: missing; expected a list, ['*'] for all"],
    ],
    [
      'what narrows no reading',
      [look({ where }), approve({ may: ['read', 'approve'] })],
      [
        '7: policy.rules.0.where.namespaces: counts only with `may: [canary]` or `approve`; which namespaces are read, RBAC in the cluster says',
        '8: policy.rules.1.where.namespaces: counts only with `may: [canary]` or `approve`; which namespaces are read, RBAC in the cluster says',
        '8: policy.rules.1.may: `read` stands in a rule of its own',
      ],
    ],
    [
      'limits where nothing is asked for',
      [approve({ limits: { maximumStep: 5 } })],
      ['7: policy.rules.0.limits: counts only with `may: [canary]`'],
    ],
    [
      'clusters and channels that are not there',
      [
        ask({
          who: { channels: ['C2', 'C1', '*'] },
          where: { ...where, clusters: ['wes*', 'ma*'] },
        }),
        approve(),
      ],
      [
        '7: policy.rules.0.where.clusters.0: expected one of `main`, `east`, found the text `wes*`',
        '7: policy.rules.0.who.channels.0: expected one of `C1` of slack.channels, found the text `C2`',
      ],
    ],
  ];

  it.each(cases)('%s', async (_name, rules, lines) => {
    const told = await wrong(configOf(...rules));
    expect(told).toEqual(lines.map((line) => `portolan.yaml:${line}`));
  });
});

describe('whoever asks can hope for approval', () => {
  const nobody = 'needs 1 approval, but nobody is named who may `approve` there';
  const narrow = (more: object) => ({ where: { ...where, ...more } });
  const users = { who: { users: ['U1', 'U2', 'U2'] } };
  const cases: [name: string, rules: object[], line: string | undefined][] = [
    ['somebody may', [ask(), approve()], undefined],
    ['nobody may', [ask()], nobody],
    ['where patterns meet', [ask(), approve(narrow({ namespaces: ['*op'] }))], undefined],
    ['only elsewhere', [ask(), approve(narrow({ namespaces: ['shop-*'] }))], nobody],
    [
      'only in another cluster',
      [ask(narrow({ clusters: ['main'] })), approve(narrow({ clusters: ['e*'] }))],
      nobody,
    ],
    [
      'only other routes',
      [ask(narrow({ routes: ['a*'] })), approve(narrow({ routes: ['b*'] }))],
      nobody,
    ],
    [
      'too few',
      [ask({ approvals: { count: 3 } }), approve(users)],
      'needs 3 approvals, but only 2 people are named who may `approve` there',
    ],
    ['enough', [ask({ approvals: { count: 2 } }), approve(users)], undefined],
    ['only others', [ask({ approvals: { from: { users: ['U9'] } } }), approve(users)], nobody],
    [
      'users who may be in the group',
      [ask({ approvals: { from: { groups: ['S9'] } } }), approve(users)],
      undefined,
    ],
  ];

  it.each(cases)('%s', async (_name, rules, line) => {
    if (line === undefined) parseConfig(configOf(...rules), 'x');
    else expect(await wrong(configOf(...rules))).toEqual([expect.stringContaining(line)]);
  });
});
