/** The sections of a Report as pieces of a thread, in their order. */
import { type GraphLine, graphLines } from '../graph-lines.ts';
import { count, type Mark, type Report, type Section } from '../report.ts';
import { clean, cleanLine, withoutBackticks } from '../terminal/words.ts';
import { checklistPieces } from './checklist.ts';
import { graphPieces } from './graph.ts';
import type { Piece } from './message.ts';
import { shorten } from './mrkdwn.ts';
import { type Line, paragraphs, preformatted } from './rich-text.ts';
import { sharesPieces } from './shares.ts';
import { emoji } from './signs.ts';
import { mostRows, tablePieces } from './table.ts';

/** `index` is the section's place in the Report. */
export function sectionPieces(section: Section, index: number, seeAll: string): Piece[] {
  switch (section.kind) {
    case 'text':
      return linePieces([{ text: section.text }]);
    case 'fields':
      return linePieces([...titled(section.title), ...section.fields.map(fieldLine)]);
    case 'marks':
      return linePieces([...titled(section.title), ...section.items.map(markLine)]);
    case 'code':
      return codePieces(section.title, section.text, seeAll);
    case 'graph':
      return graphPieces([...titled(section.title), ...graphLines(section).map(graphLine)], index);
    case 'checklist':
      return checklistPieces(section);
    case 'shares':
      return sharesPieces(section, seeAll);
    case 'table':
      return tablePieces(section, seeAll);
  }
}

/** What was not looked at and why: silence here would read as "all is well". */
export function notEvaluatedPieces({ notEvaluated }: Report): Piece[] {
  if (notEvaluated.length === 0) return [];
  const lines = notEvaluated.map(({ what, why }) => ({ text: `${emoji.unknown} ${what}: ${why}` }));
  return linePieces([{ lead: 'Not evaluated', text: '' }, ...lines]);
}

export function linePieces(lines: readonly Line[]): Piece[] {
  return paragraphs(lines).map((block) => [block]);
}

function titled(title: string | undefined): Line[] {
  return title ? [{ lead: lead(title, 150), text: '' }] : [];
}

function fieldLine({ label, value }: { label: string; value: string }): Line {
  const name = lead(label, 75);
  return { lead: name === '' ? '' : `${name}:`, text: clean(value).trim() || '—' };
}

/** Bold is enough for a title; code style in it would only make it longer. */
function lead(text: string, longest: number): string {
  return shorten(cleanLine(withoutBackticks(text)), longest);
}

function graphLine({ depth, mark, text }: GraphLine): Line {
  const arrow = depth === 0 ? '' : `${'\u2003'.repeat(depth - 1)}↳ `;
  return { text: `${arrow}${mark ? `${emoji[mark]} ` : ''}${text}` };
}

function markLine({ mark, text }: { mark: Mark; text: string }): Line {
  return { text: `${emoji[mark]} ${text}` };
}

/** A log is shown from its beginning; what a thread has no room for is counted. */
function codePieces(title: string | undefined, text: string, seeAll: string): Piece[] {
  const lines = text.trimEnd().split('\n');
  const [first = undefined, ...rest] = preformatted(lines.slice(0, mostRows).join('\n'));
  const more = lines.length - mostRows;
  return [
    [...paragraphs(titled(title)), ...(first ? [first] : [])],
    ...rest.map((block) => [block]),
    ...(more > 0
      ? linePieces([{ text: `… ${count(more, 'more line')}: ${seeAll} shows all` }])
      : []),
  ].filter((piece) => piece.length > 0);
}
