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

/** A text of bytes, one character each, and how far it has been read. */
interface Cursor {
  text: string;
  at: number;
}

const peek = (cursor: Cursor) => cursor.text[cursor.at] ?? '';
const isDigit = (text: string) => text >= '0' && text <= '9';

function fail(cursor: Cursor, context: string): never {
  if (cursor.at >= cursor.text.length) throw new SyntaxError('unexpected end of JSON input');
  const byte = cursor.text.charCodeAt(cursor.at);
  throw new SyntaxError(`invalid character ${quote(byte)} ${context}`);
}

function skipSpace(cursor: Cursor): void {
  while (peek(cursor) !== '' && ' \t\r\n'.includes(peek(cursor))) cursor.at += 1;
}

function expect(cursor: Cursor, wanted: string, context: string): void {
  if (peek(cursor) !== wanted) fail(cursor, context);
  cursor.at += 1;
}

function scanEscape(cursor: Cursor): void {
  cursor.at += 1;
  const code = peek(cursor);
  if (code === '' || !'bfnrt\\/"u'.includes(code)) fail(cursor, 'in string escape code');
  cursor.at += 1;
  for (let digit = 0; code === 'u' && digit < 4; digit += 1, cursor.at += 1) {
    if (!/[0-9a-fA-F]/.test(peek(cursor))) fail(cursor, 'in \\u hexadecimal character escape');
  }
}

function scanString(cursor: Cursor): void {
  cursor.at += 1;
  while (peek(cursor) !== '"') {
    if (peek(cursor) < ' ') fail(cursor, 'in string literal');
    if (peek(cursor) === '\\') scanEscape(cursor);
    else cursor.at += 1;
  }
  cursor.at += 1;
}

function scanDigits(cursor: Cursor, context: string): void {
  if (!isDigit(peek(cursor))) fail(cursor, context);
  while (isDigit(peek(cursor))) cursor.at += 1;
}

function scanNumber(cursor: Cursor): void {
  if (peek(cursor) === '-') cursor.at += 1;
  if (peek(cursor) === '0') cursor.at += 1;
  else scanDigits(cursor, 'in numeric literal');
  if (peek(cursor) === '.') {
    cursor.at += 1;
    scanDigits(cursor, 'after decimal point in numeric literal');
  }
  if (peek(cursor).toLowerCase() !== 'e') return;
  cursor.at += 1;
  if (peek(cursor) === '+' || peek(cursor) === '-') cursor.at += 1;
  scanDigits(cursor, 'in exponent of numeric literal');
}

function scanLiteral(cursor: Cursor, word: string): void {
  for (const letter of word) expect(cursor, letter, `in literal ${word} (expecting '${letter}')`);
}

type Scan = (cursor: Cursor) => void;

function scanMembers(cursor: Cursor, end: string, context: string, scanMember: Scan): void {
  cursor.at += 1;
  skipSpace(cursor);
  for (let isFirst = true; peek(cursor) !== end || !isFirst; isFirst = false) {
    scanMember(cursor);
    skipSpace(cursor);
    if (peek(cursor) === end) break;
    expect(cursor, ',', context);
    skipSpace(cursor);
  }
  cursor.at += 1;
}

function scanPair(cursor: Cursor): void {
  if (peek(cursor) !== '"') fail(cursor, 'looking for beginning of object key string');
  scanString(cursor);
  skipSpace(cursor);
  expect(cursor, ':', 'after object key');
  scanValue(cursor);
}

function scanValue(cursor: Cursor): void {
  skipSpace(cursor);
  const first = peek(cursor);
  if (first === '{') scanMembers(cursor, '}', 'after object key:value pair', scanPair);
  else if (first === '[') scanMembers(cursor, ']', 'after array element', scanValue);
  else if (first === '"') scanString(cursor);
  else if (first === '-' || isDigit(first)) scanNumber(cursor);
  else if (first === 't') scanLiteral(cursor, 'true');
  else if (first === 'f') scanLiteral(cursor, 'false');
  else if (first === 'n') scanLiteral(cursor, 'null');
  else fail(cursor, 'looking for beginning of value');
}

/** Throws the first thing Go would complain about. */
function scan(text: string): void {
  const cursor = { text, at: 0 };
  scanValue(cursor);
  skipSpace(cursor);
  if (cursor.at < text.length) fail(cursor, 'after top-level value');
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
