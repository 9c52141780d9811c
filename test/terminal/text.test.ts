import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report, Section } from '../../src/report.ts';
import { renderText, terminalOptions } from '../../src/terminal/text.ts';
import { displayWidth, wrap } from '../../src/terminal/width.ts';
import { endpointsReport, reportWith } from '../slack/blocks.examples.ts';

const plain = { color: false, width: 100 };
const linesOf = (section: Section, width = 100) =>
  renderText(reportWith([section]), { color: false, width })
    .trimEnd()
    .split('\n')
    .slice(2, -2);

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

  it('wraps long cells within their column and keeps every character', () => {
    const section: Section = {
      kind: 'table',
      title: 'Routes',
      columns: [{ label: 'Host' }, { label: 'Reason' }, { label: 'Weight', align: 'right' }],
      rows: [['a-long-host-name.example.com', 'no endpoint is ready in any zone', '10']],
    };
    expect(linesOf(section, 40)).toEqual(
      [
        'Routes',
        'HOST             REASON           WEIGHT',
        'a-long-host-nam  no endpoint is       10',
        'e.example.com    ready in any',
        '                 zone',
      ].map((line) => line),
    );
  });

  it('turns a table with more columns than a line holds into lists', () => {
    const columns = Array.from({ length: 7 }, (_, i) => ({ label: `Column ${i}` }));
    const rows = [columns.map((_, i) => `value-number-${i}`), columns.map(() => '')];
    const lines = linesOf({ kind: 'table', title: 'Wide', columns, rows }, 60);
    expect(lines.slice(0, 3)).toEqual([
      'Wide',
      'COLUMN 0  value-number-0',
      'COLUMN 1  value-number-1',
    ]);
  });

  it('says that a table is empty', () => {
    expect(linesOf({ kind: 'table', title: 'Pods', columns: [], rows: [] })).toEqual([
      'Pods',
      'none',
    ]);
  });

  it('lets no control character through but the line feed', () => {
    const attack = fc
      .string({ unit: 'binary' })
      .map((text) => `${text}\u001b]0;title\u0007\u202e\r`);
    fc.assert(
      fc.property(attack, fc.integer({ min: 40, max: 120 }), (text, width) => {
        const said = renderText(everywhere(text), { color: false, width });
        expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it('lets colour change nothing but the colour and the backticks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bare = renderText(everywhere(text), plain).replaceAll('`', '');
        const coloured = renderText(everywhere(text), { ...plain, color: true });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours
        expect(coloured.replaceAll(/\u001b\[\d+m/g, '').replaceAll('`', '')).toBe(bare);
      }),
    );
  });

  it('never makes a table wider than the terminal', () => {
    const cells = fc.array(
      fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 9 }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(cells, fc.integer({ min: 40, max: 120 }), (rows, width) => {
        const columns = Array.from({ length: 4 }, (_, i) => ({ label: `C${i}` }));
        const lines = linesOf({ kind: 'table', title: 'T', columns, rows }, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('lines', () => {
  it('breaks between words and never within a name', () => {
    expect(wrap('  the pod `api 1` does not answer', 16)).toEqual([
      '  the pod',
      '  `api 1` does',
      '  not answer',
    ]);
  });
});

describe('the terminal decides', () => {
  const terminal = { isTTY: true, columns: 132 };
  it.each([
    ['a terminal', terminal, {}, { color: true, width: 132 }],
    ['a file', {}, {}, { color: false, width: 100 }],
    ['NO_COLOR', terminal, { NO_COLOR: '1' }, { color: false, width: 132 }],
    ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, { color: true, width: 132 }],
    ['FORCE_COLOR in a file', {}, { FORCE_COLOR: '1' }, { color: true, width: 100 }],
    [
      'FORCE_COLOR over NO_COLOR',
      {},
      { FORCE_COLOR: '', NO_COLOR: '1' },
      { color: true, width: 100 },
    ],
    ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, { color: false, width: 132 }],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, { color: false, width: 132 }],
    ['a very narrow one', { isTTY: true, columns: 12 }, {}, { color: true, width: 40 }],
  ])('%s', (_, stream, env, options) => {
    expect(terminalOptions(stream, env)).toEqual(options);
  });
});

function everywhere(text: string): Report {
  const sections: Section[] = [
    { kind: 'text', text },
    { kind: 'fields', title: text, fields: [{ label: text, value: text }] },
    { kind: 'marks', title: text, items: [{ mark: 'ok', text }] },
    { kind: 'code', title: text, text },
    { kind: 'table', title: text, columns: [{ label: text }], rows: [[text, text]] },
  ];
  return {
    ...reportWith(sections),
    headline: text,
    cluster: text,
    error: { kind: 'internal', what: text, hint: text, reference: text },
    actions: [{ label: text, command: text }],
    notEvaluated: [{ what: text, why: text }],
  };
}
