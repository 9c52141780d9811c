/** The configuration `kubectl apply` keeps in an annotation, and the way from it to server-side apply. */
import type { Resource } from '../resources.ts';
import { isObject } from '../schema/type.ts';
import { typeOf } from '../schema/type-of.ts';
import type { KubeObject } from '../storage.ts';
import { compare, written } from './compare.ts';
import { difference, type FieldSet, noFields, union } from './set.ts';
import { fieldsOf } from './to-set.ts';

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

export const lastAppliedText = ({ metadata }: KubeObject) => metadata.annotations?.[annotation];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anybody may write annotations: what is no JSON says nothing about fields.
    return undefined;
  }
}

/** Fields that are as `kubectl apply` left them: `kubectl apply --server-side` may take them over. */
export function leftByClientApply(resource: Resource, live: KubeObject): FieldSet {
  const applied = parse(lastAppliedText(live) ?? '');
  if (!isObject(applied) || applied.apiVersion !== live.apiVersion) return noFields;
  const type = typeOf(resource);
  const changes = compare(type, applied, live);
  return difference(fieldsOf(type, applied), union(written(changes), changes.removed));
}

/** Members in alphabetical order, as Go writes maps. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

/** The annotation goes along with what kubectl applies, where it is there already. */
export function withLastApplied(object: KubeObject, applied: KubeObject): KubeObject {
  if (lastAppliedText(object) === undefined) return object;
  const { [annotation]: _, ...annotations } = applied.metadata.annotations ?? {};
  const metadata = { ...applied.metadata, annotations };
  const text = `${JSON.stringify(sorted({ ...applied, metadata }))}\n`;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: { ...object.metadata.annotations, [annotation]: text },
    },
  };
}
