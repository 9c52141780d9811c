/** What people type, brought back to plain words: Slack, phones and web pages change it on the way. */
import parseArgv from 'string-argv';

const changes: readonly [RegExp, string][] = [
  // Names that look like hosts become links, because .shop is a real top-level domain.
  [/<(?:https?:\/\/|mailto:)[^|>]*\|([^>]*)>/g, '$1'],
  [/<(https?:\/\/[^|>]*)>/g, '$1'],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&amp;/g, '&'],
  [/[\u2018\u2019]/g, "'"],
  [/[\u201c\u201d]/g, '"'],
  // `--` becomes one long dash at the beginning of a word; `-` another dash anywhere.
  [/(^|\s)[\u2013\u2014](?=[a-z-])/gi, '$1--'],
  [/(^|\s)--(?=[a-z](\s|$))/gi, '$1-'],
  [/[\u2010\u2011\u2212]/g, '-'],
  // Nobody sees them, so nobody means them; a joiner within a name must not break it in two.
  [/\p{Cf}+/gu, ''],
  // A copied command brings its backticks along.
  [/[`\p{Cc}\p{Z}]+/gu, ' '],
];

export function toWords(text: string): string[] {
  return parseArgv(changes.reduce((line, [from, to]) => line.replace(from, to), text).trim());
}

/** `30 %` is one word, as answers write it; in a line of its own quotes it is one already. */
export function closedUp(words: readonly string[]): string[] {
  const isSign = (word: string | undefined, before = '') => word === '%' && /\d$/.test(before);
  return words.flatMap((word, at) => {
    if (isSign(word, words[at - 1])) return [];
    return isSign(words[at + 1], word) ? `${word}%` : word;
  });
}
