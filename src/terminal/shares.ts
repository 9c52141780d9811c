/**
 * How something is shared out, as lines: label, bar, percent, what it was or would become, and what else
 * there is to say. In the bar, what is shaded lies between the two.
 */
import { exactPercent } from '../network/routes/split.ts';
import type { Shares } from '../report.ts';
import { displayWidth, pad, wrap } from './width.ts';
import { clean, cleanLine, withoutBackticks } from './words.ts';

type Part = Shares['parts'][number];

/** Columns of a bar; of the shorter one where a line has fewer than `roomy`. */
const [longBar, shortBar, roomy] = [20, 16, 60];
/** Words in fewer columns than this cannot be read; they stand below the bar then. */
const narrowest = 24;
const gap = '  ';

export function sharesLines({ parts, otherTitle = '' }: Shares, width: number): string[] {
  if (parts.length === 0) return ['none'];
  const labels = parts.map(({ label }) => cleanLine(withoutBackticks(label)));
  const bars = parts.map((part) => barOf(part, width < roomy ? shortBar : longBar));
  const cells = alignedCells(parts, bars, cleanLine(otherTitle));
  const widest = Math.max(...labels.map(displayWidth));
  const isBeside = widest + gap.length + displayWidth(cells[0] ?? '') <= width;
  return parts.flatMap(({ detail = '' }, index) => {
    const [label = '', cell = ''] = [labels[index], cells[index]];
    if (isBeside) return withDetail(`${pad(label, widest)}${gap}${cell}`, detail, width);
    return [label, ...withDetail(`${gap}${cell}`, detail, width)];
  });
}

/** Bars and numbers, each as wide as the others. */
function alignedCells(
  parts: readonly Part[],
  bars: readonly string[],
  otherTitle: string,
): string[] {
  const others = aligned(
    parts.map(({ other }) => (other === undefined ? '' : exactPercent(other))),
  );
  const shares = aligned(parts.map(({ share }) => exactPercent(share)));
  return bars.map((bar, index) => {
    const other = others[index]?.trim() === '' ? '' : `${otherTitle} `;
    const compared = pad(other, otherTitle.length + 1) + (others[index] ?? '');
    const cell = `${bar}${gap}${shares[index] ?? ''}`;
    return otherTitle === '' ? cell : `${cell}${gap}${compared}`;
  });
}

function aligned(texts: readonly string[]): string[] {
  const widest = Math.max(...texts.map(displayWidth));
  return texts.map((text) => pad(text, widest, 'right'));
}

/** A share that is not nothing is seen, and one that is not all of it too. */
function barOf({ share, other = share }: Part, width: number): string {
  const [less = 0, more = 0] = [share, other]
    .map((one) => columns(one, width))
    .toSorted((a, b) => a - b);
  return `${'█'.repeat(less)}${'▒'.repeat(more - less)}${'░'.repeat(width - more)}`;
}

function columns(share: number, width: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return width;
  return Math.min(width - 1, Math.max(1, Math.round(share * width)));
}

function withDetail(head: string, detail: string, width: number): string[] {
  if (detail.trim() === '') return [head.trimEnd()];
  const beside = displayWidth(head) + gap.length;
  const isBeside = width - beside >= narrowest;
  const indent = isBeside ? beside : 2 * gap.length;
  const [first = '', ...rest] = wrap(clean(detail), width - indent);
  const below = (line: string) => `${' '.repeat(indent)}${line}`.trimEnd();
  return isBeside
    ? [`${head}${gap}${first}`, ...rest.map(below)]
    : [head.trimEnd(), ...[first, ...rest].map(below)];
}
