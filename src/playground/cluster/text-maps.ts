/**
 * Labels and annotations hold texts. A number there is refused by the decoder of a real server, in
 * the words of Go, which matters to everyone who writes a weight into an annotation.
 */
import { goTypeOf } from './go-json.ts';
import type { KubeObject } from './storage.ts';

const maps = ['annotations', 'labels'] as const;

const unmarshal = (value: unknown, map: string, type: string) =>
  `json: cannot unmarshal ${goTypeOf(value)} into Go struct field ObjectMeta.metadata.${map} ` +
  `of type ${type}`;

/** What the decoder says of the first offending value; undefined when all are texts. */
export function textMapProblem({ metadata }: KubeObject): string | undefined {
  for (const map of maps) {
    const value: unknown = metadata[map] ?? {};
    if (typeof value !== 'object' || Array.isArray(value) || value === null) {
      return unmarshal(value, map, 'map[string]string');
    }
    const wrong = Object.values(value).find((one) => one !== null && typeof one !== 'string');
    if (wrong !== undefined) return unmarshal(wrong, map, 'string');
  }
  return undefined;
}
