/** A Patch in lines that people can read: rendered from what is hashed and applied, from nothing else. */
import type { Json, Patch } from '../patch.ts';

export interface ChangedLine {
  /** `spec.rules[0].backendRefs[1].weight`, `metadata.annotations[nginx.…/canary-weight]` */
  field: string;
  /** As JSON; undefined: it was not there. */
  before: string | undefined;
  after: string;
}

export function changedLines({ operations }: Patch): ChangedLine[] {
  const tests = operations.filter(({ op }) => op === 'test');
  return operations
    .filter(({ op }) => op !== 'test')
    .map(({ path, value }) => ({
      field: fieldOf(path),
      before: tests.map((test) => under(test, path)).find((text) => text !== undefined),
      after: text(value),
    }))
    .filter(({ before, after }) => before !== after);
}

/** What a test says of a path: it may hold a whole list of which one value is changed. */
function under(test: { path: string; value: Json }, path: string): string | undefined {
  if (path === test.path) return text(test.value);
  if (!path.startsWith(`${test.path}/`)) return undefined;
  const rest = keysOf(path.slice(test.path.length));
  const found = rest.reduce<Json | undefined>((value, key) => inside(value, key), test.value);
  return found === undefined ? undefined : text(found);
}

function inside(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, Json>)[key] : undefined;
}

/** RFC 6901 */
const keysOf = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

function fieldOf(path: string): string {
  return keysOf(path).reduce((field, key) => {
    if (/^\d+$/.test(key) || !/^\w+$/.test(key)) return `${field}[${key}]`;
    return field === '' ? key : `${field}.${key}`;
  }, '');
}

/** Annotations hold text: shown as it is, without the quotes of JSON. */
const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Lines of a diff, as `git` has them. */
export function diffText(lines: readonly ChangedLine[]): string {
  return lines
    .flatMap(({ field, before, after }) => [
      field,
      ...(before === undefined ? [`+ ${after}`] : changed(before, after)),
    ])
    .join('\n');
}

const innermost = /\{[^{}]*\}/g;

/** Of a JSON text the innermost objects that differ, if everything around them is the same. */
function changed(before: string, after: string): string[] {
  const [old, now] = [before.match(innermost) ?? [], after.match(innermost) ?? []];
  const isSame = before.replaceAll(innermost, '{}') === after.replaceAll(innermost, '{}');
  if (!isSame || old.length < 2) return [`- ${before}`, `+ ${after}`];
  const parts = old.flatMap((part, at) =>
    part === now[at] ? [] : [`- ${part}`, `+ ${now[at] ?? ''}`],
  );
  return [...parts, '(all else in it stays as it is)'];
}
