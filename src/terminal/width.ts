/**
 * How many columns of a terminal a text takes. Names in Kubernetes are ASCII; events, annotations and
 * our own marks are not. A library would know rarer scripts; the cost of a mistake here is one
 * column of one row, and what cannot be wrong (one column per ASCII character) is decided first.
 */

const ascii = /^[\x20-\x7e]*$/;
/** A base and what is set on it; cleaned text has no joiners, so nothing longer is one character. */
const characters =
  /[^\p{M}\p{Emoji_Modifier}][\p{M}\p{Emoji_Modifier}]*|[\p{M}\p{Emoji_Modifier}]+/gu;
const combining = /^\p{M}/u;
const emoji = /\p{Emoji_Presentation}|\u{fe0f}/u;
const halfWide = /[\uff61-\uffdc]/u;
/** Han, kana, Hangul, and the fullwidth forms and signs that go with them. */
const wideScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  return charactersOf(text).reduce((sum, character) => sum + widthOf(character), 0);
}

function charactersOf(text: string): string[] {
  return text.match(characters) ?? [];
}

function widthOf(character: string): number {
  if (combining.test(character)) return 0;
  if (emoji.test(character)) return 2;
  return wideScript.test(character) && !halfWide.test(character) ? 2 : 1;
}

export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? space + text : text + space;
}

/**
 * Breaks lines between words. A word or a code span that is longer than a line stays whole: a name
 * that is cut cannot be copied. A line's own indentation is kept for the lines made of it.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  if (displayWidth(line) <= width) return [line.trimEnd()];
  const indent = /^ {0,20}/.exec(line)?.[0] ?? '';
  const words = line.match(/(?:`[^`\n]+`|\S)+/g) ?? [];
  const lines: string[][] = [];
  const room = width - indent.length + 1;
  let left = 0;
  for (const word of words) {
    const wide = displayWidth(word) + 1;
    const current = wide <= left ? lines.at(-1) : undefined;
    if (current) current.push(word);
    else lines.push([word]);
    left = (current ? left : room) - wide;
  }
  return lines.map((line) => indent + line.join(' '));
}

/** The same for a cell, whose border must hold: a word that is too long is cut. */
export function wrapHard(text: string, width: number): string[] {
  return wrap(text, width).flatMap((line) => cutLine(line, width));
}

function cutLine(line: string, width: number): string[] {
  if (displayWidth(line) <= width) return [line];
  const pieces: string[] = [''];
  let used = 0;
  for (const character of charactersOf(line)) {
    const wide = widthOf(character);
    if (used + wide > width && used > 0) {
      pieces.push('');
      used = 0;
    }
    pieces.push((pieces.pop() ?? '') + character);
    used += wide;
  }
  return pieces;
}
