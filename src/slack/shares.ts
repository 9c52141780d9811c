/** A Shares in Slack: bars of text for everybody, and a chart where the workspace knows them. */
import { count, type Shares, visible } from '../report.ts';
import { sharesLines } from '../terminal/shares.ts';
import { cleanLine, withoutBackticks } from '../terminal/words.ts';
import { chartsOf } from './chart.ts';
import type { Piece } from './message.ts';
import { paragraphs, preformatted } from './rich-text.ts';

/** Columns of fixed width that a thread shows on a phone without breaking lines. */
const threadWidth = 42;
/** A person reads no more than this in a thread; the rest is counted and left to the terminal. */
const mostParts = 100;

/** `seeAll` is the command that shows what a thread has no room for. */
export function sharesPieces(shares: Shares, seeAll: string): Piece[] {
  const title = visible(cleanLine(withoutBackticks(shares.title)), 150);
  if (shares.parts.length === 0) return [paragraphs([{ lead: title, text: 'none' }])];
  const shown = { ...shares, parts: shares.parts.slice(0, mostParts) };
  const lines = sharesLines(shown, threadWidth).map(withoutBackticks);
  const more = shares.parts.length - shown.parts.length;
  const rest = more > 0 ? [{ text: `… ${count(more, 'more part')}: ${seeAll} shows all` }] : [];
  const [first = undefined, ...others] = preformatted(lines.join('\n'));
  const name = paragraphs([{ lead: title, text: '' }]);
  return [
    // Never a chart alone: without it nothing would be left where charts are refused.
    [...name, ...(first ? [first, ...chartsOf(shares)] : [])],
    ...[...others, ...paragraphs(rest)].map((block) => [block]),
  ];
}
