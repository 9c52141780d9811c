/** What people type, brought back to plain words: Slack and phones change it on the way. */
import parseArgv from 'string-argv';

/**
 * `--` comes as a dash, quotes as curly ones; names that look like hosts become links
 * (`<http://api.shop|api.shop>`, because .shop is a real top-level domain); `&`, `<` and `>` come
 * escaped; a copied command brings its backticks along.
 */
export function toWords(text: string): string[] {
  return parseArgv(
    text
      .replaceAll(/<(?:https?:\/\/|mailto:)[^|>]*\|([^>]*)>/g, '$1')
      .replaceAll(/<(https?:\/\/[^|>]*)>/g, '$1')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll(/[\u2018\u2019]/g, "'")
      .replaceAll(/[\u201c\u201d]/g, '"')
      .replaceAll(/(^|\s)[\u2013\u2014](?=[a-z-])/gi, '$1--')
      .replaceAll(/(^|\s)--(?=[a-z](\s|$))/gi, '$1-')
      .replaceAll(/[`\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
      .trim(),
  );
}
