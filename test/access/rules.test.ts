import { describe, expect, test } from 'vitest';
import { mayChange, mayUndo, type RoutePlace, type Verdict } from '../../src/access/rules.ts';
import { actor, approving, asking, place, rulesOf, told, wish } from './rules-world.ts';

const rules = rulesOf(asking, approving);
const whys = ({ trail }: Verdict) => trail.map(({ rule, why }) => `${rule} ${why}`);

describe('a change may be asked for', () => {
  test.each<[how: string, Parameters<typeof actor>]>([
    ['by a user who is named', ['U1']],
    ['by a member of a group', ['U2', { S1: true }]],
    ['by a user who is named, though the group could not be read', ['U1', {}]],
  ])('%s', (_, who) => {
    expect(told(mayChange(actor(...who), place, wish(20, 30), rules))).toBe('shop-canary');
  });

  test('with the approvals that the rule asks for', () => {
    const from = { users: ['U8', 'U9'] };
    const approvals = { count: 2, from, expiresAfterMinutes: 5, reasonRequired: true };
    const verdict = mayChange(
      actor('U1'),
      place,
      wish(20, 30, { reason: 'metrics are fine' }),
      rulesOf({ ...asking, approvals }, approving),
    );
    expect(verdict.approvals).toEqual({
      ...{ count: 2, from, expiresAfterMinutes: 5, isReasonRequired: true },
      rule: 'shop-canary',
    });
  });

  test('by the first of several rules that allows it, which decides about approvals', () => {
    const large = { ...asking, name: 'large', limits: {}, approvals: { count: 3 } };
    const both = rulesOf(asking, large, approving);
    const needed = (after: number) =>
      mayChange(actor('U1'), place, wish(20, after), both).approvals?.count;
    expect([needed(40), needed(41)]).toEqual([1, 3]);
  });
});

describe('a change is refused, and it is said why', () => {
  const wanted = { ...asking, approvals: { reasonRequired: true } };
  const cases: [name: string, verdict: Verdict, RegExp][] = [
    [
      'without rules',
      mayChange(actor('U1'), place, wish(0, 5), []),
      /No rule .* lets anybody shift traffic of `shop\/shop-api` in the cluster `main`\. .*`may: \[canary\]`/,
    ],
  ];
  const at = (more: Partial<RoutePlace>) =>
    mayChange(actor('U1'), { ...place, ...more }, wish(20, 30), rules);
  const by = (...who: Parameters<typeof actor>) =>
    mayChange(actor(...who), place, wish(20, 30), rules);
  const to = (before: number, after: number, more = {}, given = rules) =>
    mayChange(actor('U1'), place, wish(before, after, more), given);
  cases.push(
    [
      'in another cluster',
      at({ cluster: 'east' }),
      /No rule lets anybody .*`shop-canary` is about the clusters `main`, not `east`/,
    ],
    [
      'in another namespace',
      at({ namespace: 'shopping' }),
      /the namespaces `shop`, `shop-\*`, not `shopping`/,
    ],
    ['for another route', at({ route: 'my-shop' }), /the routes `shop\*`, not `my-shop`/],
    [
      'to others',
      by('U2'),
      /^`U2` may not shift [^.]*\. Who may: members of `S1` and `U1` in the channel `C1`\.$/,
    ],
    ['in another channel', by('U1', {}, 'C2'), /may not .* in the channel `C1`/],
    [
      'where a group could not be read',
      by('U2', { S1: undefined }),
      /^Whether `U2` is in `S1` could not be read from Slack, and what is not known does not count\./,
    ],
    ['where a group was not asked for', by('U2', {}), /^Whether `U2` is in `S1` could not be read/],
    [
      'beyond the step',
      to(20, 41),
      /^`shop-canary` allows at most 20 points in one step: up to `40%` from here\. Ask for `40%` or less; the next/,
    ],
    ['beyond the step, in fractions', to(200 / 9, 43), /up to `42.2222%` from here/],
    [
      'beyond the weight',
      to(45, 51),
      /^`shop-canary` allows the canary at most `50%`\. Ask for `50%` or less\.$/,
    ],
    [
      'beyond the weight, where it is beyond it already',
      to(60, 61),
      /at most `50%`\. The canary gets `60%` now; from here it can only be lowered\./,
    ],
    ['to a share that is no number', to(20, Number.NaN), /allows at most/],
    ['from a share that is no number', to(Number.NaN, 1), /allows/],
    [
      'against GitOps',
      to(20, 30, { isDespiteGitOps: true }),
      /No rule allows you to change what GitOps or Helm will revert\..*`limits\.despiteGitOps`/,
    ],
    [
      'without a reason',
      to(20, 30, { reason: ' ' }, rulesOf(wanted, approving)),
      /^`shop-canary` wants to know why\. Add `--reason "…"`/,
    ],
    [
      'without an approver',
      to(20, 30, {}, rulesOf(asking)),
      /^Nobody could approve this: `shop-canary` needs 1 approval, and too few people beside `U1` may approve changes of `shop\/shop-api`/,
    ],
  );
  test.each(cases)('%s', (_, verdict, words) => {
    expect(verdict.isAllowed).toBe(false);
    expect(told(verdict)).toMatch(words);
  });

  test('of several limits by the one that gives most', () => {
    const small = { ...asking, name: 'small', limits: { maximumStep: 5 } };
    expect(told(to(20, 90, {}, rulesOf(small, asking, approving)))).toMatch(/up to `40%`/);
  });

  test('and every rule says how it stands to it', () => {
    expect(whys(to(20, 50))).toEqual([
      'shop-canary allows at most 20 points in one step: up to `40%` from here',
      'shop-approvers gives `approve` alone',
    ]);
    expect(whys(by('U2', {}))[0]).toBe(
      'shop-canary is for members of `S1` and `U1` in the channel `C1`, and whether `U2` is in `S1` could not be read',
    );
    expect(whys(to(20, 30))[0]).toBe(
      'shop-canary gives it to members of `S1` and `U1` in the channel `C1`',
    );
  });
});

describe('the way back is not held up by limits', () => {
  test.each([
    [80, 0],
    [80, 60],
    [50, 50],
  ])('from %i to %i percent', (before, after) => {
    expect(mayChange(actor('U1'), place, wish(before, after), rules).isAllowed).toBe(true);
  });

  test('undo counts no step, but the right, the place and the largest weight', () => {
    const undo = (user: string, after: number) =>
      mayUndo(actor(user), place, wish(0, after), rules);
    expect(told(undo('U1', 50))).toBe('shop-canary');
    expect(told(undo('U1', 51))).toMatch(/at most `50%`/);
    expect(told(undo('U2', 50))).toMatch(/may not/);
  });
});

describe('whoever else may be the canary is held to its limits', () => {
  const asked = (gain: object) => {
    const others = [{ name: 'shop/v2', ...gain }];
    return told(mayChange(actor('U1'), place, wish(80, 10, { others }), rules));
  };

  test.each<[what: string, before: number, after: number, isCalledCanary: boolean, said: RegExp]>([
    [
      'beyond the weight',
      0.4,
      0.55,
      true,
      /at most `50%`, and `shop\/v2`, which is called a canary/,
    ],
    [
      'beyond the step',
      0.2,
      0.45,
      false,
      /20 points .* `shop\/v2`, which may be the canary as well/,
    ],
    ['within both', 0.2, 0.35, false, /^shop-canary$/],
    ['called a canary, and beyond the weight before', 0.6, 0.65, true, /at most `50%`/],
    ['beyond the weight before, so that it is the stable one', 0.6, 0.9, false, /^shop-canary$/],
  ])('%s', (_, before, after, isCalledCanary, said) => {
    expect(asked({ before, after, isCalledCanary })).toMatch(said);
  });
});
