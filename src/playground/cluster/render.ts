/**
 * Objects as JSON text. The text of an object is made once per stored version and kept with it, so
 * that a list of thousands is mostly joining strings.
 */
import { apiVersionOf, type Resource } from './resources.ts';
import type { KubeObject } from './storage.ts';

const bodies = new WeakMap<KubeObject, string>();

/** Everything but kind and apiVersion, without the outer braces. */
function body(object: KubeObject): string {
  const known = bodies.get(object);
  if (known !== undefined) return known;
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = object;
  const text = JSON.stringify(rest).slice(1, -1);
  bodies.set(object, text);
  return text;
}

/** Custom resources come with apiVersion first, as a real server's unstructured encoder does. */
function head(resource: Resource): string {
  const kind = `"kind":${JSON.stringify(resource.kind)}`;
  const apiVersion = `"apiVersion":${JSON.stringify(apiVersionOf(resource))}`;
  return resource.custom ? `${apiVersion},${kind}` : `${kind},${apiVersion}`;
}

/** The version asked for decides the apiVersion, whatever version the object was written in. */
export const renderObject = (resource: Resource, object: KubeObject) =>
  `{${head(resource)},${body(object)}}`;

/** Items of built-in lists carry no kind and apiVersion; those of custom resources do. */
export function renderItem(resource: Resource, object: KubeObject): string {
  return resource.custom ? renderObject(resource, object) : `{${body(object)}}`;
}

export interface ListMeta {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

export function renderList(
  resource: Resource,
  objects: readonly KubeObject[],
  metadata: ListMeta,
): string {
  const items = objects.map((object) => renderItem(resource, object)).join(',');
  const kind = JSON.stringify(resource.listKind);
  const apiVersion = JSON.stringify(apiVersionOf(resource));
  const meta = JSON.stringify(metadata);
  return `{"kind":${kind},"apiVersion":${apiVersion},"metadata":${meta},"items":[${items}]}`;
}
