/** What holds whatever the rules say. */
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type Actor,
  hasApprover,
  mayApprove,
  mayChange,
  mayRead,
  mayUndo,
} from '../../src/access/rules.ts';
import { Policy, type PolicyRule } from '../../src/policy-rule.ts';
import { proves } from '../properties.ts';

const few = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const users = ['U1', 'U2', 'U3'];
const groups = ['S1', 'S2'];
const people = { users: maybe(few(...users)), groups: maybe(few(...groups)) };
const percent = fc.integer({ min: 1, max: 100 });

const rule = fc.record({
  name: fc.stringMatching(/^[a-z]{6}$/),
  may: few('read', 'canary', 'approve'),
  who: fc.record({ ...people, channels: maybe(few('C1', 'C2', '*')) }),
  where: fc.record({
    clusters: maybe(few('main', 'e*')),
    namespaces: maybe(few('shop', 'shop-*', '*')),
    routes: maybe(few('*-canary', 'api')),
  }),
  limits: fc.record({
    maximumWeight: maybe(percent),
    maximumStep: maybe(percent),
    despiteGitOps: fc.boolean(),
  }),
  approvals: fc.record({
    count: fc.integer({ min: 1, max: 3 }),
    from: maybe(fc.record(people)),
    reasonRequired: fc.boolean(),
  }),
});
const policy = fc
  .uniqueArray(rule, { maxLength: 5, selector: ({ name }) => name })
  .map((rules): PolicyRule[] => Policy.parse({ rules }).rules);

const actor: fc.Arbitrary<Actor> = fc.record({
  team: fc.constantFrom('T1', 'T2'),
  user: fc.constantFrom(...users),
  channel: fc.constantFrom('C1', 'C2'),
  groups: fc
    .tuple(...groups.map(() => maybe(fc.boolean())))
    .map((is) => new Map(groups.map((group, at) => [group, is[at]]))),
});
const place = fc.record({
  cluster: fc.constantFrom('main', 'east'),
  namespace: fc.constantFrom('shop', 'shop-eu', 'pay'),
  route: fc.constantFrom('api', 'api-canary'),
});
const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN));
const wish = fc.record({
  before: share,
  after: share,
  reason: maybe(fc.constant('why')),
  isDespiteGitOps: fc.boolean(),
});
const approvals = fc.record({
  ...{ count: fc.integer({ min: 1, max: 3 }), expiresAfterMinutes: fc.constant(15) },
  ...{ isReasonRequired: fc.boolean(), rule: fc.constant('x') },
});
const none: PolicyRule[] = [];

describe('whatever the rules say', () => {
  proves(
    'nobody changes or approves anything that no rule gives',
    150,
    fc.property(policy, actor, place, wish, approvals, (rules, who, where, wanted, asked) => {
      const without = (right: 'canary' | 'approve') =>
        rules.filter(({ may }) => !may.includes(right));
      expect(mayChange(who, where, wanted, without('canary')).isAllowed).toBe(false);
      expect(mayUndo(who, where, wanted, without('canary')).isAllowed).toBe(false);
      const other = { team: 'T1', user: 'U9' };
      expect(mayApprove(who, where, asked, other, without('approve')).isAllowed).toBe(false);
      expect(mayChange(who, where, wanted, none).isAllowed).toBe(false);
    }),
  );

  proves(
    'one more rule takes no right away, the first about reading apart',
    250,
    fc.property(
      policy,
      rule.map((one) => Policy.parse({ rules: [one] }).rules),
      fc.nat(5),
      fc.tuple(actor, place, wish, approvals),
      (rules, more, at, [who, where, wanted, asked]) => {
        const larger = rules.toSpliced(at, 0, ...more);
        const other = { team: 'T1', user: 'U9' };
        const isRuled = (given: PolicyRule[]) => given.some(({ may }) => may.includes('read'));
        const rights = (given: PolicyRule[]) => [
          mayChange(who, where, wanted, given).isAllowed,
          mayUndo(who, where, wanted, given).isAllowed,
          mayApprove(who, where, asked, other, given).isAllowed,
          hasApprover(where, asked, who, given),
          isRuled(rules) && mayRead(who, where.cluster, given).isAllowed,
        ];
        const after = rights(larger);
        expect(rights(rules).filter((had, index) => had && !after[index])).toEqual([]);
      },
    ),
  );

  proves(
    'nobody approves what they asked for, in whichever team',
    150,
    fc.property(policy, actor, place, approvals, (rules, who, where, asked) => {
      for (const team of ['T1', 'T2']) {
        const verdict = mayApprove(who, where, asked, { team, user: who.user }, rules);
        expect(verdict.isAllowed).toBe(false);
      }
    }),
  );

  proves(
    'a group that could not be read gives nothing that its non-members have not',
    250,
    fc.property(policy, actor, place, wish, approvals, (rules, who, where, wanted, asked) => {
      const as = (value: boolean | undefined): Actor => ({
        ...who,
        groups: new Map(groups.map((group) => [group, value])),
      });
      const rights = (one: Actor) => [
        mayChange(one, where, wanted, rules).isAllowed,
        mayUndo(one, where, wanted, rules).isAllowed,
        mayApprove(one, where, asked, { team: 'T1', user: 'U9' }, rules).isAllowed,
        mayRead(one, where.cluster, rules).isAllowed,
      ];
      expect(rights(as(undefined))).toEqual(rights(as(false)));
      expect(rights({ ...who, groups: new Map() })).toEqual(rights(as(false)));
    }),
  );

  proves(
    'what is allowed stays below the weight and the step of the rule that allows it, or lowers',
    250,
    fc.property(policy, actor, place, wish, (rules, who, where, wanted) => {
      const verdict = mayChange(who, where, wanted, rules);
      fc.pre(verdict.isAllowed && !Number.isNaN(wanted.before));
      const limits = rules.find(({ name }) => verdict.isAllowed && name === verdict.rule)?.limits;
      const { maximumWeight = 100, maximumStep = 100 } = limits ?? {};
      const points = (wanted.after - wanted.before) * 100;
      const isWithin = wanted.after * 100 <= maximumWeight + 1e-6 && points <= maximumStep + 1e-6;
      expect(points <= 0 || isWithin).toBe(true);
    }),
  );
});
