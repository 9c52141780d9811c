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

/** A part of a patch that meets nothing: what it sets, without its instructions. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const kept = value.filter((one) => !isObject(one) || one[directive] !== 'delete');
    return kept.filter((one) => !isInstructionOnly(one)).map(plain);
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([key, inner]) =>
      inner !== null && key !== directive && key !== retainKeys && !listInstruction(key),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
}

export const isInstructionOnly = (value: unknown) =>
  isObject(value) && value[directive] !== undefined && Object.keys(value).length === 1;
