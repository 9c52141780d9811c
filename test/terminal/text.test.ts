import { describe, expect, it } from 'vitest';
import type { Report, Section } from '../../src/report.ts';
import { renderText } from '../../src/terminal/text.ts';
import { endpointsReport, reportWith } from '../slack/blocks.examples.ts';
import { linesOf, plain } from './reading.ts';

describe('a Report in a terminal', () => {
  it('reads without colour', async () => {
    await expect(renderText(endpointsReport, plain)).toMatchFileSnapshot('golden/endpoints.txt');
  });

  it('reads in 60 columns', async () => {
    const text = renderText(endpointsReport, { color: false, width: 60 });
    await expect(text).toMatchFileSnapshot('golden/endpoints-60.txt');
  });

  it('colours marks and names, and drops the backticks of names', () => {
    const report = { ...endpointsReport, sections: endpointsReport.sections.slice(0, 1) };
    const text = renderText(report, { color: true, width: 100 });
    expect(text.replaceAll('\u001b', '^').split('\n').slice(0, 5)).toEqual([
      '^[31m✗^[39m ^[36mshop/api-service^[39m 1 of 3 endpoints ready: readiness probe fails',
      '',
      '^[1mWhat is not right^[22m',
      '^[31m✗^[39m ^[36mapi-7d9f-x2^[39m: readiness probe fails with HTTP 503 (12 times)',
      '^[33m!^[39m ^[36mapi-7d9f-k8^[39m restarted 3 times',
    ]);
  });

  it('tells an error with its hint, its reference and what to type next', () => {
    const report: Report = {
      ...reportWith([]),
      headline: 'There is no Service `apii` in `shop`.',
      error: {
        kind: 'not-found',
        what: 'There is no Service `apii` in `shop`.',
        hint: 'Did you mean `api`?',
        reference: '8f3a',
      },
      actions: [{ label: 'api', command: 'endpoints api -n shop' }],
    };
    expect(renderText(report, plain)).toBe(
      [
        '✗ There is no Service `apii` in `shop`.',
        '  Did you mean `api`?',
        '  Reference: 8f3a',
        '',
        'Next: portolan endpoints api -n shop  # api',
        '',
        'cluster prod-eu',
        '',
      ].join('\n'),
    );
  });

  it('aligns wide characters, and numbers to the right', () => {
    const columns = [{ label: 'Name' }, { label: 'Ready', align: 'right' as const }];
    const rows = [
      ['節点', '3'],
      ['e\u0301te\u0301', '12'],
      ['🔥', '100'],
    ];
    expect(linesOf({ kind: 'table', title: 'Nodes', columns, rows })).toEqual([
      'Nodes',
      'NAME  READY',
      '節点      3',
      'e\u0301te\u0301      12',
      '🔥      100',
    ]);
  });

  it('wraps long cells within their column, but never cuts a name', () => {
    const section: Section = {
      kind: 'table',
      title: 'Routes',
      columns: [{ label: 'Host' }, { label: 'Reason' }, { label: 'Weight', align: 'right' }],
      rows: [['a-long-host-name.example.com', 'no endpoint is ready in any zone', '10']],
    };
    expect(linesOf(section, 40)).toEqual([
      'Routes',
      'HOST             REASON           WEIGHT',
      'a-long-host-name.example.com',
      '                 no endpoint is       10',
      '                 ready in any',
      '                 zone',
    ]);
  });

  it('keeps a row one line where only tables may be wider', () => {
    const long = 'word '.repeat(60).trim();
    const columns = [{ label: 'Reason' }];
    const section: Section = { kind: 'table', title: 'Pods', columns, rows: [[long]] };
    const options = { ...plain, tableWidth: Number.POSITIVE_INFINITY };
    expect(renderText(reportWith([section]), options).split('\n')).toContain(long);
  });

  it('folds rows of more columns than a line holds', () => {
    const columns = Array.from({ length: 7 }, (_, i) => ({ label: `Column ${i}` }));
    const rows = ['first', 'other'].map((word) => columns.map((_, i) => `${word}-value-${i}`));
    expect(linesOf({ kind: 'table', title: 'Wide', columns, rows }, 60)).toEqual([
      'Wide',
      'COLUMN 0       COLUMN 1       COLUMN 2       COLUMN 3',
      '  COLUMN 4       COLUMN 5       COLUMN 6',
      'first-value-0  first-value-1  first-value-2  first-value-3',
      '  first-value-4  first-value-5  first-value-6',
      'other-value-0  other-value-1  other-value-2  other-value-3',
      '  other-value-4  other-value-5  other-value-6',
    ]);
  });

  it('says that a table is empty', () => {
    expect(linesOf({ kind: 'table', title: 'Pods', columns: [], rows: [] })).toEqual([
      'Pods',
      'none',
    ]);
  });
});
