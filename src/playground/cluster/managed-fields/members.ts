/** The parts of a value that ownership tells apart: members of objects, elements of lists. */
import { anything, type FieldType, isAtomic, isObject, memberType } from '../schema/type.ts';
import { elementStep, memberStep } from './path.ts';

export interface Part {
  step: string;
  type: FieldType;
  value: unknown;
  /** A member that the type names, not a key of a map or an element. */
  isDeclared: boolean;
}

/** None for what is owned as a whole. */
export function partsOf(type: FieldType, value: unknown): Part[] {
  if (isAtomic(type, value)) return [];
  if (Array.isArray(value)) {
    if (type.kind !== 'list') return [];
    return value.map((element) => ({
      step: elementStep(type, element),
      type: type.of,
      value: element,
      isDeclared: false,
    }));
  }
  const declared = type.kind === 'struct' ? type.fields : undefined;
  return Object.entries(isObject(value) ? value : {}).map(([name, inner]) => ({
    step: memberStep(name),
    type: memberType(type, name) ?? anything,
    value: inner,
    isDeclared: declared?.has(name) ?? false,
  }));
}

/** The type a step leads to. */
export function typeBelow(type: FieldType, step: string): FieldType {
  if (!step.startsWith('f:')) return type.kind === 'list' ? type.of : anything;
  return memberType(type, step.slice(2)) ?? anything;
}

export const isEmptyValue = (value: unknown) =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0);
