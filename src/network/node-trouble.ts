/** Why a node serves no traffic, in the words of its conditions and taints. */
import type { Condition } from '../objects/condition.ts';
import type { Node } from '../objects/node.ts';

export interface NodeTrouble {
  summary: string;
  field: string;
  value: string;
}

/**
 * Put on by Kubernetes itself or a cloud controller. A cordon (`unschedulable`) is none of them: what
 * runs there serves on. https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const grave: Readonly<Record<string, string>> = {
  'node.kubernetes.io/unreachable': 'is unreachable',
  'node.kubernetes.io/not-ready': 'is not ready',
  'node.kubernetes.io/network-unavailable': 'has no pod network yet',
  'node.kubernetes.io/out-of-service': 'is out of service',
  'node.cloudprovider.kubernetes.io/shutdown': 'is shut down',
};

/** undefined: it is well, or says nothing of itself. */
export function nodeTrouble({ spec, status }: Node): NodeTrouble | undefined {
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  if (ready && ready.status !== 'True') return troubleOf(ready, readyWords(ready));
  const network = status.conditions.find(({ type }) => type === 'NetworkUnavailable');
  if (network?.status === 'True') return troubleOf(network, 'has no pod network');
  const taint = spec.taints.find(({ key }) => key in grave);
  return taint && { summary: grave[taint.key] ?? '', field: 'spec.taints', value: taint.key };
}

/** Unknown is what the node controller writes when it hears no more of the kubelet. */
const readyWords = ({ status }: Condition) =>
  status === 'Unknown' ? 'has stopped reporting' : 'is not ready';

function troubleOf({ type, status, reason, message }: Condition, summary: string): NodeTrouble {
  const why = [reason, message].filter(Boolean).join(': ');
  return {
    summary,
    field: `status.conditions[${type}]`,
    value: why ? `${status} (${why})` : status,
  };
}
