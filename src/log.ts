/**
 * One JSON line per event, on stderr: stdout belongs to the answer of the CLI. Own code, because what
 * could be taken off the shelf either redacts nothing by itself or is larger than the whole front.
 */
import { CUT, cut, isSecret, redact } from './redact.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Fields = Readonly<Record<string, unknown>>;
export type Log = Readonly<Record<Level, (message: string, fields?: Fields) => void>>;

const RANK: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };
/** Characters of a whole field; a text inside one gets half, so that a stack survives its message. */
const FIELD_LIMIT = 4096;
const DEPTH_LIMIT = 30;

/** What of a value JSON would leave out or spell badly: errors, maps, bytes. */
function legible(value: object): unknown {
  if (value instanceof Error) {
    const { name, message, stack = '', cause, ...own } = value;
    const frames = stack.slice(Math.max(0, stack.indexOf('\n    at ')));
    const errors = value instanceof AggregateError ? { errors: value.errors } : {};
    return { name, message, stack: frames.trim(), ...(cause ? { cause } : {}), ...errors, ...own };
  }
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams) {
    return Object.fromEntries(value);
  }
  if (value instanceof Set) return [...value];
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if ('kind' in value && /^Secret(List)?$/.test(String(value.kind))) return `[${value.kind}]`;
  return 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : value;
}

function clean(value: unknown, above: readonly unknown[]): unknown {
  if (typeof value === 'string') return cut(redact(value), FIELD_LIMIT / (above.length ? 2 : 1));
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  if (above.length > DEPTH_LIMIT) return '[too deep]';
  const path = [...above, value];
  const seen = legible(value);
  if (typeof seen !== 'object' || seen === null) return clean(seen, path);
  if (Array.isArray(seen)) return seen.map((item) => clean(item, path));
  const label = 'name' in seen && 'value' in seen ? String(seen.name) : '';
  const pairs = Object.entries(seen).map(([name, item]) => {
    const secret = isSecret(name, item) || (name === 'value' && isSecret(label, item));
    return [redact(name), secret ? CUT : clean(item, path)];
  });
  return Object.fromEntries(pairs);
}

/** Logging must not fail the work it tells about: a value that throws when read is named instead. */
function field(name: string, value: unknown): unknown {
  if (isSecret(name, value)) return CUT;
  try {
    const seen = clean(value, []);
    const json = typeof seen === 'object' ? JSON.stringify(seen) : '';
    return json.length > FIELD_LIMIT ? cut(json, FIELD_LIMIT) : seen;
  } catch (error) {
    return `[not readable: ${redact(String(error))}]`;
  }
}

/** @param options.write gets one line without its line break */
export function createLog(
  options: { write?: (line: string) => void; level?: Level; now?: () => Date } = {},
): Log {
  const { write = (line) => process.stderr.write(`${line}\n`), level = 'info' } = options;
  const { now = () => new Date() } = options;
  const at =
    (rank: Level) =>
    (message: string, fields: Fields = {}) => {
      if (RANK[rank] < RANK[level]) return;
      const head = {
        time: now().toISOString(),
        level: rank,
        message: field('message', message),
      };
      const rest = Object.entries(fields).map(([name, value]) => [
        redact(name),
        field(name, value),
      ]);
      write(JSON.stringify({ ...head, ...Object.fromEntries(rest), ...head }));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
