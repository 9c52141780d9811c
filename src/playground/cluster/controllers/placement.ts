/** Which nodes a pod may run on, and why not: node selectors, taints, cordons. Pure. */
import type { Node, PodSpec, Taint, Toleration } from '../defaults/kinds.ts';
import { includesLabels } from './selectors.ts';

const cordon: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  if (toleration.operator === 'Exists') return true;
  return toleration.key !== undefined && (toleration.value ?? '') === (taint.value ?? '');
}

function taintsOf(node: Node): Taint[] {
  const hard = (node.spec.taints ?? []).filter((taint) => taint.effect !== 'PreferNoSchedule');
  const cordoned = hard.some((taint) => taint.key === cordon.key);
  return node.spec.unschedulable && !cordoned ? [...hard, cordon] : hard;
}

/** What the scheduler says of a node that cannot take the pod; undefined when it can. */
export function obstacle(spec: PodSpec, node: Node): string | undefined {
  const untolerated = taintsOf(node).find(
    (taint) => !(spec.tolerations ?? []).some((one) => tolerates(one, taint)),
  );
  if (untolerated?.key === cordon.key) return 'node(s) were unschedulable';
  if (untolerated) {
    const { key, value = '' } = untolerated;
    return `node(s) had untolerated taint(s) {${key}: ${value}}`;
  }
  if (!includesLabels(node.metadata.labels, spec.nodeSelector ?? {})) {
    return "node(s) didn't match Pod's node affinity/selector";
  }
  return undefined;
}

export const fits = (spec: PodSpec, node: Node): boolean => obstacle(spec, node) === undefined;

export const isNodeReady = (node: Node): boolean =>
  node.status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;

/** `0/3 nodes are available: 1 node(s) ..., 2 node(s) ....`, as the scheduler words it. */
export function noNodeMessage(spec: PodSpec, nodes: Node[]): string {
  if (nodes.length === 0) return 'no nodes available to schedule pods';
  const reasons = new Map<string, number>();
  for (const node of nodes) {
    const reason =
      obstacle(spec, node) ?? 'node(s) had untolerated taint(s) {node.kubernetes.io/not-ready: }';
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const counted = [...reasons].map(([reason, count]) => `${count} ${reason}`).sort();
  return (
    `0/${nodes.length} nodes are available: ${counted.join(', ')}. no new claims to deallocate, ` +
    `preemption: 0/${nodes.length} nodes are available: ` +
    `${nodes.length} Preemption is not helpful for scheduling.`
  );
}
