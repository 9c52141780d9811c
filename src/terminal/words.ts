/**
 * What every way to say a Report shares: code spans, harmless characters, and the few words that
 * belong to no single command. Slack's renderer imports this file, never the other way round.
 */
import { stripVTControlCharacters } from 'node:util';
import type { Job } from '../job.ts';
import { count, type Mark, type Report, type Section, visible } from '../report.ts';
import type { Reads } from '../snapshot.ts';

export interface Span {
  text: string;
  /** It stood between backticks: a name or a value. */
  isCode: boolean;
}

/** Sorts a text into words and names. A backtick without a partner on its line is a word. */
export function spans(text: string): Span[] {
  return text
    .split(/`([^`\n]+)`/)
    .map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
    .filter((span) => span.text !== '');
}

/** For places that show names in their own way, such as a table's cell. */
export function withoutBackticks(text: string): string {
  return spans(text)
    .map((span) => span.text)
    .join('');
}

/**
 * Takes everything away that a terminal or a chat window would obey: escape sequences go, other
 * control and bidi characters become visible. Only the line feed stays. Colours in a pod's log are
 * no content; an escape sequence that was kept could rewrite what stands above it.
 */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .toWellFormed()
    .replaceAll('\t', '  ')
    .split(/\r\n|[\r\n]/)
    .map((line) => visible(line, Number.POSITIVE_INFINITY))
    .join('\n');
}

/** The same for a place that has only one line. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/**
 * The mark of the answer as a whole. "ok" with a warning below must not look like plain "ok"; red is
 * for the cluster, so a mistyped or refused question gets the warning sign.
 */
export function overallMark({ error, mark, verdict, sections }: Report): Mark {
  if (mark) return mark;
  if (error?.kind === 'usage' || error?.kind === 'refused') return 'warning';
  if (error) return error.kind === 'not-found' ? 'problem' : 'unknown';
  const isWarned = verdict === 'ok' && sections.flatMap(marksOf).includes('warning');
  return isWarned ? 'warning' : verdict;
}

function marksOf(section: Section): string[] {
  if (section.kind === 'marks') return section.items.map(({ mark }) => mark);
  return section.kind === 'checklist' ? section.items.map(({ status }) => status) : [];
}

/** `2 round trips, 3 requests, 14 KB, 41 ms` */
export function describeReads({ roundTrips, requests, bytes, ms }: Reads): string {
  const trips = count(roundTrips, 'round trip');
  return [trips, count(requests, 'request'), size(bytes), `${Math.round(ms)} ms`].join(', ');
}

function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  const kilobytes = Math.round(bytes / 1000);
  return kilobytes < 1000 ? `${kilobytes} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/**
 * The line that asks the same question in a terminal. The cluster is added where a channel's
 * configuration chose it, because the terminal does not know that channel.
 */
export function commandLine(report: Report, job?: Job): string {
  const asked = [report.command, report.target].filter(Boolean).join(' ');
  const typed = cleanLine(job?.text ?? '') || cleanLine(asked);
  const isNamed = !report.cluster || /(^|\s)--cluster\b/.test(typed);
  return isNamed ? `portolan ${typed}` : `portolan ${typed} --cluster ${report.cluster}`;
}
