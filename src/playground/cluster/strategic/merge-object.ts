/**
 * Strategic merge: a merge patch that knows the kind it is for, so that lists of named things merge
 * element by element (API conventions, "Strategic Merge Patch").
 */
import { anything, type FieldType, isObject, type Json, memberType } from '../schema/type.ts';
import {
  asList,
  directive,
  fresh,
  instructionOf,
  listInstruction,
  orderOf,
  retainKeys,
  withoutDirective,
} from './directives.ts';
import { mergeList } from './merge-list.ts';

/** A union of alternatives: what the patch does not list goes. */
function retained(current: Json, patch: Json): Json {
  const keys = asList(patch[retainKeys], retainKeys);
  if (!keys) return current;
  return Object.fromEntries(Object.entries(current).filter(([key]) => keys.includes(key)));
}

function mergeMember(type: FieldType, current: unknown, patch: unknown, around: Around): unknown {
  const { field, whole } = around;
  if (type.kind === 'list' && Array.isArray(patch)) {
    if (!Array.isArray(current)) return fresh(patch);
    if (!type.patch) return patch;
    const removed = asList(whole[`$deleteFromPrimitiveList/${field}`], field) ?? [];
    return mergeList(type, current, { patch, order: orderOf(whole, field), removed }, merge);
  }
  return isObject(patch) && isObject(current) ? merge(type, current, patch) : fresh(patch);
}

interface Around {
  field: string;
  whole: Json;
}

/** Fields the patch only gives instructions about still count as patched, with nothing to set. */
function patchedFields(patch: Json): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [key, value] of Object.entries(patch)) {
    const instruction = listInstruction(key);
    if (instruction) fields.set(instruction.field, patch[instruction.field] ?? []);
    else if (key !== directive && key !== retainKeys) fields.set(key, value);
  }
  return fields;
}

export function merge(type: FieldType, current: unknown, patch: unknown): unknown {
  if (!isObject(patch) || !isObject(current)) return fresh(patch);
  const instruction = instructionOf(patch);
  if (instruction === 'delete') return {};
  if (instruction === 'replace') return withoutDirective(patch);
  const result = { ...retained(current, patch) };
  for (const [field, value] of patchedFields(patch)) {
    const isOnlyInstruction = !(field in patch);
    if (isOnlyInstruction && result[field] === undefined) continue;
    if (value === null) delete result[field];
    else {
      const inner = memberType(type, field) ?? anything;
      const merged = mergeMember(inner, result[field], value, { field, whole: patch });
      if (merged === undefined) delete result[field];
      else result[field] = merged;
    }
  }
  return result;
}
