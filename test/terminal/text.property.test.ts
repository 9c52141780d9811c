import fc from 'fast-check';
import { expect } from 'vitest';
import type { Report, Section } from '../../src/report.ts';
import { renderText } from '../../src/terminal/text.ts';
import { displayWidth } from '../../src/terminal/width.ts';
import { proves } from '../properties.ts';
import { reportWith } from '../slack/blocks.examples.ts';
import { linesOf, plain } from './reading.ts';

const attack = fc.string({ unit: 'binary' }).map((text) => `${text}\u001b]0;title\u0007\u202e\r`);
proves(
  'lets no control character through but the line feed',
  100,
  fc.property(attack, fc.integer({ min: 40, max: 120 }), (text, width) => {
    const said = renderText(everywhere(text), { color: false, width });
    expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  }),
);

proves(
  'lets colour change nothing but the colour and the backticks',
  100,
  fc.property(fc.string({ unit: 'binary' }), (text) => {
    const bare = renderText(everywhere(text), plain).replaceAll('`', '');
    const coloured = renderText(everywhere(text), { ...plain, color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '').replaceAll('`', '')).toBe(bare);
  }),
);

const cells = fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 9 }), {
  minLength: 1,
  maxLength: 6,
});
proves(
  'never makes a table wider than the terminal',
  100,
  fc.property(cells, fc.integer({ min: 40, max: 120 }), (rows, width) => {
    const columns = Array.from({ length: 4 }, (_, i) => ({ label: `C${i}` }));
    const lines = linesOf({ kind: 'table', title: 'T', columns, rows }, width);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  }),
);

function everywhere(text: string): Report {
  const sections: Section[] = [
    { kind: 'text', text },
    { kind: 'fields', title: text, fields: [{ label: text, value: text }] },
    { kind: 'marks', title: text, items: [{ mark: 'ok', text }] },
    { kind: 'code', title: text, text },
    {
      kind: 'checklist',
      title: text,
      items: [{ id: text, status: 'problem', text, details: [text] }],
    },
    {
      kind: 'shares',
      title: text,
      otherTitle: text,
      parts: [{ label: text, share: 0.5, other: 1, detail: text }],
    },
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
