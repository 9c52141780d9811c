/**
 * The steps of a path to a field, as `fieldsV1` writes them: `f:name` a member, `k:{"name":"web"}`
 * an element by its keys, `v:"x"` an element by its value.
 */
import { isObject, type ListOf } from '../schema/type.ts';

export const memberStep = (name: string) => `f:${name}`;

/** Keys in alphabetical order, so that equal elements have equal steps. */
export function elementStep({ relation, keys }: ListOf, element: unknown): string {
  if (relation === 'set') return `v:${JSON.stringify(element)}`;
  const object = isObject(element) ? element : {};
  const pairs = keys.flatMap(({ name, standard }): [string, unknown][] => {
    const value = object[name] ?? standard;
    return value === undefined ? [] : [[name, value]];
  });
  pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  return `k:${JSON.stringify(Object.fromEntries(pairs))}`;
}

function stepText(step: string): string {
  const text = step.slice(2);
  if (step.startsWith('f:')) return `.${text}`;
  if (step.startsWith('v:')) return `[=${text}]`;
  const pairs = Object.entries(JSON.parse(text));
  return `[${pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}

/** `.spec.ports[port=80,protocol="TCP"].targetPort`, as conflicts name a field. */
export const pathText = (path: readonly string[]) => path.map(stepText).join('');
