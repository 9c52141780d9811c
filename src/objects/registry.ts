/**
 * The kinds Portolan reads, by the plural name that RBAC uses. A kind is one file beside this one and
 * one line here; `infra/kubernetes` is held to what the commands need of it.
 */
import type * as z from 'zod';
import { AdminNetworkPolicy } from './admin-network-policy.ts';
import { BaselineAdminNetworkPolicy } from './baseline-admin-network-policy.ts';
import { CalicoNetworkPolicy } from './calico-network-policy.ts';
import { CiliumClusterwideNetworkPolicy } from './cilium-clusterwide-network-policy.ts';
import { CiliumNetworkPolicy } from './cilium-network-policy.ts';
import { ClusterNetworkPolicy } from './cluster-network-policy.ts';
import { ClusterRole } from './cluster-role.ts';
import { ClusterRoleBinding } from './cluster-role-binding.ts';
import { ConfigMap } from './config-map.ts';
import { DaemonSet } from './daemon-set.ts';
import { Deployment } from './deployment.ts';
import { EndpointSlice } from './endpoint-slice.ts';
import { Event } from './event.ts';
import { Gateway } from './gateway.ts';
import { GatewayClass } from './gateway-class.ts';
import { GlobalNetworkPolicy } from './global-network-policy.ts';
import { HTTPRoute } from './http-route.ts';
import { Ingress } from './ingress.ts';
import { IngressClass } from './ingress-class.ts';
import { IngressRoute } from './ingress-route.ts';
import { Namespace } from './namespace.ts';
import { NetworkPolicy } from './network-policy.ts';
import { Node } from './node.ts';
import { Pod } from './pod.ts';
import { ReferenceGrant } from './reference-grant.ts';
import { Rollout } from './rollout.ts';
import { Secret } from './secret.ts';
import { Service } from './service.ts';
import { StatefulSet } from './stateful-set.ts';
import { TraefikService } from './traefik-service.ts';

interface KindSpec<S extends z.ZodType = z.ZodType> {
  /** '' is the core group. */
  group: string;
  version: string;
  kind: string;
  namespaced: boolean;
  /** Keeps the fields we read, with their defaults; everything else is dropped at the door. */
  schema: S;
  /** What the API calls it, where another group has a kind of the same name. */
  served?: { kind: string; resource: string };
}

type Further = Partial<Pick<KindSpec, 'namespaced' | 'served'>>;

/** `apiVersion` and `kind` as in the object itself; most kinds have namespaces. */
function define<S extends z.ZodType>(
  apiVersion: string,
  kind: string,
  schema: S,
  further: Further = {},
): KindSpec<S> {
  const [version = '', group = ''] = apiVersion.split('/').toReversed();
  return { group, version, kind, namespaced: true, schema, ...further };
}

const clusterScoped = { namespaced: false };
const rbac = 'rbac.authorization.k8s.io/v1';
const gatewayApi = 'gateway.networking.k8s.io';
const calico = 'crd.projectcalico.org/v1';
const policyApi = 'policy.networking.k8s.io';

export const kinds = {
  services: define('v1', 'Service', Service),
  endpointslices: define('discovery.k8s.io/v1', 'EndpointSlice', EndpointSlice),
  pods: define('v1', 'Pod', Pod),
  namespaces: define('v1', 'Namespace', Namespace, clusterScoped),
  configmaps: define('v1', 'ConfigMap', ConfigMap),
  secrets: define('v1', 'Secret', Secret),
  events: define('v1', 'Event', Event),
  nodes: define('v1', 'Node', Node, clusterScoped),
  deployments: define('apps/v1', 'Deployment', Deployment),
  statefulsets: define('apps/v1', 'StatefulSet', StatefulSet),
  daemonsets: define('apps/v1', 'DaemonSet', DaemonSet),
  networkpolicies: define('networking.k8s.io/v1', 'NetworkPolicy', NetworkPolicy),
  ingresses: define('networking.k8s.io/v1', 'Ingress', Ingress),
  ingressclasses: define('networking.k8s.io/v1', 'IngressClass', IngressClass, clusterScoped),
  gatewayclasses: define(`${gatewayApi}/v1`, 'GatewayClass', GatewayClass, clusterScoped),
  gateways: define(`${gatewayApi}/v1`, 'Gateway', Gateway),
  httproutes: define(`${gatewayApi}/v1`, 'HTTPRoute', HTTPRoute),
  referencegrants: define(`${gatewayApi}/v1beta1`, 'ReferenceGrant', ReferenceGrant),
  ingressroutes: define('traefik.io/v1alpha1', 'IngressRoute', IngressRoute),
  traefikservices: define('traefik.io/v1alpha1', 'TraefikService', TraefikService),
  rollouts: define('argoproj.io/v1alpha1', 'Rollout', Rollout),
  clusterroles: define(rbac, 'ClusterRole', ClusterRole, clusterScoped),
  clusterrolebindings: define(rbac, 'ClusterRoleBinding', ClusterRoleBinding, clusterScoped),
  ciliumnetworkpolicies: define('cilium.io/v2', 'CiliumNetworkPolicy', CiliumNetworkPolicy),
  ciliumclusterwidenetworkpolicies: define(
    'cilium.io/v2',
    'CiliumClusterwideNetworkPolicy',
    CiliumClusterwideNetworkPolicy,
    clusterScoped,
  ),
  caliconetworkpolicies: define(calico, 'CalicoNetworkPolicy', CalicoNetworkPolicy, {
    served: { kind: 'NetworkPolicy', resource: 'networkpolicies' },
  }),
  globalnetworkpolicies: define(calico, 'GlobalNetworkPolicy', GlobalNetworkPolicy, clusterScoped),
  adminnetworkpolicies: define(
    `${policyApi}/v1alpha1`,
    'AdminNetworkPolicy',
    AdminNetworkPolicy,
    clusterScoped,
  ),
  baselineadminnetworkpolicies: define(
    `${policyApi}/v1alpha1`,
    'BaselineAdminNetworkPolicy',
    BaselineAdminNetworkPolicy,
    clusterScoped,
  ),
  clusternetworkpolicies: define(
    `${policyApi}/v1alpha2`,
    'ClusterNetworkPolicy',
    ClusterNetworkPolicy,
    clusterScoped,
  ),
} as const;

export type Kind = keyof typeof kinds;
export type ObjectOf<K extends Kind> = z.infer<(typeof kinds)[K]['schema']>;
export const kindNames = Object.keys(kinds) as Kind[];

/** Group, plural and kind as the API and RBAC have them. */
export function servedAs(name: Kind): { group: string; resource: string; kind: string } {
  const { group, kind, served }: KindSpec = kinds[name];
  return { group, kind, resource: name, ...served };
}
