/**
 * Holds a schema to the OpenAPI document in `infra/openapi`, while compiling: it has to accept all that
 * the document allows, and to read its fields, no more and no fewer. It may be more lenient: a field
 * that Go or a person left out, or set to null, must not hide the object.
 */
import type * as z from 'zod';
import type { components } from '../crds.gen.ts';

type Definitions = components['schemas'];

/** The shape alone, whatever may be absent or null. */
type Bare<T> = T extends readonly (infer Item)[]
  ? Bare<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Bare<NonNullable<T[Key]>> }
    : T;

type Same<A, B> = [A, B] extends [B, A] ? true : false;

type Agreement<S extends z.ZodType, Name extends keyof Definitions> = [Definitions[Name]] extends [
  z.input<S>,
]
  ? Same<Bare<z.input<S>>, Bare<Definitions[Name]>> extends true
    ? unknown
    : { 'reads other fields than infra/openapi/crds.yaml has in': Name }
  : { 'refuses what infra/openapi/crds.yaml allows in': Name };

export function described<Name extends keyof Definitions, S extends z.ZodType>(
  _name: Name,
  schema: S & Agreement<S, Name>,
): S {
  return schema;
}
