/** Which fields a configuration speaks of: all its leaves, elements and keys of maps. */
import type { FieldType } from '../schema/type.ts';
import { isAtomic, isObject } from '../schema/type.ts';
import { isEmptyValue, type Part, partsOf, typeBelow } from './members.ts';
import { type FieldSet, fromPaths } from './set.ts';

function isMember({ type, value, step, isDeclared }: Part): boolean {
  if (isAtomic(type, value) || !step.startsWith('f:') || !isDeclared) return true;
  return value === null || (isObject(value) && isEmptyValue(value));
}

function walk(type: FieldType, value: unknown, prefix: readonly string[]): string[][] {
  return partsOf(type, value).flatMap((part) => {
    const path = [...prefix, part.step];
    return [...(isMember(part) ? [path] : []), ...walk(part.type, part.value, path)];
  });
}

export const fieldsOf = (type: FieldType, value: unknown): FieldSet =>
  fromPaths(walk(type, value, []));

/** With every declared field on the way to a member made a member, as removal needs them. */
export function withNamed(type: FieldType, set: FieldSet): FieldSet {
  const named = [...set.children.keys()].filter(
    (step) => type.kind === 'struct' && step.startsWith('f:') && type.fields.has(step.slice(2)),
  );
  const children = [...set.children].map(([step, child]): [string, FieldSet] => [
    step,
    withNamed(typeBelow(type, step), child),
  ]);
  return { members: new Set([...set.members, ...named]), children: new Map(children) };
}
