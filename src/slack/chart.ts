/**
 * A Shares as a bar chart. Source of the limits: Slack's reference of `data_visualization`, which its
 * own types do not describe yet. What is too much for a chart has none: its lines of text say it all.
 */
import type { Shares } from '../report.ts';
import { cleanLine, withoutBackticks } from '../terminal/words.ts';
import { harmless, shorten } from './mrkdwn.ts';

export interface ChartBlock {
  type: 'data_visualization';
  block_id?: string;
  title: string;
  chart: {
    type: 'bar';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; y_label: string };
  };
}

const mostTitle = 50;
const mostLabel = 20;
const mostCategories = 20;

/** One bar alone compares nothing. */
export function chartsOf({ title, parts, otherTitle = '' }: Shares): ChartBlock[] {
  if (parts.length < 2 || parts.length > mostCategories) return [];
  const categories = distinct(parts.map(({ label }) => words(label) || '—'));
  const bars = (name: string, shareOf: (part: Shares['parts'][number]) => number) => {
    const values = parts.map((part) => Number((100 * shareOf(part)).toFixed(2)));
    return { name, data: categories.map((label, at) => ({ label, value: values[at] ?? 0 })) };
  };
  const other = shorten(words(otherTitle), mostLabel);
  const series = [
    bars('now', ({ share }) => share),
    ...(other === '' ? [] : [bars(other, (part) => part.other ?? part.share)]),
  ];
  const chart = { type: 'bar' as const, series, axis_config: { categories, y_label: 'percent' } };
  const name = shorten(words(title), mostTitle) || 'Shares';
  return [{ type: 'data_visualization', title: name, chart }];
}

/** Names of backends differ at their end, if anywhere: `-canary`. */
function distinct(labels: readonly string[]): string[] {
  const short = labels.map((label) => ending(label, mostLabel));
  if (new Set(short).size === short.length) return short;
  return labels.map((label, at) => {
    const number = `${at + 1} `;
    return `${number}${ending(label, mostLabel - number.length)}`;
  });
}

function ending(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const points = [...text];
  let end = '';
  for (const point of points.reverse()) {
    if (end.length + point.length > longest - 1) break;
    end = point + end;
  }
  return `…${end}`;
}

const words = (text: string) => harmless(cleanLine(withoutBackticks(text)));
