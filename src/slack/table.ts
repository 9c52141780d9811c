/**
 * A table of a Report as Block Kit `table` blocks: one message can hold one, and one holds 100 rows,
 * so a long table becomes several, each with the column names and the numbers of its rows.
 */
import type { TableBlock } from '@slack/types';
import { type Column, count, type Section, visible } from '../report.ts';
import { cleanLine, withoutBackticks } from '../terminal/words.ts';
import { mostCharacters, type Piece } from './message.ts';
import { paragraphs } from './rich-text.ts';
import { fill } from './split.ts';

export type Table = Extract<Section, { kind: 'table' }>;

/** A person reads no more than this in a thread; the rest is counted and left to the terminal. */
export const mostRows = 300;
const mostMessages = 10;
const mostColumns = 20;
/** The column names are a row too. */
const mostRowsOfBlock = 99;
/** Left for the title, the settings of the columns and the brackets around them. */
const reserve = 2000;
/** Cells longer than this are wrapped, or a single one would push the others out of sight. */
const wide = 32;

type Cell = { type: 'raw_text'; text: string };

/** `seeAll` is the command that shows what a thread has no room for. */
export function tablePieces(table: Table, seeAll: string): Piece[] {
  const width = Math.max(table.columns.length, ...table.rows.map((row) => row.length));
  // Rows without a single cell are no rows to Slack.
  if (table.rows.length === 0 || width === 0) {
    return [paragraphs([{ lead: table.title, text: 'none' }])];
  }
  const shown = Math.min(width, mostColumns);
  const labels = table.columns.map(({ label }) => visible(label, 60));
  const head = cells(labels, shown);
  const rows = table.rows.slice(0, mostRows).map((row) => cells(row, shown));
  const budget = mostCharacters - reserve - costOf(head);
  const groups = fill(rows, costOf, budget, mostRowsOfBlock).slice(0, mostMessages);
  const settings = settingsOf(table.columns, rows, shown);
  const pieces = groups.map((group, index) => [
    ...paragraphs([{ lead: titleOf(table, groups, index), text: '' }]),
    { type: 'table' as const, rows: [head, ...group], column_settings: settings },
  ]);
  return [...pieces, ...leftOut(table.rows.length - groups.flat().length, width - shown, seeAll)];
}

function titleOf({ title, rows }: Table, groups: Cell[][][], index: number): string {
  const words = visible(cleanLine(withoutBackticks(title)), 150);
  if (groups.length === 1 && groups[0]?.length === rows.length) return words;
  const first = groups.slice(0, index).flat().length + 1;
  const last = first + (groups[index]?.length ?? 0) - 1;
  return `${words}: rows ${first}-${last} of ${rows.length}`;
}

function leftOut(rows: number, columns: number, seeAll: string): Piece[] {
  const left = [
    ...(rows > 0 ? [count(rows, 'more row')] : []),
    ...(columns > 0 ? [count(columns, 'more column')] : []),
  ];
  if (left.length === 0) return [];
  return [paragraphs([{ text: `… ${left.join(' and ')}: ${seeAll} shows all` }])];
}

/** Slack refuses an empty cell, and rows of different lengths look broken. */
function cells(row: readonly string[], width: number): Cell[] {
  const longest = Math.min(300, Math.floor(3000 / width));
  return Array.from({ length: width }, (_, index) => ({
    type: 'raw_text',
    text: visible(cleanLine(withoutBackticks(row[index] ?? '')), longest) || '—',
  }));
}

function settingsOf(
  columns: readonly Column[],
  rows: readonly Cell[][],
  width: number,
): NonNullable<TableBlock['column_settings']> {
  return Array.from({ length: width }, (_, index) => ({
    align: columns[index]?.align ?? 'left',
    is_wrapped: rows.some((row) => (row[index]?.text.length ?? 0) > wide),
  }));
}

function costOf(row: readonly Cell[]): number {
  return JSON.stringify(row).length + 1;
}
