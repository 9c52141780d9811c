import fc from 'fast-check';
import { expect } from 'vitest';
import type { Section } from '../../src/report.ts';
import { renderThread } from '../../src/slack/blocks.ts';
import type { MessageBlock } from '../../src/slack/message.ts';
import { clean } from '../../src/terminal/words.ts';
import { proves } from '../properties.ts';
import { anyLabel, anyReport, anySection, everyMessage } from './blocks.arbitrary.ts';
import { reportWith } from './blocks.examples.ts';
import { renderPlain } from './blocks.plain.ts';
import { wordsIn } from './blocks.reading.ts';

proves(
  'mentions and notifies nobody but the asker',
  30,
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

const wordy = anySection.filter(
  ({ kind }) => !['table', 'code', 'checklist', 'shares'].includes(kind),
);
proves(
  'loses no word of texts, fields and marks',
  100,
  fc.property(wordy, (section) => {
    for (const messages of [
      renderThread(reportWith([section])),
      renderPlain(reportWith([section])).thread,
    ]) {
      const said = bare(messages.map(wordsIn).join(''));
      for (const text of textsOf(section)) expect(said).toContain(bare(clean(text)));
    }
  }),
);

const sized = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 24 }), anyLabel);
proves(
  'shows every row of a table or counts it',
  30,
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
);

const long = fc
  .integer({ min: 1, max: 6000 })
  .map((times) => 'x'.repeat(times % 7) + '𝒳'.repeat(times));
proves(
  'never cuts a character in two',
  40,
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
);

const bare = (text: string) => text.replace(/[\s`]/g, '');

function textsOf(section: Section): string[] {
  if (section.kind === 'text') return [section.text];
  if (section.kind === 'fields') return section.fields.map(({ value }) => value);
  return section.kind === 'marks' ? section.items.map(({ text }) => text) : [];
}

function mrkdwnIn(block: MessageBlock): string[] {
  const objects = [
    ...(block.type === 'section' && block.text ? [block.text] : []),
    ...(block.type === 'context' ? block.elements : []),
  ];
  return objects.flatMap((one) => (one.type === 'mrkdwn' ? [one.text] : []));
}
