/** Tables of custom resources: the columns their definition declares. */
import type { CustomResource, PrinterColumn } from '../resources.ts';
import type { KubeObject } from '../storage.ts';
import { age, since } from './age.ts';
import { ageColumn, type Cell, type Column, nameColumn, type TableShape } from './table.ts';

/** The steps of a JSONPath of fields, indexes, `[*]` and `[?(@.field=="value")]`. */
const step = /\.([\w-]+)|\['([^']+)'\]|\[(\d+|\*)\]|\[\?\(@\.([\w-]+)\s*==\s*["']([^"']*)["']\)\]/g;

const field = (value: unknown, name: string) =>
  typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;

function follow(values: unknown[], match: RegExpExecArray): unknown[] {
  const [, name, quoted, index, filter, wanted] = match;
  const lists = values.filter((value) => Array.isArray(value));
  if (index === '*') return lists.flat();
  if (index !== undefined) return lists.map((list) => list[Number(index)]);
  if (filter !== undefined) return lists.flat().filter((one) => field(one, filter) === wanted);
  return values.map((value) => field(value, name ?? quoted ?? ''));
}

export function readJsonPath(object: unknown, path: string): unknown[] {
  const text = path.startsWith('[') || path.startsWith('.') ? path : `.${path}`;
  let values: unknown[] = [object];
  for (const match of text.matchAll(step)) values = follow(values, match);
  return values.filter((value) => value !== undefined && value !== null);
}

function cell(object: KubeObject, printed: PrinterColumn, now: Date): Cell {
  const [first, ...more] = readJsonPath(object, printed.jsonPath);
  if (first === undefined) return null;
  if (printed.type === 'date') return since(first, now);
  if (printed.type !== 'string') return first as Cell;
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return [first, ...more].map(text).join(',');
}

const columnOf = (printed: PrinterColumn): Column => ({
  name: printed.name,
  type: printed.type,
  format: printed.format ?? '',
  description: printed.description ?? `Custom resource definition column: ${printed.jsonPath}`,
  priority: printed.priority ?? 0,
});

/** A definition without columns of its own gets the age. */
export function customTable({ columns }: CustomResource): TableShape {
  if (columns.length === 0) {
    return {
      columns: [nameColumn, ageColumn],
      cells: (object, now) => [object.metadata.name, age(object, now)],
    };
  }
  return {
    columns: [nameColumn, ...columns.map(columnOf)],
    cells: (object, now) => [
      object.metadata.name,
      ...columns.map((printed) => cell(object, printed, now)),
    ],
  };
}
