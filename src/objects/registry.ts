/**
 * The kinds Portolan reads, by the plural name that RBAC uses. A kind is one file beside this one and
 * one line here; `infra/kubernetes` is held to what the commands need of it.
 */
import type * as z from 'zod';
import { ConfigMap } from './config-map.ts';
import { EndpointSlice } from './endpoint-slice.ts';
import { Event } from './event.ts';
import { Gateway } from './gateway.ts';
import { GatewayClass } from './gateway-class.ts';
import { HTTPRoute } from './http-route.ts';
import { Ingress } from './ingress.ts';
import { IngressClass } from './ingress-class.ts';
import { IngressRoute } from './ingress-route.ts';
import { Namespace } from './namespace.ts';
import { Pod } from './pod.ts';
import { ReferenceGrant } from './reference-grant.ts';
import { Service } from './service.ts';
import { TraefikService } from './traefik-service.ts';

interface KindSpec<S extends z.ZodType = z.ZodType> {
  /** '' is the core group. */
  group: string;
  version: string;
  kind: string;
  namespaced: boolean;
  /** Keeps the fields we read, with their defaults; everything else is dropped at the door. */
  schema: S;
}

const kind = <S extends z.ZodType>(spec: KindSpec<S>): KindSpec<S> => spec;

export const kinds = {
  services: kind({
    group: '',
    version: 'v1',
    kind: 'Service',
    namespaced: true,
    schema: Service,
  }),
  endpointslices: kind({
    group: 'discovery.k8s.io',
    version: 'v1',
    kind: 'EndpointSlice',
    namespaced: true,
    schema: EndpointSlice,
  }),
  pods: kind({ group: '', version: 'v1', kind: 'Pod', namespaced: true, schema: Pod }),
  namespaces: kind({
    group: '',
    version: 'v1',
    kind: 'Namespace',
    namespaced: false,
    schema: Namespace,
  }),
  configmaps: kind({
    group: '',
    version: 'v1',
    kind: 'ConfigMap',
    namespaced: true,
    schema: ConfigMap,
  }),
  ingresses: kind({
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'Ingress',
    namespaced: true,
    schema: Ingress,
  }),
  ingressclasses: kind({
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'IngressClass',
    namespaced: false,
    schema: IngressClass,
  }),
  gatewayclasses: kind({
    group: 'gateway.networking.k8s.io',
    version: 'v1',
    kind: 'GatewayClass',
    namespaced: false,
    schema: GatewayClass,
  }),
  gateways: kind({
    group: 'gateway.networking.k8s.io',
    version: 'v1',
    kind: 'Gateway',
    namespaced: true,
    schema: Gateway,
  }),
  httproutes: kind({
    group: 'gateway.networking.k8s.io',
    version: 'v1',
    kind: 'HTTPRoute',
    namespaced: true,
    schema: HTTPRoute,
  }),
  referencegrants: kind({
    group: 'gateway.networking.k8s.io',
    version: 'v1beta1',
    kind: 'ReferenceGrant',
    namespaced: true,
    schema: ReferenceGrant,
  }),
  ingressroutes: kind({
    group: 'traefik.io',
    version: 'v1alpha1',
    kind: 'IngressRoute',
    namespaced: true,
    schema: IngressRoute,
  }),
  traefikservices: kind({
    group: 'traefik.io',
    version: 'v1alpha1',
    kind: 'TraefikService',
    namespaced: true,
    schema: TraefikService,
  }),
  events: kind({ group: '', version: 'v1', kind: 'Event', namespaced: true, schema: Event }),
} as const;

export type Kind = keyof typeof kinds;
export type ObjectOf<K extends Kind> = z.infer<(typeof kinds)[K]['schema']>;
export const kindNames = Object.keys(kinds) as Kind[];
