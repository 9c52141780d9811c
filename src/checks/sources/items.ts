/** What each source brings, by its name: the words in which checks say what they need. */
import type { Observation } from '../../network/dns-records.ts';
import type { ClusterRole } from '../../objects/cluster-role.ts';
import type { ClusterRoleBinding } from '../../objects/cluster-role-binding.ts';
import type { ConfigMap } from '../../objects/config-map.ts';
import type { DaemonSet } from '../../objects/daemon-set.ts';
import type { Deployment } from '../../objects/deployment.ts';
import type { EndpointSlice } from '../../objects/endpoint-slice.ts';
import type { Event } from '../../objects/event.ts';
import type { Namespace } from '../../objects/namespace.ts';
import type { NetworkPolicy } from '../../objects/network-policy.ts';
import type { Node } from '../../objects/node.ts';
import type { Pod } from '../../objects/pod.ts';
import type { Service } from '../../objects/service.ts';
import type { StatefulSet } from '../../objects/stateful-set.ts';
import type { PodLog } from '../../snapshot.ts';
import type { DnsName } from '../dns-name.ts';

export interface SourceItems {
  /** The namespace of the target. */
  namespace: Namespace;
  /** The Service of the target: one, or none. */
  service: Service;
  /** Where there is no such Service: those it may be taken for, here and elsewhere. */
  nearServices: Service;
  /** The Service of this cluster that the target is an alias of. */
  aliased: Service;
  /** Where there is no such namespace: the others. */
  nearNamespaces: Namespace;
  slices: EndpointSlice;
  /** What the selector takes. */
  pods: Pod;
  /** Where it takes none: the pods around, and those elsewhere that carry its labels. */
  neighbours: Pod;
  strangers: Pod;
  /** Where it takes none: what could start pods. */
  deployments: Deployment;
  statefulSets: StatefulSet;
  /** Of pods that are not ready. */
  podEvents: Event;
  /** Of a Service that waits for its load balancer. */
  serviceEvents: Event;
  /** On which the pods are. */
  nodes: Node;
  /** Of kube-system: kube-proxy, what replaces it, NodeLocal DNS. */
  systemDaemonSets: DaemonSet;
  /** kube-proxy's own pods, where not all are ready or no DaemonSet runs them. */
  proxyPods: Pod;
  /** NetworkPolicies of the target's namespace. */
  policies: NetworkPolicy;
  /** Who calls, from `--from`. */
  callerNamespace: Namespace;
  callerPods: Pod;
  callerPolicies: NetworkPolicy;
  /** Policies of other makes (Cilium, Calico, AdminNetworkPolicy), of which only that they exist. */
  extensions: { kind: string; name: string };
  /** The cluster's DNS: CoreDNS, kube-dns, or OpenShift's. */
  dnsServices: Service;
  dnsPods: Pod;
  dnsSlices: EndpointSlice;
  /** Where there are no DNS pods: what could start them, and nodes that tell who answers instead. */
  dnsDeployments: Deployment;
  someNodes: Node;
  corefiles: ConfigMap;
  /** Of DNS pods that are not ready. */
  dnsEvents: Event;
  /** CoreDNS's rights, by their usual name. */
  dnsRoles: ClusterRole;
  dnsBindings: ClusterRoleBinding;
  dnsLogs: PodLog;
  /** Of the DNS pods and of the target, where somebody is named who asks. */
  dnsNamespaces: Namespace;
  dnsPolicies: NetworkPolicy;
  dnsExtensions: { kind: string; name: string };
  /** The name that was asked about, with what DNS pods say to it; none in `check dns`. */
  dnsName: DnsName;
  dnsAnswers: Observation;
}
