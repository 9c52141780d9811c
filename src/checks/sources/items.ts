/** What each source brings, by its name: the words in which checks say what they need. */
import type { Observation } from '../../network/dns-records.ts';
import type { ClusterRole } from '../../objects/cluster-role.ts';
import type { ClusterRoleBinding } from '../../objects/cluster-role-binding.ts';
import type { ConfigMap } from '../../objects/config-map.ts';
import type { DaemonSet } from '../../objects/daemon-set.ts';
import type { Deployment } from '../../objects/deployment.ts';
import type { EndpointSlice } from '../../objects/endpoint-slice.ts';
import type { Event } from '../../objects/event.ts';
import type { Gateway } from '../../objects/gateway.ts';
import type { GatewayClass } from '../../objects/gateway-class.ts';
import type { HTTPRoute } from '../../objects/http-route.ts';
import type { Ingress } from '../../objects/ingress.ts';
import type { IngressClass } from '../../objects/ingress-class.ts';
import type { IngressRoute } from '../../objects/ingress-route.ts';
import type { Namespace } from '../../objects/namespace.ts';
import type { NetworkPolicy } from '../../objects/network-policy.ts';
import type { Node } from '../../objects/node.ts';
import type { Pod } from '../../objects/pod.ts';
import type { ReferenceGrant } from '../../objects/reference-grant.ts';
import type { Secret } from '../../objects/secret.ts';
import type { Service } from '../../objects/service.ts';
import type { StatefulSet } from '../../objects/stateful-set.ts';
import type { TraefikService } from '../../objects/traefik-service.ts';
import type { PodLog } from '../../snapshot.ts';
import type { DnsName } from '../dns-name.ts';

/** What starts pods: a Deployment, StatefulSet or DaemonSet. */
export type Workload = Deployment | StatefulSet | DaemonSet;

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
  /** Of the Service's namespace: through which of them it may be called from outside. */
  ingressesBeside: Ingress;
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
  callerWorkloads: Workload;
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
  /** Of `check ingress` and `check route`, of all namespaces: whatever decides which rule wins. */
  ingresses: Ingress;
  ingressClasses: IngressClass;
  gateways: Gateway;
  gatewayClasses: GatewayClass;
  httpRoutes: HTTPRoute;
  referenceGrants: ReferenceGrant;
  ingressRoutes: IngressRoute;
  traefikServices: TraefikService;
  /** Where a listener lets routes in by the labels of their namespace. */
  routeNamespaces: Namespace;
  /** Services of type LoadBalancer, of all namespaces. */
  loadBalancers: Service;
  /** Of the Ingress or route itself, and of the Gateways it hangs on. */
  ruleEvents: Event;
  /** Of TLS, by the names that the rules or their Gateways give: the certificates, never the keys. */
  tlsSecrets: Secret;
  /** Of the controller that serves the rules, where its labels are known. */
  controllerPods: Pod;
  controllerDeployments: Deployment;
  controllerLogs: PodLog;
  /** Of the Services that the rules send to. */
  backendServices: Service;
  /** Where one of them is missing: the others of its namespace. */
  nearBackends: Service;
  /** Of those that get the most traffic, and beside a canary of its primary's. */
  backendSlices: EndpointSlice;
  backendPods: Pod;
  /** The proxies of the Gateways that an HTTPRoute hangs on. */
  gatewayPods: Pod;
  /** Of the Ingress or route, and of the backends that get the most traffic. */
  ruleNamespaces: Namespace;
  backendPolicies: NetworkPolicy;
  /** Of the pod that stands for all that send to the backends, where that is known. */
  senderNamespaces: Namespace;
  senderPolicies: NetworkPolicy;
  /** Policies of other makes, in the namespaces of both ends. */
  wayExtensions: { kind: string; name: string };
}
