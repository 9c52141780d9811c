/** Things below each other in fixed width: tables and label-value lists. Text in, text out. */
import { type Column, visible } from '../report.ts';
import { displayWidth, pad, wrap, wrapHard } from './width.ts';
import { cleanLine, withoutBackticks } from './words.ts';

const gap = '  ';
/** Narrower than this a column of words cannot be read. */
const narrowest = 8;
const longestCell = 300;

export interface Field {
  label: string;
  value: string;
}

export interface TableText {
  /** The names of the columns, on as many lines as a row begins with. */
  head: string[];
  body: string[];
}

type Rows = readonly (readonly string[])[];

interface Layout {
  widths: readonly number[];
  alignments: readonly ('left' | 'right')[];
  /** Of the whole line. */
  width: number;
}

/** Rows in one line with narrowed columns, or in several; whichever takes fewer lines. */
export function tableLines(columns: readonly Column[], rows: Rows, width: number): TableText {
  const many = Math.max(columns.length, ...rows.map((row) => row.length));
  const heads = Array.from({ length: many }, (_, i) => cell(columns[i]?.label).toUpperCase());
  const cells = rows.map((row) => heads.map((_, index) => cell(row[index])));
  const alignments = heads.map((_, index) => columns[index]?.align ?? 'left');
  const natural = heads.map((head, index) =>
    Math.max(displayWidth(head), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const widths = fitted(natural, width);
  const folded = foldedLines([heads, ...cells], { widths: natural, alignments, width });
  if (!widths) return folded;
  const lines = (row: readonly string[]) => rowLines(row, { widths, alignments, width });
  const narrowed = { head: lines(heads), body: cells.flatMap(lines) };
  return height(folded) < height(narrowed) ? folded : narrowed;
}

const height = ({ head, body }: TableText) => head.length + body.length;

/** Labels above each other, values beside them; an empty label continues the one above. */
export function fieldLines(fields: readonly Field[], width: number): string[] {
  const widest = Math.max(0, ...fields.map(({ label }) => displayWidth(label)));
  const room = Math.max(20, width - widest - gap.length);
  return fields.flatMap(({ label, value }) =>
    wrap(value, room).map((line, index) =>
      `${pad(index === 0 ? label : '', widest)}${gap}${line}`.trimEnd(),
    ),
  );
}

function cell(text = ''): string {
  return visible(cleanLine(withoutBackticks(text)), longestCell);
}

/** Natural widths, or the widest columns narrowed evenly; undefined if they cannot stand together. */
function fitted(natural: readonly number[], width: number): readonly number[] | undefined {
  const room = width - gap.length * (natural.length - 1);
  for (let most = Math.max(0, ...natural); most >= narrowest; most--) {
    const widths = natural.map((wide) => Math.min(wide, most));
    if (widths.reduce((sum, wide) => sum + wide, 0) <= room) return widths;
  }
  return natural.reduce((sum, wide) => sum + wide, 0) <= room ? natural : undefined;
}

/**
 * A name that is cut cannot be copied: one longer than its column stands over those at its right,
 * and what belongs there goes on in the next line. Only what is longer than the line is cut.
 */
function rowLines(row: readonly string[], { widths, alignments, width }: Layout): string[] {
  const lines: string[][] = [];
  let top = 0;
  let start = 0;
  for (const [column, wide] of widths.entries()) {
    const room = width - start;
    const pieces = wrap(row[column] ?? '', wide).flatMap((piece) => wrapHard(piece, room));
    for (const [index, piece] of pieces.entries()) {
      lines[top + index] ??= widths.map(() => '');
      lines[top + index]?.splice(column, 1, piece);
    }
    top += pieces.findLastIndex((piece) => displayWidth(piece) > wide) + 1;
    start += wide + gap.length;
  }
  return lines.map((cells) =>
    cells
      .map((text, column) => pad(text, widths[column] ?? 0, alignments[column]))
      .join(gap)
      .trimEnd(),
  );
}

/** Every row, the head too, goes on in further lines that are set in: as many columns as one holds. */
function foldedLines(
  [heads = [], ...cells]: Rows,
  { widths, alignments, width }: Layout,
): TableText {
  const room = width - gap.length;
  const capped = widths.map((wide) => Math.min(wide, room));
  const groups = groupsOf(capped, room);
  const lines = (row: readonly string[]) =>
    groups.flatMap((group, index) => {
      const only = <Item>(items: readonly Item[]) => group.flatMap((at) => items.slice(at, at + 1));
      const layout = { widths: only(capped), alignments: only(alignments), width: room };
      return rowLines(only(row), layout).map((line) => (index === 0 ? line : gap + line));
    });
  return { head: lines(heads), body: cells.flatMap(lines) };
}

/** Which columns stand in a line together, by their numbers. */
function groupsOf(widths: readonly number[], room: number): number[][] {
  const groups: number[][] = [];
  let left = 0;
  for (const [index, wide] of widths.entries()) {
    const group = groups.at(-1);
    if (group && wide <= left) group.push(index);
    else groups.push([index]);
    left = (group && wide <= left ? left : room) - wide - gap.length;
  }
  return groups;
}
