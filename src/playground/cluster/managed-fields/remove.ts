/** Takes the fields of a set out of a value. */
import { type FieldType, isAtomic, isObject } from '../schema/type.ts';
import { partsOf } from './members.ts';
import { childOf, type FieldSet, isEmpty } from './set.ts';

function kept(type: FieldType, value: unknown, set: FieldSet): [string, unknown][] {
  return partsOf(type, value)
    .filter(({ step }) => !set.members.has(step))
    .map(({ step, type: inner, value: old }): [string, unknown] => {
      const below = childOf(set, step);
      return [step.slice(2), isEmpty(below) ? old : removeFields(inner, old, below)];
    });
}

/** Null when nothing is left, as of a list whose elements all went: it is still spoken of. */
export function removeFields(type: FieldType, value: unknown, set: FieldSet): unknown {
  if (isAtomic(type, value)) return isObject(value) || Array.isArray(value) ? null : value;
  const rest = kept(type, value, set);
  if (rest.length === 0) return null;
  if (Array.isArray(value)) return rest.map(([, element]) => element);
  return Object.fromEntries(rest);
}

/** What is stored once nobody compares any more. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}
