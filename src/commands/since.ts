/** How far back: `30m`, `6h`, `7d`, `2w`, or a moment in UTC. */
import { UserError } from '../errors.ts';
import { code } from '../report.ts';

const unitMs: Record<string, number> = {
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
  w: 7 * 24 * 3_600_000,
};

const span = /^(\d{1,6})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)$/;
/** A day, or a moment of it; without a zone it is UTC. */
const moment = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:Z| ?UTC)?)?$/i;

/** @throws UserError usage */
export function parseSince(text: string, now: Date): Date {
  const word = text.trim();
  const [, number, unit = ''] = span.exec(word.toLowerCase()) ?? [];
  if (number !== undefined) {
    return new Date(now.getTime() - Number(number) * (unitMs[unit.charAt(0)] ?? 0));
  }
  const [, day, time = '00:00'] = moment.exec(word) ?? [];
  const date = new Date(`${day}T${time}Z`);
  // 31 February is read as 3 March.
  if (day === undefined || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) {
    throw noMoment(word);
  }
  if (date.getTime() <= now.getTime()) return date;
  throw new UserError('usage', {
    what: `${code(`--since ${word}`)} lies ahead: it is ${now.toISOString().slice(0, 10)} now, in UTC.`,
    hint: 'Name a moment that is over.',
  });
}

function noMoment(word: string): UserError {
  const isBare = /^\d{1,6}$/.test(word);
  const units = `${code(`${word}m`)}, ${code(`${word}h`)} or ${code(`${word}d`)}`;
  const usual = `${code('30m')}, ${code('6h')}, ${code('7d')} or a day such as ${code('2026-11-01')}`;
  return new UserError('usage', {
    what: isBare
      ? `${code(`--since ${word}`)} may mean minutes, hours or days.`
      : `${code(`--since ${word}`)} does not say how far back.`,
    hint: `Write ${isBare ? units : usual}.`,
  });
}
