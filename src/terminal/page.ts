/** What is written on: its width, its colours, and the few forms every part of a text is made of. */
import { styleText } from 'node:util';
import type { ChecklistItem, Mark } from '../report.ts';
import type { TextOptions } from './options.ts';
import { wrap } from './width.ts';
import { clean, cleanLine, spans, withoutBackticks } from './words.ts';

type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow';
type Paint = (style: Style, text: string) => string;
export interface Page {
  width: number;
  tableWidth: number;
  paint: Paint;
  /** Paints the names of a line, or leaves their backticks. */
  words: (line: string) => string;
}

/** Each is one column wide. */
export const signs: Record<ChecklistItem['status'], { sign: string; style: Style }> = {
  ok: { sign: '✓', style: 'green' },
  problem: { sign: '✗', style: 'red' },
  warning: { sign: '!', style: 'yellow' },
  unknown: { sign: '?', style: 'yellow' },
  skipped: { sign: '-', style: 'dim' },
  pending: { sign: '…', style: 'dim' },
};

export function createPage({ color, width, tableWidth = width }: TextOptions): Page {
  const widths = { width, tableWidth };
  if (!color) return { ...widths, paint: (_, text) => text, words: (line) => line };
  const paint: Paint = (style, text) => styleText(style, text, { validateStream: false });
  const words = (line: string) =>
    spans(line)
      .map(({ text, isCode }) => (isCode ? paint('cyan', text) : text))
      .join('');
  return { ...widths, paint, words };
}

export function titleLines(title: string | undefined, { paint }: Page): string[] {
  return title ? [paint('bold', withoutBackticks(cleanLine(title)))] : [];
}

export function markLines(mark: Mark, text: string, { width, paint, words }: Page): string[] {
  const { sign, style } = signs[mark];
  return wrap(clean(text), width - 2).map((line, index) =>
    index === 0 ? `${paint(style, sign)} ${words(line)}` : `  ${words(line)}`,
  );
}
