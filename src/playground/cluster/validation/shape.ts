/** Parts that are never absent on a real server, where they are structs: a Service without `spec`. */
import type { Resource } from '../resources.ts';
import { isObject } from '../schema/type.ts';
import { typeOf } from '../schema/type-of.ts';
import type { KubeObject } from '../storage.ts';

function withTemplate(spec: Record<string, unknown>): Record<string, unknown> {
  const template = isObject(spec.template) ? spec.template : {};
  const pod = isObject(template.spec) ? template.spec : {};
  return { ...spec, template: { ...template, spec: { containers: [], ...pod } } };
}

/** Rules may then read without asking; what has to be there is asked for by validation. */
export function withStructs(resource: Resource, object: KubeObject): KubeObject {
  const field = typeOf(resource).fields.get('spec');
  if (resource.custom || field?.kind !== 'struct') return object;
  const spec = isObject(object.spec) ? object.spec : {};
  const needsTemplate = resource.group === 'apps' && field.fields.has('template');
  if (resource.kind === 'Pod') return { ...object, spec: { containers: [], ...spec } };
  return { ...object, spec: needsTemplate ? withTemplate(spec) : spec };
}
