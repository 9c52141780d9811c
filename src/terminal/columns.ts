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
  /** The names of the columns; none if the table had to become a list. */
  head: string[];
  body: string[];
}

export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): TableText {
  const many = Math.max(columns.length, ...rows.map((row) => row.length));
  const heads = Array.from({ length: many }, (_, i) => cell(columns[i]?.label).toUpperCase());
  const cells = rows.map((row) => heads.map((_, index) => cell(row[index])));
  const widths = fitted(heads, cells, width);
  if (!widths) return { head: [], body: listLines(heads, cells, width) };
  const alignments = heads.map((_, index) => columns[index]?.align ?? 'left');
  const lines = (row: string[]) => rowLines(row, widths, alignments);
  return { head: lines(heads), body: cells.flatMap(lines) };
}

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
function fitted(heads: string[], cells: string[][], width: number): number[] | undefined {
  const natural = heads.map((head, index) =>
    Math.max(displayWidth(head), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const room = width - gap.length * (natural.length - 1);
  for (let most = Math.max(0, ...natural); most >= narrowest; most--) {
    const widths = natural.map((wide) => Math.min(wide, most));
    if (widths.reduce((sum, wide) => sum + wide, 0) <= room) return widths;
  }
  return natural.reduce((sum, wide) => sum + wide, 0) <= room ? natural : undefined;
}

function rowLines(row: string[], widths: number[], alignments: ('left' | 'right')[]): string[] {
  const columns = row.map((text, index) => wrapHard(text, widths[index] ?? narrowest));
  const height = Math.max(1, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((lines, index) => pad(lines[line] ?? '', widths[index] ?? 0, alignments[index]))
      .join(gap)
      .trimEnd(),
  );
}

/** More columns than a line can hold: every row becomes a list of its own. */
function listLines(heads: string[], cells: string[][], width: number): string[] {
  const lists = cells.map((row) =>
    fieldLines(
      heads.map((label, index) => ({ label, value: row[index] ?? '' })),
      width,
    ),
  );
  return lists.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}
