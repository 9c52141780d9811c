/** What a pod belongs to, as people call it: the Deployment rather than its ReplicaSet. */
import type { Pod } from '../objects/pod.ts';

export interface Workload {
  /** `Deployment`, `StatefulSet`, ...; `Pod` where nothing owns it. */
  kind: string;
  name: string;
}

/**
 * A Deployment names its ReplicaSets `<deployment>-<pod-template-hash>`, and the hash is a label of the
 * pods: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
export function workloadOf({ metadata }: Pod): Workload {
  const owner = metadata.ownerReferences.find(({ controller }) => controller);
  if (!owner) return { kind: 'Pod', name: metadata.name };
  const hash = metadata.labels['pod-template-hash'];
  const isOfDeployment = owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`);
  if (!isOfDeployment) return { kind: owner.kind, name: owner.name };
  return { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) };
}

/** `deployment/api`, as kubectl takes it. */
export const workloadText = ({ kind, name }: Workload): string => `${kind.toLowerCase()}/${name}`;

/** Each once, in the order of the pods. */
export function workloadsOf(pods: readonly Pod[]): string[] {
  return [...new Set(pods.map((pod) => workloadText(workloadOf(pod))))];
}
