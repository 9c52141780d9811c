/**
 * Names of template revisions. A cluster that was restored from a recording has revisions whose hash
 * is not ours: what a workload had when first seen is taken as the name of its template of then.
 */
import { stableText } from '../defaults/hash.ts';
import type { PodTemplate } from '../defaults/kinds.ts';
import type { KubeObject } from '../storage.ts';
import { templateHash } from './names.ts';

export interface Revisions {
  of(
    workload: KubeObject & { spec: { template: PodTemplate } },
    stored: string | undefined,
    name: (hash: string) => string,
  ): string;
}

export function createRevisions(): Revisions {
  const inherited = new Map<string, { template: string; revision: string }>();
  return {
    of(workload, stored, name) {
      const uid = workload.metadata.uid ?? '';
      const template = stableText(workload.spec.template);
      const made = name(templateHash(workload.spec.template));
      const known = inherited.get(uid);
      if (!known) inherited.set(uid, { template, revision: stored ?? made });
      const first = inherited.get(uid);
      return first?.template === template ? first.revision : made;
    },
  };
}
