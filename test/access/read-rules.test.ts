import { describe, expect, test } from 'vitest';
import { groupsIn, mayRead } from '../../src/access/rules.ts';
import { actor, approving, asking, rulesOf } from './rules-world.ts';

describe('reading', () => {
  const look = {
    name: 'look',
    may: ['read'],
    who: { groups: ['S2'] },
    where: { clusters: ['prod-*'] },
  };
  const all = {
    name: 'all',
    may: ['read'],
    who: { channels: ['*'] },
    where: { clusters: ['test'] },
  };

  test('is everybody’s who is answered, as long as no rule speaks of it', () => {
    expect(mayRead(actor('U2'), 'main', rulesOf(asking, approving)).isAllowed).toBe(true);
    expect(mayRead(actor('U2'), 'main', []).isAllowed).toBe(true);
  });

  test('needs a rule for the cluster once one does', () => {
    const rules = rulesOf(asking, look, all);
    const may = (cluster: string, groups: Record<string, boolean>) =>
      mayRead(actor('U2', groups), cluster, rules).isAllowed;
    expect(may('prod-eu', { S2: true })).toBe(true);
    expect(may('prod-eu', { S2: false })).toBe(false);
    expect(may('prod-eu', {})).toBe(false);
    expect(may('main', { S2: true })).toBe(false);
    expect(may('test', {})).toBe(true);
  });
});

test('Slack is asked for every group that some rule speaks of, once', () => {
  const from = { groups: ['S3', 'S1'] };
  expect(groupsIn(rulesOf({ ...asking, approvals: { from } }, approving))).toEqual(['S1', 'S3']);
  expect(groupsIn([])).toEqual([]);
});

test('a rule that names nobody and no channel is nobody’s', () => {
  const rules = rulesOf({ name: 'x', may: ['read'], who: {} });
  expect(mayRead(actor('U1'), 'main', rules).isAllowed).toBe(false);
});
