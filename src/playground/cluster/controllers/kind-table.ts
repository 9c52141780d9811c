/** The kinds that controllers handle, with their types and the API version they are read in. */
import type * as kinds from '../defaults/kinds.ts';
import type * as network from '../defaults/network-kinds.ts';
import type { KubeObject } from '../storage.ts';
import type * as gateway from './gateway-kinds.ts';

export interface Kinds {
  DaemonSet: kinds.DaemonSet;
  Deployment: kinds.Deployment;
  EndpointSlice: network.EndpointSlice;
  Endpoints: network.Endpoints;
  Event: KubeObject;
  Gateway: gateway.Gateway;
  GatewayClass: gateway.GatewayClass;
  HTTPRoute: gateway.HttpRoute;
  Ingress: network.Ingress;
  IngressClass: network.IngressClass;
  Namespace: kinds.Namespace;
  Node: kinds.Node;
  Pod: kinds.Pod;
  ReferenceGrant: gateway.ReferenceGrant;
  ReplicaSet: kinds.ReplicaSet;
  Service: network.Service;
  ServiceAccount: KubeObject;
  StatefulSet: kinds.StatefulSet;
}

export type Kind = keyof Kinds;

export const apiVersions: Record<Kind, string> = {
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Endpoints: 'v1',
  Event: 'v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  GatewayClass: 'gateway.networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  Namespace: 'v1',
  Node: 'v1',
  Pod: 'v1',
  ReferenceGrant: 'gateway.networking.k8s.io/v1beta1',
  ReplicaSet: 'apps/v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  StatefulSet: 'apps/v1',
};
