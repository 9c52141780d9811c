/** The patch types the server takes, in the order its errors list them. */
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import type { PatchType } from './patch.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

export const patchTypes: readonly PatchType[] = [jsonPatch, mergePatch, strategicMergePatch];
