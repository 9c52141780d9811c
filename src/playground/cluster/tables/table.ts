/** What `kubectl get` prints comes from the server: columns and cells per kind of object. */
import type { KubeObject } from '../storage.ts';

export interface Column {
  name: string;
  type: string;
  format: string;
  description: string;
  /** 0 is always printed, 1 only with `-o wide`. */
  priority: number;
}

export type Cell = string | number | boolean | null;

export interface TableShape {
  columns: readonly Column[];
  cells(object: KubeObject, now: Date): Cell[];
}

/** A field of an object nobody has described with types: absent where any step is. */
export function at(object: unknown, path: string): unknown {
  let value = object;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

export function text(object: unknown, path: string, absent = ''): string {
  const value = at(object, path);
  return value === undefined || value === null || value === '' ? absent : String(value);
}

export const number = (object: unknown, path: string) => Number(at(object, path) ?? 0);

export function items(object: unknown, path: string): unknown[] {
  const value = at(object, path);
  return Array.isArray(value) ? value : [];
}

export const none = '<none>';

/** `a=b,c=d`, in the order of the keys. */
export function pairs(value: unknown): string {
  const entries = Object.entries((value ?? {}) as Record<string, string>).sort();
  return entries.map(([key, one]) => `${key}=${one}`).join(',') || none;
}

export function column(name: string, description: string, extra: Partial<Column> = {}): Column {
  return { name, type: 'string', format: '', description, priority: 0, ...extra };
}

export const wide = { priority: 1 };
export const integer = { type: 'integer' };

export const nameColumn = column('Name', 'Name of the object, unique in its namespace.', {
  format: 'name',
});
export const ageColumn = column('Age', 'Time since the object was created.');
