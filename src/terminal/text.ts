/**
 * A Report as text for a terminal. Everything is cleaned first, so that no byte from a cluster can
 * move the cursor; layout comes second and colour last, so that colour never changes the layout.
 *
 * Names: cyan without backticks in colour; without colour the backticks stay within sentences, where
 * they show where a name ends, and go where the place says it (values that are one name, cells).
 */
import { type GraphLine, graphLines } from '../graph-lines.ts';
import type { Action, Report, Section } from '../report.ts';
import { checklistLines } from './checklist.ts';
import { fieldLines, tableLines } from './columns.ts';
import type { TextOptions } from './options.ts';
import { createPage, markLines, type Page, titleLines } from './page.ts';
import { sharesLines } from './shares.ts';
import { wrap } from './width.ts';
import { clean, cleanLine, describeReads, overallMark, withoutBackticks } from './words.ts';

export { type TextOptions, terminalOptions } from './options.ts';

/** Ends with a line feed. */
export function renderText(report: Report, options: TextOptions): string {
  const page = createPage(options);
  const parts = [
    headLines(report, page),
    ...report.sections.map((section) => sectionLines(section, page)),
    notEvaluatedLines(report, page),
    actionLines(report.actions, page, options.repeat),
    footLines(report, page),
  ];
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

function headLines(report: Report, page: Page): string[] {
  const { error, headline } = report;
  // A mistake in a configuration is named with its line, and each has a line of its own here.
  const said = error?.what === headline ? error.what : cleanLine(headline);
  const [first = '', ...rest] = markLines(overallMark(report), said, page);
  const errors = [
    ...(error && error.what !== headline ? [error.what] : []),
    ...(error ? [error.hint] : []),
    ...(error?.reference && !error.hint.includes(error.reference)
      ? [`Reference: ${error.reference}`]
      : []),
  ];
  const lines = errors.flatMap((text) => wrap(clean(text), page.width - 2));
  return [first, ...rest, ...lines.map((line) => `  ${page.words(line)}`)];
}

function sectionLines(section: Section, page: Page): string[] {
  const title = section.kind === 'text' ? [] : titleLines(section.title, page);
  switch (section.kind) {
    case 'text':
      return section.text.trim() === ''
        ? []
        : wrap(clean(section.text), page.width).map(page.words);
    case 'fields':
      return [...title, ...fieldsLines(section.fields, page)];
    case 'marks':
      return [...title, ...section.items.flatMap(({ mark, text }) => markLines(mark, text, page))];
    case 'code':
      return [...title, ...clean(section.text.trimEnd()).split('\n')];
    case 'graph':
      return [...title, ...graphLines(section).flatMap((line) => graphPart(line, page))];
    case 'checklist':
      return [...title, ...checklistLines(section, page)];
    case 'shares':
      return [...title, ...sharesLines(section, page.width).map(page.words)];
    case 'table':
      return [...title, ...tablePart(section, page)];
  }
}

function fieldsLines(fields: readonly { label: string; value: string }[], page: Page): string[] {
  const cleaned = fields.map(({ label, value }) => ({
    label: cleanLine(withoutBackticks(label)),
    value: /^`[^`\n]+`$/.test(value) ? withoutBackticks(clean(value)) : clean(value),
  }));
  return fieldLines(cleaned, page.width).map(page.words);
}

function tablePart({ columns, rows }: Extract<Section, { kind: 'table' }>, page: Page): string[] {
  if (rows.length === 0) return ['none'];
  const { head, body } = tableLines(columns, rows, page.tableWidth);
  return [...head.map((line) => page.paint('dim', line)), ...body];
}

function graphPart({ depth, mark, text }: GraphLine, page: Page): string[] {
  const arrow = depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `;
  const indent = ' '.repeat(arrow.length);
  const room = { ...page, width: page.width - arrow.length };
  const lines = mark ? markLines(mark, text, room) : wrap(clean(text), room.width).map(page.words);
  return lines.map((line, index) => `${index === 0 ? arrow : indent}${line}`);
}

function notEvaluatedLines({ notEvaluated }: Report, page: Page): string[] {
  if (notEvaluated.length === 0) return [];
  const items = notEvaluated.map(({ what, why }) => markLines('unknown', `${what}: ${why}`, page));
  return [...titleLines('Not evaluated', page), ...items.flat()];
}

/**
 * The label stands behind a `#`, so that the whole line can be copied into a shell. To ask the same
 * again a shell has its own way.
 */
function actionLines(actions: readonly Action[], { paint }: Page, repeat = ''): string[] {
  return actions
    .filter(({ isRepeat }) => !isRepeat)
    .map(({ label, command }) => {
      const line = ['portolan', cleanLine(command), repeat].filter(Boolean).join(' ');
      const name = label === command ? '' : `  ${paint('dim', `# ${cleanLine(label)}`)}`;
      return `Next: ${paint('cyan', line)}${name}`;
    });
}

function footLines({ cluster, reads }: Report, { paint }: Page): string[] {
  const parts = [
    ...(cluster ? [`cluster ${cleanLine(cluster)}`] : []),
    ...(reads ? [describeReads(reads)] : []),
  ];
  return parts.length > 0 ? [paint('dim', parts.join(': '))] : [];
}
