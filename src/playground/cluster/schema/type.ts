/**
 * What is known of a field: what it may hold, and how two versions of it are merged. One model for
 * built-in kinds and for what CustomResourceDefinitions declare; patches, field ownership and the
 * decoder all read it.
 */
export type FieldType = Scalar | Struct | MapOf | ListOf | Anything;

export type ScalarName =
  | 'string'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'float64'
  | 'time'
  | 'bytes'
  | 'quantity'
  | 'intOrString';

export interface Scalar {
  kind: 'scalar';
  name: ScalarName;
}

export interface Struct {
  kind: 'struct';
  /** As decoders name it in their errors; empty for custom resources. */
  name: string;
  fields: ReadonlyMap<string, FieldType>;
  /** Owned and replaced as a whole. */
  atomic: boolean;
  /** Fields that are not declared are kept. */
  open: boolean;
  /** A strategic merge patch names the fields to keep (a union of alternatives). */
  retainKeys: boolean;
}

export interface MapOf {
  kind: 'map';
  of: FieldType;
  atomic: boolean;
}

export interface ListOf {
  kind: 'list';
  of: FieldType;
  /** `set`: its elements are told apart by value; `map`: by the values of `keys`. */
  relation: 'atomic' | 'set' | 'map';
  keys: readonly ListKey[];
  /** How a strategic merge patch treats it; absent: it is replaced. */
  patch?: { mergeKey: string | undefined; retainKeys: boolean };
}

export interface ListKey {
  name: string;
  /** Stands in for a key that an element leaves out. */
  standard?: unknown;
}

/** No schema: objects merge, lists are replaced. */
export interface Anything {
  kind: 'any';
}

export const anything: Anything = { kind: 'any' };

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The type of a member of an object of this type; undefined when it is not declared. */
export function memberType(type: FieldType, name: string): FieldType | undefined {
  if (type.kind === 'any') return anything;
  if (type.kind === 'map') return type.of;
  if (type.kind !== 'struct') return undefined;
  return type.fields.get(name) ?? (type.open ? anything : undefined);
}

/** Whether a value of this type is owned as a whole. Without schema only lists are. */
export function isAtomic(type: FieldType, value: unknown): boolean {
  if (type.kind === 'any') return !isObject(value);
  if (type.kind === 'list') return type.relation === 'atomic' || !Array.isArray(value);
  return type.kind === 'scalar' || type.atomic || !isObject(value);
}
