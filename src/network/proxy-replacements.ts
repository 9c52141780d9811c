/** What takes the place of kube-proxy, told by the DaemonSets of kube-system and by the nodes. */
import type { DaemonSet } from '../objects/daemon-set.ts';
import type { Node } from '../objects/node.ts';
import { code } from '../report.ts';

/** By the name of the DaemonSet. Whether they do it is a setting of theirs, which is not read. */
const networks: Readonly<Record<string, string>> = {
  cilium: 'Cilium, which can do its work',
  anetd: 'GKE Dataplane V2 does its work',
  'calico-node': 'Calico, whose eBPF mode does its work',
  'kube-router': 'kube-router, which can do its work',
  'antrea-agent': 'Antrea, which can do its work',
  'kube-ovn-cni': 'Kube-OVN, which can do its work',
  'ovnkube-node': 'OVN-Kubernetes does its work',
};

const distributions: readonly [words: string, isIt: (node: Node) => boolean][] = [
  ['k3s has it built in', ({ status }) => /\+k3s/.test(status.nodeInfo.kubeletVersion ?? '')],
  [
    'RKE2 runs it as a part of the node',
    ({ status }) => /\+rke2/.test(status.nodeInfo.kubeletVersion ?? ''),
  ],
  [
    'EKS Auto Mode runs it as a part of the node',
    ({ metadata }) => metadata.labels['eks.amazonaws.com/compute-type'] === 'auto',
  ],
  [
    'MicroK8s has it built in',
    ({ metadata }) => metadata.labels['microk8s.io/cluster'] !== undefined,
  ],
  [
    'OpenShift’s network does its work',
    ({ metadata }) => metadata.labels['node.openshift.io/os_id'] !== undefined,
  ],
];

/** A part of a sentence; undefined: none that is known here. */
export function proxyReplacement(
  sets: readonly DaemonSet[],
  nodes: readonly Node[],
): string | undefined {
  const set = sets.find(
    ({ metadata, status }) => networks[metadata.name] && status.desiredNumberScheduled > 0,
  );
  if (set) return `${networks[set.metadata.name]} (DaemonSet ${code(set.metadata.name)})`;
  return distributions.find(([, isIt]) => nodes.some(isIt))?.[0];
}
