/** A small policy, and people who meet it. */
import type { Actor, Verdict } from '../../src/access/rules.ts';
import { Policy, type PolicyRule } from '../../src/policy-rule.ts';

export const rulesOf = (...rules: object[]): PolicyRule[] => Policy.parse({ rules }).rules;

export const asking = {
  name: 'shop-canary',
  may: ['canary'],
  who: { users: ['U1'], groups: ['S1'], channels: ['C1'] },
  where: { clusters: ['main'], namespaces: ['shop', 'shop-*'], routes: ['shop*'] },
  limits: { maximumWeight: 50, maximumStep: 20 },
};

export const approving = {
  name: 'shop-approvers',
  may: ['approve'],
  who: { groups: ['S1'] },
  where: { namespaces: ['shop*'] },
};

export const place = { cluster: 'main', namespace: 'shop', route: 'shop-api' };

/** Shares in percent. */
export const wish = (before: number, after: number, more: object = {}) => ({
  ...{ before: before / 100, after: after / 100, isDespiteGitOps: false },
  ...more,
});

export function actor(
  user: string,
  groups: Record<string, boolean | undefined> = { S1: false, S2: false },
  channel = 'C1',
): Actor {
  return { team: 'T1', user, channel, groups: new Map(Object.entries(groups)) };
}

/** `what` and `hint` in one, or the rule that allows it. */
export const told = (verdict: Verdict) =>
  verdict.isAllowed ? verdict.rule : `${verdict.what} ${verdict.hint}`;
