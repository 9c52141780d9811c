/** Pods from templates, and what the controllers that own pods ask about them. */
import type { Labels, Pod, PodSpec, PodTemplate } from '../defaults/kinds.ts';
import type { KubeObject } from '../storage.ts';
import { isMarkedTerminating } from './ailments.ts';
import { type Draft, ownerReference } from './world.ts';

export interface PodPlan {
  name: string;
  generateName: string;
  labels?: Labels;
  spec?: Partial<PodSpec>;
}

export function podDraft(owner: KubeObject, template: PodTemplate, plan: PodPlan): Draft {
  const { labels, annotations } = template.metadata ?? {};
  return {
    metadata: {
      name: plan.name,
      generateName: plan.generateName,
      ...(owner.metadata.namespace !== undefined && { namespace: owner.metadata.namespace }),
      labels: { ...labels, ...plan.labels },
      ...(annotations && { annotations: { ...annotations } }),
      ownerReferences: [ownerReference(owner)],
    },
    spec: { ...template.spec, ...plan.spec },
  };
}

export const isReady = (pod: Pod): boolean =>
  pod.status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;

export const isFinished = (pod: Pod): boolean =>
  pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';

export const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

/**
 * Counts for its owner. A pod that the scenario keeps terminating counts too: its template says so,
 * hence a replacement would be terminating as well, and the owner would make them for ever.
 */
export const isActive = (pod: Pod): boolean =>
  !isFinished(pod) && (!isTerminating(pod) || isMarkedTerminating(pod));

/** Counters that are zero are left out of a status, as Go's `omitempty` does. */
export function counters(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== 0));
}
