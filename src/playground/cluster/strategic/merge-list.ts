/** Lists whose elements a strategic merge patch changes one by one. */
import { isDeepStrictEqual } from 'node:util';
import { type FieldType, isObject, type Json, type ListOf } from '../schema/type.ts';
import { badRequest } from '../status.ts';
import { directive, instructionOf, isInstructionOnly } from './directives.ts';
import { inOrder, positionIn } from './element-order.ts';

export type Merge = (type: FieldType, current: unknown, patch: unknown) => unknown;

const includes = (list: readonly unknown[], value: unknown) =>
  list.some((one) => isDeepStrictEqual(one, value));

const unique = (list: readonly unknown[]) =>
  list.filter((one, at) => list.findIndex((other) => isDeepStrictEqual(one, other)) === at);

function keyed(element: unknown, mergeKey: string): Json {
  if (isObject(element) && element[mergeKey] !== undefined) return element;
  const text = JSON.stringify(element);
  throw badRequest(`map: ${text} does not contain declared merge key: ${mergeKey}`);
}

function mergeElements(
  { of }: ListOf,
  current: readonly unknown[],
  patch: readonly unknown[],
  mergeKey: string,
  merge: Merge,
): unknown[] {
  const result = [...current];
  for (const given of patch) {
    if (isInstructionOnly(given)) continue;
    const element = keyed(given, mergeKey);
    const at = positionIn(result, element, mergeKey);
    if (instructionOf(element) === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = merge(of, result[at], element);
    else result.push(element);
  }
  return result;
}

/** `order` is what `$setElementOrder` says, `removed` what `$deleteFromPrimitiveList` does. */
export interface ListPatch {
  patch: readonly unknown[];
  order: readonly unknown[] | undefined;
  removed: readonly unknown[];
}

const replacesAll = (one: unknown) => isObject(one) && one[directive] === 'replace';

export function mergeList(
  type: ListOf,
  current: readonly unknown[],
  { patch, order, removed }: ListPatch,
  merge: Merge,
): unknown[] {
  const mergeKey = type.patch?.mergeKey;
  if (patch.some((one) => isInstructionOnly(one) && replacesAll(one))) {
    return patch.filter((one) => !isObject(one) || one[directive] === undefined);
  }
  const kept = current.filter((one) => !includes(removed, one));
  const merged =
    mergeKey === undefined
      ? unique([...kept, ...patch])
      : mergeElements(type, kept, patch, mergeKey, merge);
  return inOrder(merged, order ?? patch, current, mergeKey);
}
