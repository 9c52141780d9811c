/** What containers say they listen on. The declaration is informative: a port works without one. */
import type { Container, Pod } from '../objects/pod.ts';
import { isSidecar } from './container-trouble.ts';

export type DeclaredPort = Container['ports'][number];

/** Meshes put these beside the application; what they declare says nothing about its ports. */
const meshProxies = new Set([
  'istio-proxy',
  'linkerd-proxy',
  'kuma-sidecar',
  'consul-dataplane',
  'cilium-envoy',
  'envoy',
]);

/** Sidecars (init containers that always restart) count, as they do for the endpoint controller. */
export function declaredPorts({ spec }: Pod): DeclaredPort[] {
  const containers = [...spec.containers, ...spec.initContainers.filter(isSidecar)];
  return containers.filter(({ name }) => !meshProxies.has(name)).flatMap(({ ports }) => ports);
}

/** `http` 8080/TCP, or 8080/TCP */
export const declaredText = ({ name, containerPort, protocol }: DeclaredPort): string =>
  `${name ? `${name} ` : ''}${containerPort}/${protocol}`;
