/** Label selectors: the grammar of `a=b,c!=d,e in (f,g),h notin (i),j,!k,l>1`, and its errors. */
import { badRequest } from './status.ts';

type Operator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | '>' | '<';

export interface Requirement {
  key: string;
  operator: Operator;
  values: readonly string[];
}

export type Labels = Readonly<Record<string, string>>;

const separators = new Set(['(', ')', ',', '!', '=', '<', '>']);
const isSpace = (text: string) => ' \t\r\n'.includes(text);

/** Words, and runs of separators as far as they form an operator. An empty token is the end. */
function tokenize(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    const first = text[at] ?? '';
    at += 1;
    if (isSpace(first)) continue;
    if (separators.has(first)) {
      if ((first === '=' || first === '!') && text[at] === '=') at += 1;
    } else {
      while (at < text.length && !separators.has(text[at] ?? '') && !isSpace(text[at] ?? '')) at++;
    }
    tokens.push(text.slice(start, at));
  }
  return tokens;
}

const isWord = (token: string) => token !== '' && !separators.has(token[0] ?? '');

const unable = (found: string, expected: string) =>
  badRequest(`unable to parse requirement: found '${found}', expected: ${expected}`);

/** The tokens left to read, the next one first. */
type Rest = string[];

const next = (rest: Rest) => rest.shift() ?? '';
const isEnd = (rest: Rest) => rest[0] === undefined || rest[0] === ',';

/** `(a, b)`. */
function readSet(rest: Rest): string[] {
  const open = next(rest);
  if (open !== '(') throw unable(open, "'('");
  if (rest[0] === ')') {
    next(rest);
    return [''];
  }
  const values: string[] = [];
  for (;;) {
    values.push(isWord(rest[0] ?? '') ? next(rest) : '');
    const token = next(rest);
    if (token === ')') return values;
    if (token !== ',') throw unable(token, "',' or ')'");
  }
}

function readExact(rest: Rest): string {
  if (isEnd(rest)) return '';
  const token = next(rest);
  if (!isWord(token)) throw unable(token, 'identifier');
  return token;
}

function readRequirement(rest: Rest): Requirement {
  const negated = rest[0] === '!';
  if (negated) next(rest);
  const key = next(rest);
  if (!isWord(key)) throw unable(key, negated ? 'identifier' : "!, identifier, or 'end of string'");
  if (negated) return { key, operator: '!', values: [] };
  if (isEnd(rest)) return { key, operator: 'exists', values: [] };
  const operator = next(rest);
  if (operator === 'in' || operator === 'notin') return { key, operator, values: readSet(rest) };
  if (!exactOperators.includes(operator)) throw unable(operator, 'in, notin, =, ==, !=, gt, lt');
  return { key, operator: operator as Operator, values: [readExact(rest)] };
}

const exactOperators = ['=', '==', '!=', '>', '<'];

/** Throws the 400 a real server gives for what it cannot read. */
export function parseLabelSelector(text: string): Requirement[] {
  const requirements: Requirement[] = [];
  const rest = tokenize(text);
  while (rest.length > 0) {
    requirements.push(checked(readRequirement(rest)));
    const token = next(rest);
    if (token === '') break;
    if (token !== ',') throw badRequest(`found '${token}', expected: ',' or 'end of string'`);
    if (rest.length === 0) throw badRequest("found '', expected: identifier after ','");
  }
  return requirements;
}

const nameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for " +
  "validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', " +
  "and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or " +
  "'12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function checked(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement;
  const name = key.slice(key.lastIndexOf('/') + 1);
  if (!/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name)) {
    throw badRequest(`unable to parse requirement: key: Invalid value: "${key}": ${nameRule}`);
  }
  if ((operator === '>' || operator === '<') && !/^[-+]?\d+$/.test(values[0] ?? '')) {
    throw badRequest(
      `unable to parse requirement: values[0]: Invalid value: "${values[0]}": ` +
        "for 'Gt', 'Lt' operators, the value must be an integer",
    );
  }
  const bad = values.findIndex((value) => !/^(([A-Za-z0-9][-\w.]*)?[A-Za-z0-9])?$/.test(value));
  if (bad < 0) return requirement;
  throw badRequest(
    `unable to parse requirement: values[${bad}][${key}]: ` +
      `Invalid value: "${values[bad]}": ${valueRule}`,
  );
}

function holds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case '=':
    case '==':
    case 'in':
      return value !== undefined && values.includes(value);
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
    case '>':
      return value !== undefined && Number(value) > Number(values[0]);
    case '<':
      return value !== undefined && Number(value) < Number(values[0]);
  }
}

export const matchesLabels = (requirements: readonly Requirement[], labels: Labels = {}) =>
  requirements.every((requirement) => holds(requirement, labels));

/** The one value a label must have, if the selector says so: what an index can answer. */
export const exactLabel = (requirements: readonly Requirement[]) =>
  requirements.find(
    ({ operator, values }) => values.length === 1 && ['=', '==', 'in'].includes(operator),
  );
