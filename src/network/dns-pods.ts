/** The pods that serve the cluster's DNS, and who serves it where there are none. */
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { isOver } from './pod-trouble.ts';

/** The container that answers: `coredns`, `dns` on OpenShift, the first with a DNS port elsewhere. */
export function containerOf({ spec }: Pod): string | undefined {
  if (spec.containers.length < 2) return undefined;
  const names = spec.containers.map(({ name }) => name);
  const known = ['coredns', 'dns', 'kubedns'].find((name) => names.includes(name));
  if (known !== undefined) return known;
  const serving = spec.containers.find(({ ports }) => ports.some(isDnsPort));
  return (serving ?? spec.containers[0])?.name;
}

const isDnsPort = ({ containerPort }: { containerPort: number }) =>
  containerPort === 53 || containerPort === 5353;

/** Without those on their way out, unless there are no others. */
export function presentPods(pods: readonly Pod[]): readonly Pod[] {
  const present = pods.filter((pod) => !isOver(pod));
  return present.length > 0 ? present : pods;
}

/**
 * Platforms that answer without DNS pods, as their nodes' labels tell. Sources:
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html and
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns
 * @returns a sentence's beginning, such as `EKS Auto Mode runs DNS on every node`
 */
export function servedWithoutPods(nodes: readonly Node[]): string | undefined {
  const labels = nodes.map(({ metadata }) => metadata.labels);
  if (labels.some((one) => one['eks.amazonaws.com/compute-type'] === 'auto')) {
    return 'EKS Auto Mode runs DNS on every node, without pods';
  }
  return labels.some((one) => one['cloud.google.com/gke-nodepool'] !== undefined)
    ? 'on GKE, Cloud DNS may answer without pods'
    : undefined;
}
