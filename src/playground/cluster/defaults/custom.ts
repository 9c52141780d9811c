/** The `default`s of a CustomResourceDefinition's schema, applied the way the API server applies them. */
import type { JsonSchema } from '../resources.ts';
import type { KubeObject } from '../storage.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function defaultProperties(schema: JsonSchema, value: Json): void {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (inner.default !== undefined && value[name] === undefined) {
      value[name] = structuredClone(inner.default);
    }
    // A null where the schema has a default and is not nullable counts as absent.
    if (inner.default !== undefined && value[name] === null && !inner.nullable) {
      value[name] = structuredClone(inner.default);
    }
    descend(inner, value[name]);
  }
}

function descend(schema: JsonSchema, value: unknown): void {
  if (Array.isArray(value)) {
    if (schema.items) for (const item of value) descend(schema.items, item);
    return;
  }
  if (!isObject(value)) return;
  defaultProperties(schema, value);
  const { additionalProperties, properties } = schema;
  if (!additionalProperties || additionalProperties === true) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!properties?.[name]) descend(additionalProperties, inner);
  }
}

/** A copy of the object with the schema's defaults; a default is itself defaulted further down. */
export function applySchemaDefaults(schema: JsonSchema, object: KubeObject): KubeObject {
  const copy = structuredClone(object);
  descend(schema, copy);
  return copy;
}
