/** A Checklist as lines: sign, id, what was found, and the evidence where something is not well. */
import type { Checklist, ChecklistItem } from '../report.ts';
import { type Page, signs } from './page.ts';
import { displayWidth, pad, wrap } from './width.ts';
import { clean, cleanLine, withoutBackticks } from './words.ts';

type Status = ChecklistItem['status'];

/** Words in fewer columns than this cannot be read; they stand below their id then. */
const narrowest = 24;
/** Sign and space before an id, spaces behind it. */
const gap = 2;
/** Evidence is for what somebody has to look into; the rest would bury it. */
const needsEvidence: readonly Status[] = ['problem', 'warning', 'unknown'];

export function checklistLines({ items }: Checklist, page: Page): string[] {
  const named = items.map((item) => ({ ...item, id: cleanLine(withoutBackticks(item.id)) }));
  const widest = Math.max(0, ...named.map(({ id }) => displayWidth(id)));
  const beside = gap + widest + gap;
  const indent = page.width - beside < narrowest ? gap : beside;
  return named.flatMap((item) => itemLines(item, { page, widest, indent }));
}

interface Layout {
  page: Page;
  /** Of all ids, in columns. */
  widest: number;
  /** Where the words begin: beside the ids, or below them. */
  indent: number;
}

function itemLines(item: ChecklistItem, { page, widest, indent }: Layout): string[] {
  const { sign, style } = signs[item.status];
  const head = (id: string) => `${page.paint(style, sign)} ${id}`;
  const found = item.text ? wrap(clean(item.text), page.width - indent) : [];
  const isBeside = indent > gap;
  const [first = '', ...rest] = isBeside ? found : ['', ...found];
  const top = first === '' ? head(item.id) : `${head(pad(item.id, widest))}  ${page.words(first)}`;
  return [top, ...rest.map((line) => below(line, indent, page)), ...evidence(item, indent, page)];
}

function evidence({ status, details = [] }: ChecklistItem, indent: number, page: Page): string[] {
  if (!needsEvidence.includes(status)) return [];
  const deeper = indent + gap;
  return details
    .flatMap((line) => wrap(clean(line), page.width - deeper))
    .map((line) => below(line, deeper, page));
}

function below(line: string, indent: number, page: Page): string {
  return `${' '.repeat(indent)}${page.words(line)}`.trimEnd();
}
