/** Nodes, and the DaemonSets and pods of kube-system, through our own schemas. */
import { DaemonSet } from '../../src/objects/daemon-set.ts';
import { Node } from '../../src/objects/node.ts';
import { pod, running, waiting } from '../network/objects.ts';

interface NodeWords {
  ready?: 'True' | 'False' | 'Unknown';
  conditions?: object[];
  taints?: string[];
  labels?: object;
  version?: string;
  spec?: object;
}

export function node(name: string, words: NodeWords = {}): Node {
  const { ready = 'True', conditions, taints = [], labels = {}, version = 'v1.36.2', spec } = words;
  return Node.parse({
    metadata: { name, labels },
    spec: { taints: taints.map((key) => ({ key, effect: 'NoSchedule' })), ...spec },
    status: {
      conditions: conditions ?? [{ type: 'Ready', status: ready }],
      nodeInfo: { kubeletVersion: version },
    },
  });
}

export function daemonSet(name: string, ready: number, desired = ready, labels = {}): DaemonSet {
  return DaemonSet.parse({
    metadata: { name, namespace: 'kube-system', labels },
    spec: { selector: {}, template: { spec: { containers: [] } } },
    status: { desiredNumberScheduled: desired, numberReady: ready },
  });
}

export const proxyPod = (nodeName: string, isReady = true) =>
  pod({
    name: `kube-proxy-${nodeName}`,
    metadata: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-proxy' } },
    spec: { nodeName },
    conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
    containers: [isReady ? running() : waiting('CrashLoopBackOff')],
  });
