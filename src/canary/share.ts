/** A canary's share of the requests: as people write it, as it is read, as it is shown. */
import { UserError } from '../errors.ts';
import { didYouMean, nearest } from '../network/nearest.ts';
import { code } from '../report.ts';

/** Whole numbers, 0 <= part <= of. */
export interface Share {
  part: number;
  of: number;
}

/** No router counts finer. */
const finest = 1_000_000;

/**
 * `20%`, `0.5%`, `20 %`, `3/1000`, `promote`.
 * @param line the whole command with this word in its place, for suggestions
 * @throws UserError usage
 */
export function parseWanted(text: string, line: (word: string) => string): Share {
  const word = text.trim().toLowerCase();
  if (word === 'promote') return { part: 1, of: 1 };
  const [, percent] = /^([\d.,]+)\s*(?:%|percent)$/.exec(word) ?? [];
  if (percent !== undefined) return ofPercent(text, percent, line);
  const [, part, of] = /^(\d+)\s*\/\s*(\d+)$/.exec(word) ?? [];
  if (part !== undefined && of !== undefined) return ofTotal(text, Number(part), Number(of), line);
  throw noShare(text, word, line);
}

type Line = (word: string) => string;

function ofPercent(text: string, number: string, line: Line): Share {
  const [, whole = '', decimals = ''] = /^(\d+)(?:\.(\d+))?$/.exec(number) ?? [];
  if (whole === '') {
    const near = number.replaceAll(',', '.');
    const meant = /^\d+\.\d+$/.test(near) ? [`${near}%`] : [];
    throw wrong(`${code(text)} is not a share.`, meant, line);
  }
  const of = 100 * 10 ** decimals.length;
  const part = Number(`${whole}${decimals}`);
  if (part > of) throw tooMuch(text, line);
  if (of > finest) {
    throw wrong(`${code(text)} is finer than routers count.`, [], line);
  }
  return { part, of };
}

function ofTotal(text: string, part: number, of: number, line: Line): Share {
  if (of === 0) throw wrong(`${code(text)} is a share of nothing.`, [`${part}/100`], line);
  if (part > of) throw tooMuch(text, line);
  if (of > finest) {
    const what = `${code(text)} is finer than routers count: the total is ${finest} at most.`;
    throw wrong(what, [], line);
  }
  return { part, of };
}

const tooMuch = (text: string, line: Line) =>
  wrong(`${code(text)} is more than everything.`, ['100%'], line);

/** What may stand in place of a share. */
const changeWords = ['status', 'promote', 'abort'];

export const isChangeWord = (text: string) => changeWords.includes(text.toLowerCase());

/** `30%`, `3/1000`; also one that is none in the end, such as `130%`. */
export const looksLikeShare = (text: string) => /^[+-]?[\d.,]+ *(%|percent|\/ *\d+)$/i.test(text);

function noShare(text: string, word: string, line: Line): UserError {
  const [number] = /\d+(?:\.\d+)?/.exec(word) ?? [];
  if (number === undefined) {
    const near = nearest(word, changeWords);
    return wrong(`${code(text)} is not a share.${didYouMean(near)}`, [], line, near);
  }
  if (word.startsWith('+')) {
    const what = `${code(text)} would be a step: say the share that the canary is to have then.`;
    return wrong(what, [], line);
  }
  if (word.startsWith('-')) return wrong(`${code(text)} is less than nothing.`, ['0%'], line);
  const isBare = /^\d+$/.test(word);
  const what = isBare
    ? `${code(text)} may mean percent or a weight: it does not say of what.`
    : `${code(text)} is not a share.`;
  if (Number(number) > 100) return wrong(what, [], line);
  const percent = `${Number((Number(number) * 100).toFixed(4))}%`;
  const others = isBare ? [`${number}/100`] : isFraction(word) ? [percent] : [];
  return wrong(what, [`${number}%`, ...others], line);
}

/** `0.2`, which may mean a fifth as well. */
const isFraction = (word: string) => /^0\.\d+$/.test(word);

function wrong(
  what: string,
  meant: readonly string[],
  line: Line,
  suggested: readonly string[] = meant,
): UserError {
  const [first, ...more] = meant.map(code);
  const hint = first
    ? `Write ${[first, ...more].join(' or ')}.`
    : `Write percent, such as ${code('20%')} or ${code('0.5%')}, or parts of a total, such as ${code('3/1000')}.`;
  return new UserError('usage', { what, hint, suggestions: suggested.map(line) });
}

/** `20%`, `0.5%`; `1/3` where no decimals give it exactly. */
export function shareText({ part, of }: Share): string {
  const decimals = [0, 1, 2, 3, 4].find((digits) => (part * 100 * 10 ** digits) % of === 0);
  if (decimals === undefined) return `${part}/${of}`;
  return `${Number(((part * 100) / of).toFixed(decimals))}%`;
}

/** 0 to 1; of weights that are all 0 nobody has any. */
export function shareOf(weights: readonly number[], index: number): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum === 0 ? 0 : (weights[index] ?? 0) / sum;
}
