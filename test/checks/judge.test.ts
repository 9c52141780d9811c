/** The judge: what is not read is pending, what cannot be read is unknown, what follows is no cause. */
import { describe, expect, test } from 'vitest';
import { causes } from '../../src/checks/causes.ts';
import { type Check, defineCheck, type Finding } from '../../src/checks/check.ts';
import { ok } from '../../src/checks/findings.ts';
import { namesOf } from '../../src/checks/gather.ts';
import { type Judged, judge, rootCauses } from '../../src/checks/judge.ts';
import {
  allChecks,
  backendChecks,
  dnsChecks,
  ingressChecks,
  routeChecks,
  serviceChecks,
} from '../../src/checks/registry.ts';
import { sources } from '../../src/checks/sources/registry.ts';
import type { Facts, Found } from '../../src/checks/sources/source.ts';
import { check as checkCommand } from '../../src/commands/check.ts';

const all = allChecks;
const target = { clusterDomain: 'cluster.local', name: 'api', namespace: 'shop' };
const none: Found<never> = { all: [], gaps: [], isCut: false };
const explain = { why: '', how: '', fix: '' };

function checkOf(id: string, finding: Finding): Check {
  return defineCheck({ id, title: id, needs: ['pods'], explain, run: () => finding });
}
const broken = (id: string, causedBy?: readonly string[]) =>
  checkOf(id, {
    status: 'problem',
    summary: 'broken',
    fix: 'mend it',
    kubectl: 'kubectl get pods',
    ...(causedBy && { causedBy }),
  });
const causeOf = (judged: readonly Judged[]) =>
  judged.map((one) => ('consequenceOf' in one ? one.consequenceOf : undefined));

describe('what is known', () => {
  const check = checkOf('pods-ready', ok('fine'));

  test('a check whose sources are not read yet is pending', () => {
    expect(judge([check], {}, target)).toMatchObject([{ status: 'pending' }]);
  });

  test('one whose source was refused is unknown and names the right', () => {
    const permission = { verb: 'list', group: '', resource: 'pods', namespace: 'shop' } as const;
    const gap = { reason: 'refused', message: 'no', permission } as const;
    const [judged] = judge([check], { pods: { ...none, gaps: [gap] } }, target);
    expect(judged).toMatchObject({ status: 'unknown', open: [gap] });
  });

  test('one whose source is an extra runs without it', () => {
    const seen: string[] = [];
    const curious = defineCheck({
      id: 'x',
      title: 'x',
      needs: ['pods'],
      wants: ['nodes'],
      explain,
      run(view) {
        seen.push(...Object.keys(view));
        return ok('fine');
      },
    });
    const gap = { reason: 'unreachable', message: 'late' } as const;
    const facts: Facts = { pods: none, nodes: { ...none, gaps: [gap] } };
    expect(judge([curious], facts, target)).toMatchObject([{ status: 'ok' }]);
    expect(seen).toEqual(['pods']);
  });
});

describe('causes', () => {
  const facts = { pods: none };

  test('a problem that another accounts for is its consequence, down to the first', () => {
    const judged = judge(
      ['nodes-ready', 'pods-ready', 'endpoints-present'].map((id) => broken(id)),
      facts,
      target,
    );
    expect(causeOf(judged)).toEqual([undefined, 'nodes-ready', 'nodes-ready']);
    expect(rootCauses(judged).map(({ check }) => check.id)).toEqual(['nodes-ready']);
  });

  test('independent problems are all root causes', () => {
    const judged = judge([broken('pods-ready'), broken('policy-allows-traffic')], facts, target);
    expect(rootCauses(judged)).toHaveLength(2);
  });

  test('a check that knows its cause is believed more than the table', () => {
    const judged = judge([broken('nodes-ready'), broken('pods-ready', [])], facts, target);
    expect(rootCauses(judged)).toHaveLength(2);
  });

  test('nothing is its own cause, directly or in a circle', () => {
    const reach = (id: string, seen: readonly string[]): boolean =>
      (causes[id] ?? []).some((cause) => seen.includes(cause) || reach(cause, [...seen, cause]));
    expect(Object.keys(causes).filter((id) => reach(id, [id]))).toEqual([]);
  });

  test('the table speaks only of checks that there are, and causes stand in the same list', () => {
    for (const [effect, list] of Object.entries(causes)) {
      const home = [
        serviceChecks,
        dnsChecks,
        [...ingressChecks, ...routeChecks, ...backendChecks],
      ].find((checks) => checks.some(({ id }) => id === effect));
      const ids = home?.map(({ id }) => id) ?? [];
      expect({ effect, unknown: list.filter((id) => !ids.includes(id)) }).toEqual({
        effect,
        unknown: [],
      });
    }
  });
});

describe('the lists', () => {
  test('every id stands once, and is said in words', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, title, explain } of all) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
      for (const text of [title, ...Object.values(explain)]) {
        expect(text.length, `${id}: ${text}`).toBeGreaterThan(10);
      }
    }
  });

  test('the command declares exactly the kinds that the checks read', () => {
    const read = namesOf(all).flatMap((name) => {
      const source = sources[name];
      return source.how === 'read' ? source.kinds : [];
    });
    const declared = checkCommand.needs.map((need) =>
      typeof need === 'string' ? need : need.kind,
    );
    expect(declared.toSorted()).toEqual([...new Set(read)].sort());
  });
});
