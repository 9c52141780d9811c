/**
 * JSON as a Go program reads it: the same values, and for a syntax error the same words, because
 * the API server hands Go's message to the client.
 */

/** How Go quotes a byte in a message. */
function quote(byte: number): string {
  const text = String.fromCharCode(byte);
  if (text === "'") return "'\\''";
  if (text === '"') return `'"'`;
  if (byte < 0x20) return `'${JSON.stringify(text).slice(1, -1)}'`;
  if (byte >= 0x7f && byte < 0xa1) return `'\\u${byte.toString(16).padStart(4, '0')}'`;
  return text === '\\' ? "'\\\\'" : `'${text}'`;
}

class SyntaxProblem extends Error {}

const isDigit = (text: string) => text >= '0' && text <= '9';

/** Reads bytes (one character each) and throws the first thing Go would complain about. */
function scan(text: string): void {
  let at = 0;
  const fail = (context: string): never => {
    if (at >= text.length) throw new SyntaxProblem('unexpected end of JSON input');
    throw new SyntaxProblem(`invalid character ${quote(text.charCodeAt(at))} ${context}`);
  };
  const space = () => {
    while (' \t\r\n'.includes(text[at] ?? 'x')) at += 1;
  };
  const expect = (wanted: string, context: string) => {
    if (text[at] !== wanted) fail(context);
    at += 1;
  };

  function escapeCode(): void {
    at += 1;
    if (text[at] !== 'u') {
      if (!'bfnrt\\/"'.includes(text[at] ?? 'x')) fail('in string escape code');
      at += 1;
      return;
    }
    at += 1;
    for (let digit = 0; digit < 4; digit += 1, at += 1) {
      if (!/[0-9a-fA-F]/.test(text[at] ?? '')) fail('in \\u hexadecimal character escape');
    }
  }

  function string(): void {
    at += 1;
    while (text[at] !== '"') {
      if (at >= text.length || text.charCodeAt(at) < 0x20) fail('in string literal');
      if (text[at] === '\\') escapeCode();
      else at += 1;
    }
    at += 1;
  }

  function digits(context: string): void {
    if (!isDigit(text[at] ?? '')) fail(context);
    while (isDigit(text[at] ?? '')) at += 1;
  }

  function number(): void {
    if (text[at] === '-') at += 1;
    if (text[at] === '0') at += 1;
    else digits('in numeric literal');
    if (text[at] === '.') {
      at += 1;
      digits('after decimal point in numeric literal');
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at += 1;
      if (text[at] === '+' || text[at] === '-') at += 1;
      digits('in exponent of numeric literal');
    }
  }

  function literal(word: string): void {
    for (const letter of word) expect(letter, `in literal ${word} (expecting '${letter}')`);
  }

  function members(end: string, context: string, member: () => void): void {
    at += 1;
    space();
    if (text[at] === end) {
      at += 1;
      return;
    }
    for (;;) {
      member();
      space();
      if (text[at] === end) break;
      expect(',', context);
      space();
    }
    at += 1;
  }

  function pair(): void {
    if (text[at] !== '"') fail('looking for beginning of object key string');
    string();
    space();
    expect(':', 'after object key');
    value();
  }

  function value(): void {
    space();
    const first = text[at] ?? '';
    if (first === '{') members('}', 'after object key:value pair', pair);
    else if (first === '[') members(']', 'after array element', value);
    else if (first === '"') string();
    else if (first === '-' || isDigit(first)) number();
    else if (first === 't') literal('true');
    else if (first === 'f') literal('false');
    else if (first === 'n') literal('null');
    else fail('looking for beginning of value');
  }

  value();
  space();
  if (at < text.length) fail('after top-level value');
}

/** The value, or an Error whose message is Go's. */
export function parseGoJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    scan(bytes.toString('latin1'));
    throw cause;
  }
}

/** What Go's decoder calls a JSON value's type in its messages. */
export function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return value === null ? 'null' : typeof value;
}
