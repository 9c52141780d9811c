import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Mark, Report, Section } from '../../src/report.ts';
import { type Message, renderRoot, renderThread } from '../../src/slack/blocks.ts';
import { clean } from '../../src/terminal/words.ts';
import { reportWith, slackJob } from './blocks.examples.ts';
import { renderPlain } from './blocks.plain.ts';
import { refusals, wordsIn } from './blocks.reading.ts';

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
const anyLabel = fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join(''));
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
const anySection: fc.Arbitrary<Section> = fc.oneof(
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
  fc.record({ kind: fc.constant('code' as const), title: anyLabel, text: anyText }),
  anyTable,
);
const anyReport: fc.Arbitrary<Report> = fc
  .record({
    headline: anyText,
    cluster: anyLabel,
    command: anyLabel,
    sections: fc.array(anySection, { maxLength: 3 }),
    actions: fc.array(fc.record({ label: anyLabel, command: anyText }), { maxLength: 40 }),
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
  .map(({ error, asked: _, ...rest }) => ({ ...reportWith([]), ...rest, ...(error && { error }) }));

function everyMessage(report: Report): Message[] {
  const job = { ...slackJob, text: report.headline.slice(0, 500) };
  const plain = renderPlain(report, job);
  return [renderRoot(report, job), ...renderThread(report, job), plain.root, ...plain.thread];
}

it('posts nothing that Slack refuses, whatever a Report holds', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      expect(everyMessage(report).flatMap((message) => refusals(message))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('uses no newer block in the plain form', () => {
  const newer = new Set(['table', 'rich_text']);
  fc.assert(
    fc.property(anyReport, (report) => {
      const { root, thread } = renderPlain(report, slackJob);
      expect([root, ...thread].flatMap((message) => refusals(message, newer))).toEqual([]);
    }),
  );
});

it('mentions and notifies nobody but the asker', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      for (const { text, blocks } of everyMessage(report)) {
        const parsed = [text, ...blocks.flatMap(mrkdwnIn)].join('\n');
        expect(parsed.replaceAll('asked by <@U0ADA0001>', '')).not.toMatch(/</);
        expect(JSON.stringify(blocks)).not.toMatch(
          /"type":"(user|usergroup|broadcast|link|channel|emoji)"/,
        );
      }
    }),
  );
});

it('loses no word of texts, fields and marks', () => {
  const wordy = anySection.filter(({ kind }) => kind !== 'table' && kind !== 'code');
  fc.assert(
    fc.property(wordy, (section) => {
      for (const messages of [
        renderThread(reportWith([section])),
        renderPlain(reportWith([section])).thread,
      ]) {
        const said = bare(messages.map(wordsIn).join(''));
        for (const text of textsOf(section)) expect(said).toContain(bare(clean(text)));
      }
    }),
    { numRuns: 150 },
  );
});

it('shows every row of a table or counts it', () => {
  const sized = fc.tuple(
    fc.integer({ min: 1, max: 900 }),
    fc.integer({ min: 1, max: 24 }),
    anyLabel,
  );
  fc.assert(
    fc.property(sized, ([rows, columns, filler]) => {
      const section: Section = {
        kind: 'table',
        title: 'Rows',
        columns: [],
        rows: Array.from({ length: rows }, (_, row) => [
          `row-${row}.`,
          ...Array(columns).fill(filler),
        ]),
      };
      for (const messages of [
        renderThread(reportWith([section])),
        renderPlain(reportWith([section])).thread,
      ]) {
        const said = messages.map(wordsIn).join('\n');
        const shown = new Set(said.match(/row-\d+\./g) ?? []).size;
        const counted = Number(/… (\d+) more rows?/.exec(said)?.[1] ?? 0);
        expect(shown + counted).toBe(rows);
        expect(messages.length).toBeLessThan(60);
      }
    }),
    { numRuns: 60 },
  );
});

it('never cuts a character in two', () => {
  const long = fc
    .integer({ min: 1, max: 6000 })
    .map((times) => 'x'.repeat(times % 7) + '𝒳'.repeat(times));
  fc.assert(
    fc.property(long, (text) => {
      const report = {
        ...reportWith([
          { kind: 'text', text },
          { kind: 'code', text },
        ]),
        headline: text,
      };
      for (const message of everyMessage(report))
        expect(JSON.stringify(message)).not.toMatch(/\\ud[89a-f]/);
    }),
    { numRuns: 40 },
  );
});

const bare = (text: string) => text.replace(/[\s`]/g, '');

function textsOf(section: Section): string[] {
  if (section.kind === 'text') return [section.text];
  if (section.kind === 'fields') return section.fields.map(({ value }) => value);
  return section.kind === 'marks' ? section.items.map(({ text }) => text) : [];
}

function mrkdwnIn(block: KnownBlock): string[] {
  const objects = [
    ...(block.type === 'section' && block.text ? [block.text] : []),
    ...(block.type === 'context' ? block.elements : []),
  ];
  return objects.flatMap((one) => (one.type === 'mrkdwn' ? [one.text] : []));
}
