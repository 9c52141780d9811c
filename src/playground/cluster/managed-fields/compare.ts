/** What changed between two versions of an object, field by field. */
import { isDeepStrictEqual } from 'node:util';
import { type FieldType, isAtomic } from '../schema/type.ts';
import { isEmptyValue, type Part, partsOf } from './members.ts';
import { type FieldSet, fromPaths, union } from './set.ts';

export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

type Path = readonly string[];

interface Changes {
  added: Path[];
  modified: Path[];
  removed: Path[];
}

/** Elements that occur twice under one key count once: the last one speaks. */
const byStep = (parts: readonly Part[]) => new Map(parts.map((part) => [part.step, part]));

function note(changes: Changes, path: Path, before: unknown, after: unknown): void {
  if (path.length === 0) return;
  if (before === undefined) changes.added.push(path);
  else if (after === undefined) changes.removed.push(path);
}

function isLeaf(type: FieldType, before: unknown, after: unknown): boolean {
  if (isEmptyValue(before) && isEmptyValue(after)) return true;
  const some = isEmptyValue(before) ? after : before;
  return isAtomic(type, some);
}

function walk(type: FieldType, before: unknown, after: unknown, path: Path, changes: Changes) {
  if (isLeaf(type, before, after)) {
    const isSame = before === undefined || after === undefined || isDeepStrictEqual(before, after);
    if (isSame) note(changes, path, before, after);
    else changes.modified.push(path);
    return;
  }
  const old = byStep(partsOf(type, before ?? undefined));
  const young = byStep(partsOf(type, after ?? undefined));
  for (const step of new Set([...old.keys(), ...young.keys()])) {
    const [was, is] = [old.get(step), young.get(step)];
    const inner = (is ?? was)?.type;
    if (inner) walk(inner, was?.value, is?.value, [...path, step], changes);
  }
  note(changes, path, before, after);
}

export function compare(type: FieldType, before: unknown, after: unknown): Comparison {
  const changes: Changes = { added: [], modified: [], removed: [] };
  walk(type, before, after, [], changes);
  return {
    added: fromPaths(changes.added),
    modified: fromPaths(changes.modified),
    removed: fromPaths(changes.removed),
  };
}

/** What someone who made these changes now answers for. */
export const written = ({ added, modified }: Comparison) => union(added, modified);
