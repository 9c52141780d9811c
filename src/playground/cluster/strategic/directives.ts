/** The instructions a strategic merge patch carries among the fields. */

import { isObject, type Json } from '../schema/type.ts';
import { badRequest } from '../status.ts';

export const directive = '$patch';
export const retainKeys = '$retainKeys';
const removal = '$deleteFromPrimitiveList/';
const ordering = '$setElementOrder/';

export type ListInstruction = { about: 'removal' | 'order'; field: string };

export function listInstruction(key: string): ListInstruction | undefined {
  if (key.startsWith(removal)) return { about: 'removal', field: key.slice(removal.length) };
  if (key.startsWith(ordering)) return { about: 'order', field: key.slice(ordering.length) };
  return undefined;
}

export const orderOf = (patch: Json, field: string): readonly unknown[] | undefined =>
  asList(patch[ordering + field], ordering + field);

export function asList(value: unknown, key: string): readonly unknown[] | undefined {
  if (value === undefined || Array.isArray(value)) return value;
  throw badRequest(`${key}: the patch is not a list`);
}

/** Wanted: `replace`, `delete`, or for elements of a list `merge`. */
export function instructionOf(patch: Json): string | undefined {
  const found = patch[directive];
  if (found === undefined || found === 'replace' || found === 'delete' || found === 'merge') {
    return found;
  }
  throw badRequest(`unknown patch type: ${String(found)} in map`);
}

/**
 * A part of a patch that meets nothing: what it sets. Undefined for what only gives instructions
 * (and so would change something, if it were there).
 */
export function fresh(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(fresh).filter((one) => one !== undefined);
  }
  if (!isObject(value)) return value;
  if (value[directive] !== undefined) return undefined;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  const kept = entries.map(([key, inner]): [string, unknown] => [key, fresh(inner)]);
  return Object.fromEntries(kept.filter(([, inner]) => inner !== undefined));
}

/** Without the instruction itself; the decoder drops what is left of others. */
export function withoutDirective(patch: Json): Json {
  const { [directive]: _, ...rest } = patch;
  return rest;
}

export const isInstructionOnly = (value: unknown) =>
  isObject(value) && value[directive] !== undefined && Object.keys(value).length === 1;
