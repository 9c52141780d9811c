/** What a CustomResourceDefinition's schema says of fields and their merging. */
import type { JsonSchema } from '../resources.ts';
import { anything, type FieldType, type ListOf, type ScalarName, type Struct } from './type.ts';

const scalarNames: Record<string, ScalarName> = {
  boolean: 'bool',
  integer: 'int64',
  number: 'float64',
  string: 'string',
};

const isOpen = (schema: JsonSchema) => schema['x-kubernetes-preserve-unknown-fields'] === true;

function readList(schema: JsonSchema): ListOf {
  const relation = (schema['x-kubernetes-list-type'] ?? 'atomic') as ListOf['relation'];
  const names = (schema['x-kubernetes-list-map-keys'] ?? []) as string[];
  const keys = names.map((name) => {
    const standard = schema.items?.properties?.[name]?.default;
    return standard === undefined ? { name } : { name, standard };
  });
  return { kind: 'list', of: customType(schema.items ?? {}), relation, keys };
}

function readStruct(schema: JsonSchema): Struct {
  const entries = Object.entries(schema.properties ?? {});
  return {
    kind: 'struct',
    name: '',
    fields: new Map(entries.map(([name, inner]) => [name, customType(inner)])),
    atomic: schema['x-kubernetes-map-type'] === 'atomic',
    open: isOpen(schema),
    retainKeys: false,
  };
}

export function customType(schema: JsonSchema): FieldType {
  if (schema['x-kubernetes-int-or-string']) return { kind: 'scalar', name: 'intOrString' };
  const { additionalProperties: values } = schema;
  if (schema.type === 'array') return readList(schema);
  if (schema.type === 'object' && typeof values === 'object' && !schema.properties) {
    const atomic = schema['x-kubernetes-map-type'] === 'atomic';
    return { kind: 'map', of: customType(values), atomic };
  }
  if (schema.type === 'object' && !(isOpen(schema) && !schema.properties) && values !== true) {
    return readStruct(schema);
  }
  const name = scalarNames[schema.type ?? ''];
  return name ? { kind: 'scalar', name } : anything;
}
