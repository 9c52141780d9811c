/**
 * Traefik's rule language: matchers joined by `&&`, `||`, `!` and parentheses; `&&` binds tighter.
 * https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
 */
export type Rule =
  | { kind: 'matcher'; name: string; args: readonly string[] }
  | { kind: 'not'; of: Rule }
  | { kind: 'and' | 'or'; of: readonly Rule[] };

const tokens = /\s*(&&|\|\||!|\(|\)|,|`[^`]*`|"(?:[^"\\]|\\.)*"|[A-Za-z]+)/y;

/** @returns undefined for a text that is no rule: Traefik then drops the route */
export function parseRule(text: string): Rule | undefined {
  const words = tokenize(text);
  if (!words) return undefined;
  const reader = { words, at: 0 };
  const rule = parseOr(reader);
  return reader.at === words.length ? rule : undefined;
}

interface Reader {
  words: readonly string[];
  at: number;
}

function tokenize(text: string): string[] | undefined {
  const words: string[] = [];
  const source = text.trim();
  let at = 0;
  while (at < source.length) {
    tokens.lastIndex = at;
    const [, word] = tokens.exec(source) ?? [];
    if (word === undefined) return undefined;
    words.push(word);
    at = tokens.lastIndex;
  }
  return words;
}

/** Takes the word if it comes next. */
function take(reader: Reader, word: string): boolean {
  if (reader.words[reader.at] !== word) return false;
  reader.at += 1;
  return true;
}

const parseOr = (reader: Reader): Rule | undefined => parseMany(reader, 'or', '||', parseAnd);
const parseAnd = (reader: Reader): Rule | undefined => parseMany(reader, 'and', '&&', parseNot);

function parseMany(
  reader: Reader,
  kind: 'and' | 'or',
  operator: string,
  parse: (reader: Reader) => Rule | undefined,
): Rule | undefined {
  const of: Rule[] = [];
  do {
    const next = parse(reader);
    if (!next) return undefined;
    of.push(next);
  } while (take(reader, operator));
  const [only] = of;
  return of.length === 1 ? only : { kind, of };
}

function parseNot(reader: Reader): Rule | undefined {
  if (take(reader, '!')) {
    const of = parseNot(reader);
    return of && { kind: 'not', of };
  }
  if (!take(reader, '(')) return parseMatcher(reader);
  const inner = parseOr(reader);
  return take(reader, ')') ? inner : undefined;
}

function parseMatcher(reader: Reader): Rule | undefined {
  const name = reader.words[reader.at] ?? '';
  if (!/^[A-Za-z]+$/.test(name)) return undefined;
  reader.at += 1;
  if (!take(reader, '(')) return undefined;
  const args: string[] = [];
  while (!take(reader, ')')) {
    const word = reader.words[reader.at] ?? '';
    if (!/^[`"]/.test(word) || (args.length > 0 && reader.words[reader.at - 1] !== ','))
      return undefined;
    args.push(word.slice(1, -1));
    reader.at += 1;
    if (take(reader, ',')) continue;
    if (reader.words[reader.at] !== ')') return undefined;
  }
  return { kind: 'matcher', name, args };
}

/** Every value that a matcher of this name is given, anywhere in the rule. */
export const valuesOf = (rule: Rule, matcher: string): string[] => argsOf(rule, matcher).flat();

/** The same, matcher by matcher; what must not be is left out. */
export function argsOf(rule: Rule, matcher: string): (readonly string[])[] {
  switch (rule.kind) {
    case 'matcher':
      return rule.name === matcher ? [rule.args] : [];
    case 'not':
      return [];
    default:
      return rule.of.flatMap((one) => argsOf(one, matcher));
  }
}
