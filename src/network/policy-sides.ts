/** The two ends of a connection, and what a NetworkPolicy can know of each. */
import type { Pod } from '../objects/pod.ts';
import { code } from '../report.ts';
import { type Address, parseAddress } from './address.ts';
import type { KnownLabels, Labels } from './label-selectors.ts';

/** Labels of the pod's or workload's namespace; absent: could not be read. */
interface OfNamespace {
  namespaceLabels?: Labels | undefined;
}

export type PodPeer = OfNamespace & { kind: 'pod'; pod: Pod };

/** Every pod of a workload, as its template says. */
type WorkloadPeer = OfNamespace & {
  kind: 'workload';
  namespace: string;
  name: string;
  labels: Labels;
  isHostNetwork?: boolean;
};

/** Any pod of a namespace. */
type NamespacePeer = OfNamespace & { kind: 'namespace'; namespace: string };

/**
 * An IP that is no pod's, as it stands in the packet: not a Service's IP, and behind a load balancer
 * or a node that rewrites addresses not the client's.
 */
interface AddressPeer {
  kind: 'address';
  address: string;
}

/** A node itself: the kubelet, or a load balancer's traffic through a node port. */
interface NodePeer {
  kind: 'node';
  name?: string;
}

/** Outside of the cluster, at addresses that no object names: no pod, but any block may hold it. */
interface LoadBalancerPeer {
  kind: 'load-balancer';
}

export type Peer =
  | PodPeer
  | WorkloadPeer
  | NamespacePeer
  | AddressPeer
  | NodePeer
  | LoadBalancerPeer;
export type Destination = PodPeer | AddressPeer | NodePeer;

/** One connection: to the pod that answers, never to a Service. */
export interface Traffic {
  from: Peer;
  to: Destination;
  /** A port of the pod (a Service's targetPort): a number, or the name of a container port. */
  port: number | string;
  protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** How policies see one end. */
export interface Side {
  /** For people, names marked. */
  text: string;
  /** A word for it that may become a part of a policy's name. */
  name: string;
  /** Absent for what is in no namespace, and then no pod. */
  namespace?: string;
  pod?: KnownLabels;
  ofNamespace?: KnownLabels;
  /** Empty: not known. */
  addresses: Address[];
  /** Why policies do not say what happens to it; rules for everybody still take it in. */
  unclear?: string;
}

export function sideOf(peer: Peer): Side {
  switch (peer.kind) {
    case 'pod':
      return podSide(peer);
    case 'workload':
      return workloadSide(peer);
    case 'namespace':
      return namespaceSide(peer);
    case 'address':
      return addressSide(peer);
    case 'load-balancer':
      return { text: 'the load balancer', name: 'load-balancer', addresses: [] };
    case 'node': {
      const text = peer.name ? `node ${code(peer.name)}` : 'a node';
      const unclear = 'NetworkPolicies do not describe traffic from and to nodes';
      return { text, name: 'node', addresses: [], unclear };
    }
  }
}

function podSide({ pod, ...peer }: PodPeer): Side {
  const { metadata, spec, status } = pod;
  const text = code(`${metadata.namespace}/${metadata.name}`);
  return {
    text,
    name: wordOf(metadata.labels) ?? metadata.name,
    pod: { of: text, labels: metadata.labels, isComplete: true },
    addresses: addressesOf(status.podIPs.map(({ ip }) => ip)),
    ...inNamespace(metadata.namespace, peer),
    ...(spec.hostNetwork && { unclear: hostNetwork(text) }),
  };
}

function workloadSide({ namespace, name, labels, isHostNetwork, ...peer }: WorkloadPeer): Side {
  const text = code(`${namespace}/${name}`);
  return {
    text,
    name,
    pod: { of: text, labels, isComplete: true },
    addresses: [],
    ...inNamespace(namespace, peer),
    ...(isHostNetwork && { unclear: hostNetwork(text) }),
  };
}

function namespaceSide({ namespace, ...peer }: NamespacePeer): Side {
  const text = `the pods of namespace ${code(namespace)}`;
  const pod = { of: text, labels: {}, isComplete: false };
  return { text, name: namespace, pod, addresses: [], ...inNamespace(namespace, peer) };
}

function addressSide({ address }: AddressPeer): Side {
  const text = code(address);
  const side = { text, name: address, addresses: addressesOf([address]) };
  return side.addresses.length > 0 ? side : { ...side, unclear: `${text} is not an IP address` };
}

/** What people call it, by the usual labels. */
const wordOf = (labels: Labels) =>
  labels['app.kubernetes.io/name'] ?? labels.app ?? labels['k8s-app'];

/** Plugins may take such a pod for a pod or for its node; both are allowed to them. */
const hostNetwork = (text: string) =>
  `${text} is on its node's network, where it is up to the network plugin whether policies count`;

export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** Every namespace carries its name as a label, which the API server sees to (KEP-2161). */
function inNamespace(namespace: string, { namespaceLabels }: OfNamespace) {
  const ofNamespace: KnownLabels = {
    of: `namespace ${code(namespace)}`,
    labels: { ...namespaceLabels, [namespaceNameLabel]: namespace },
    isComplete: namespaceLabels !== undefined,
  };
  return { namespace, ofNamespace };
}

const addressesOf = (texts: readonly string[]) => texts.flatMap((text) => parseAddress(text) ?? []);
