import { describe, expect, test } from 'vitest';
import { hasApprover, mayApprove, type Verdict } from '../../src/access/rules.ts';
import { actor, approving, asking, place, rulesOf, told } from './rules-world.ts';

const rules = rulesOf(asking, approving);

describe('a change is approved', () => {
  const approvals = {
    count: 1,
    expiresAfterMinutes: 15,
    isReasonRequired: false,
    rule: 'shop-canary',
  };
  const requester = { team: 'T1', user: 'U1' };
  const by = (...who: Parameters<typeof actor>) =>
    mayApprove(actor(...who), place, approvals, requester, rules);

  test('by whoever may approve there', () => {
    expect(told(by('U2', { S1: true }))).toBe('shop-approvers');
  });

  test.each<[string, Verdict, RegExp]>([
    [
      'by the requester',
      by('U1', { S1: true }),
      /^Nobody approves what they asked for themselves\./,
    ],
    [
      'by the requester under another team',
      mayApprove({ ...actor('U1', { S1: true }), team: 'T2' }, place, approvals, requester, rules),
      /^Nobody approves/,
    ],
    ['by others', by('U2'), /`U2` may not approve changes/],
    ['by those of whom it is not known', by('U2', {}), /could not be read/],
    [
      'elsewhere',
      mayApprove(
        actor('U2', { S1: true }),
        { ...place, namespace: 'pay' },
        approvals,
        requester,
        rules,
      ),
      /is about the namespaces/,
    ],
    [
      'where nobody is named',
      mayApprove(actor('U2', { S1: true }), place, approvals, requester, rulesOf(asking)),
      /No rule .* lets anybody approve/,
    ],
  ])('but not %s', (_, verdict, words) => {
    expect(told(verdict)).toMatch(words);
  });

  test('only by those the rule that was asked under wants', () => {
    const narrow = { ...approvals, from: { users: ['U9'], groups: ['S2'] } };
    const may = (user: string, groups: Record<string, boolean>) =>
      told(mayApprove(actor(user, { S1: true, ...groups }), place, narrow, requester, rules));
    expect(may('U9', {})).toBe('shop-approvers');
    expect(may('U2', { S2: true })).toBe('shop-approvers');
    expect(may('U2', { S2: false })).toMatch(/needs others\. .* members of `S2` and `U9`/);
    expect(may('U2', {})).toMatch(/`U2` is in `S2` could not be read/);
  });
});

describe('whether anybody is left to approve', () => {
  const me = { team: 'T1', user: 'U1' };
  const users = (...ids: string[]) => ({ ...approving, who: { users: ids } });
  type Case = [string, rule: object, approvals: Parameters<typeof hasApprover>[1], boolean];
  test.each<Case>([
    ['a group may have any number of members', approving, { count: 5 }, true],
    ['the requester is not one', users('U1'), { count: 1 }, false],
    ['another user is', users('U1', 'U2'), { count: 1 }, true],
    ['nobody counts twice', users('U2', 'U2'), { count: 2 }, false],
    ['elsewhere nobody is', { ...approving, where: { namespaces: ['pay'] } }, { count: 1 }, false],
    ['only those who count', users('U2'), { count: 1, from: { users: ['U3'] } }, false],
    [
      'who may be in a group that counts',
      users('U2'),
      { count: 1, from: { groups: ['S2'] } },
      true,
    ],
    [
      'who counts may be in the group',
      approving,
      { count: 2, from: { users: ['U2', 'U1'] } },
      false,
    ],
  ])('%s', (_, rule, approvals, expected) => {
    expect(hasApprover(place, approvals, me, rulesOf(asking, rule))).toBe(expected);
  });
});
