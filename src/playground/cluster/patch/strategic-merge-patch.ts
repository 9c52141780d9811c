/** Strategic Merge Patch: what `kubectl patch` and `kubectl apply` send for built-in kinds. */

import { isObject } from '../schema/type.ts';
import { typeOf } from '../schema/type-of.ts';
import type { KubeObject } from '../storage.ts';
import { merge } from '../strategic/merge-object.ts';
import { type PatchType, parsePatch, wrongType } from './patch.ts';

export const strategicMergePatch: PatchType = {
  mediaType: 'application/strategic-merge-patch+json',
  takes: (resource) => !resource.custom,
  isConverted: true,
  read(body, kind) {
    const patch = parsePatch(body);
    if (!isObject(patch)) throw wrongType(patch, 'map[string]interface {}');
    return (current) => merge(typeOf(kind), current, patch) as KubeObject;
  },
};
