/** Reports that hold whatever a cluster or a person might put into them. */
import fc from 'fast-check';
import type { Mark, Report, Section } from '../../src/report.ts';
import { type Message, renderRoot, renderThread } from '../../src/slack/blocks.ts';
import { reportWith, slackJob } from './blocks.examples.ts';
import { renderPlain } from './blocks.plain.ts';

const nasty = fc.constantFrom(
  ...[
    '<!channel>',
    '<@U0ADA0001>',
    '<http://x|y>',
    '`',
    '``',
    '```',
    '`a`',
    '`a b`',
    '*b* _i_ ~s~',
  ],
  ...[':fire:', '&amp;', '&', '"', '\\', '\n', '\r\n', '\t', ' ', '\u202e', '\u001b[2J', '\ud800'],
  ...['👩‍👩‍👧', '節点', 'e\u0301', '. ', 'word ', 'x'.repeat(200), '"'.repeat(150), '\u0000'],
);
const anyText = fc.oneof(
  fc.array(nasty, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(nasty, fc.integer({ min: 1, max: 3000 }))
    .map(([part, times]) => part.repeat(times).slice(0, 9000)),
);
export const anyLabel = fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join(''));
const anyMark = fc.constantFrom<Mark>('ok', 'problem', 'warning', 'unknown', 'skipped');
const anyTable = fc
  .tuple(
    fc.integer({ min: 0, max: 24 }),
    fc.integer({ min: 0, max: 350 }),
    fc.array(anyLabel, { minLength: 1, maxLength: 9 }),
  )
  .map(
    ([columns, rows, words]): Section => ({
      kind: 'table',
      title: words[0] ?? '',
      columns: Array.from({ length: columns }, (_, i) => ({
        label: words[i % words.length] ?? '',
      })),
      rows: Array.from({ length: rows }, (_, row) =>
        Array.from(
          { length: (row + columns) % 26 },
          (_, i) => words[(row * 7 + i) % words.length] ?? '',
        ),
      ),
    }),
  );
const anyItems = (maxLength: number) =>
  fc.array(
    fc.record(
      {
        id: anyLabel,
        status: fc.oneof(anyMark, fc.constant('pending' as const)),
        text: anyText,
        details: fc.array(anyText, { maxLength: 14 }),
      },
      { requiredKeys: ['id', 'status'] },
    ),
    { maxLength },
  );
const anyShare = fc.double({ min: 0, max: 1, noNaN: true });
const anyParts = (maxLength: number) =>
  fc.array(
    fc.record(
      { label: anyLabel, share: anyShare, other: anyShare, detail: anyText },
      { requiredKeys: ['label', 'share'] },
    ),
    { maxLength },
  );
export const anySection: fc.Arbitrary<Section> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: anyText }),
  fc.record({
    kind: fc.constant('fields' as const),
    title: anyLabel,
    fields: fc.array(fc.record({ label: anyLabel, value: anyText }), { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('marks' as const),
    title: anyLabel,
    items: fc.array(fc.record({ mark: anyMark, text: anyText }), { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('checklist' as const),
    title: anyLabel,
    items: fc.oneof(anyItems(12), anyItems(120)),
  }),
  fc
    .record({
      title: anyLabel,
      otherTitle: anyLabel,
      parts: fc.oneof(anyParts(4), anyParts(130)),
    })
    .map((shares): Section => ({ kind: 'shares', ...shares })),
  fc.record({ kind: fc.constant('code' as const), title: anyLabel, text: anyText }),
  anyTable,
);
const anyAction = fc.record(
  {
    label: anyLabel,
    command: anyText,
    form: fc.record({ title: anyLabel, label: anyText, option: anyLabel }),
  },
  { requiredKeys: ['label', 'command'] },
);
export const anyReport: fc.Arbitrary<Report> = fc
  .record({
    headline: anyText,
    cluster: anyLabel,
    command: anyLabel,
    sections: fc.array(anySection, { maxLength: 3 }),
    actions: fc.array(anyAction, { maxLength: 40 }),
    isRequest: fc.boolean(),
    notEvaluated: fc.array(fc.record({ what: anyLabel, why: anyText }), { maxLength: 4 }),
    error: fc.option(
      fc.record({
        kind: fc.constant('refused' as const),
        what: anyText,
        hint: anyText,
        reference: anyLabel,
      }),
    ),
    asked: fc.string({ unit: 'binary', maxLength: 500 }),
  })
  .map(({ error, isRequest, asked: _, ...rest }) => ({
    ...reportWith([]),
    ...rest,
    ...(isRequest && { isRequest }),
    ...(error && { error }),
  }));

/** In both forms: for a workspace that knows the newer blocks, and for one that does not. */
export function everyMessage(report: Report): Message[] {
  const job = { ...slackJob, text: report.headline.slice(0, 500) };
  const plain = renderPlain(report, job);
  return [renderRoot(report, job), ...renderThread(report, job), plain.root, ...plain.thread];
}
