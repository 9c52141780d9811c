/**
 * Every scenario that says what it expects, asked of an embedded cluster under the reader's rights:
 * the right root cause and no other, consequences marked as such, and nothing on a healthy cluster.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { allChecks } from '../../src/checks/registry.ts';
import { listScenarios } from '../../src/playground/cluster/scenario.ts';
import { textOf } from '../commands/shop.ts';
import { type Answering, startAnswering } from './answering.ts';

const scenarios = listScenarios().filter(({ expect }) => expect.length > 0);
const failed = new Map<string, Set<string>>();

interface Finding {
  check: string;
  status: string;
  consequenceOf?: string;
}

/** What a report says, as the head of a scenario says it. */
function told(data: Readonly<Record<string, unknown>>) {
  const findings = data.findings as Finding[];
  const ids = (wanted: (finding: Finding) => boolean) =>
    findings.filter(wanted).map(({ check }) => check);
  return {
    rootCauses: (data.rootCauses as { check: string }[]).map(({ check }) => check),
    warnings: ids(({ status, consequenceOf }) => status === 'warning' && !consequenceOf),
    consequences: ids(({ consequenceOf }) => consequenceOf !== undefined),
    unknown: ids(({ status }) => status === 'unknown'),
  };
}

/** Read by a person before it was committed. */
const golden = (scenario: string, ask: string) =>
  `../golden/checks/${scenario}, ${ask.replaceAll(/[^a-zA-Z0-9.-]+/g, '_')}.txt`;

/** Times of lookups differ from run to run; what it cost is held elsewhere. */
const untimed = (text: string) =>
  text.replaceAll(/\b\d+ ms\b/g, '… ms').replace(/(trips?), \d+ requests?/, '$1, … requests');

describe.each(scenarios)('$name: $description', ({ name, expect: expected }) => {
  let answering: Answering | undefined;
  afterAll(() => answering?.close());

  test.each(expected)('$ask', async ({ ask, rootCauses, warnings = [], consequences = [] }) => {
    answering ??= await startAnswering(name);
    const report = await answering.ask(ask);
    expect(report.error).toBeUndefined();
    const { unknown, ...rest } = told(report.data);
    expect(rest).toEqual({ rootCauses, warnings, consequences });
    if (rootCauses.length === 0 && warnings.length === 0) expect(unknown).toEqual([]);
    expect(report.reads?.roundTrips ?? 0).toBeLessThanOrEqual(3);
    if (rootCauses.length === 0) expect(report.verdict).toBe('ok');
    await expect(untimed(textOf(report))).toMatchFileSnapshot(golden(name, ask));
    for (const id of [...rootCauses, ...warnings, ...consequences]) {
      failed.set(id, (failed.get(id) ?? new Set()).add(name));
    }
  });
});

test('every check fails in at least one scenario', () => {
  const ids = allChecks.map(({ id }) => id);
  expect(ids.filter((id) => !failed.has(id))).toEqual([]);
});

test('at least eight scenarios combine two faults', () => {
  const combined = scenarios.filter(({ expect }) =>
    expect.some(
      ({ rootCauses, consequences = [] }) => rootCauses.length > 1 || consequences.length > 0,
    ),
  );
  expect(combined.length).toBeGreaterThanOrEqual(8);
});
