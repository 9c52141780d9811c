/** Fields that a JSON text names twice: the last one counts, and strict clients are told. */

interface Cursor {
  text: string;
  at: number;
  found: string[];
}

const skip = (cursor: Cursor) => {
  while (' \t\r\n'.includes(cursor.text[cursor.at] ?? '-')) cursor.at += 1;
};

function readString(cursor: Cursor): string {
  const start = cursor.at;
  cursor.at += 1;
  while (cursor.text[cursor.at] !== '"') cursor.at += cursor.text[cursor.at] === '\\' ? 2 : 1;
  cursor.at += 1;
  return JSON.parse(cursor.text.slice(start, cursor.at));
}

/** Calls `read` for each member or element, up to and including the closing bracket. */
function readAll(cursor: Cursor, end: string, read: () => void): void {
  cursor.at += 1;
  for (;;) {
    skip(cursor);
    if (cursor.text[cursor.at] === end) break;
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
    else read();
  }
  cursor.at += 1;
}

function readObject(cursor: Cursor, path: string): void {
  const seen = new Set<string>();
  readAll(cursor, '}', () => {
    const name = readString(cursor);
    const inner = path === '' ? name : `${path}.${name}`;
    if (seen.has(name)) cursor.found.push(inner);
    seen.add(name);
    skip(cursor);
    cursor.at += 1;
    readValue(cursor, inner);
  });
}

function readList(cursor: Cursor, path: string): void {
  let index = 0;
  readAll(cursor, ']', () => {
    readValue(cursor, `${path}[${index}]`);
    index += 1;
  });
}

function readValue(cursor: Cursor, path: string): void {
  skip(cursor);
  const first = cursor.text[cursor.at];
  if (first === '{') readObject(cursor, path);
  else if (first === '[') readList(cursor, path);
  else if (first === '"') readString(cursor);
  else while (/[\w.+-]/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
}

/** Paths such as `spec.replicas`. The text has to be valid JSON. */
export function duplicateFields(text: string): string[] {
  const cursor = { text, at: 0, found: [] };
  readValue(cursor, '');
  return cursor.found;
}
