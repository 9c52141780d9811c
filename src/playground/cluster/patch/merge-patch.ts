/** JSON Merge Patch (RFC 7386): objects merge, null removes, everything else replaces. */
import type { KubeObject } from '../storage.ts';
import { type PatchType, parsePatch, wrongType } from './patch.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function merge(current: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(current) ? { ...current } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value);
  }
  return result;
}

export const mergePatch: PatchType = {
  mediaType: 'application/merge-patch+json',
  takes: () => true,
  read(body) {
    const patch = parsePatch(body);
    if (!isObject(patch)) throw wrongType(patch, 'map[string]interface {}');
    return (current) => merge(current, patch) as KubeObject;
  },
};
