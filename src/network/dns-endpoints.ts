/** Endpoints as DNS sees them: address by address, slice by slice, ready ones only. */
import type { Endpoint, EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Service } from '../objects/service.ts';
import { dashed } from './address.ts';
import type { KubernetesPlugin } from './corefile.ts';

export interface DnsEndpoint {
  address: string;
  hostname: string;
  /** Usually the pod's name. */
  target: string;
}

export function slicesOf(
  { metadata }: Pick<Service, 'metadata'>,
  slices: readonly EndpointSlice[],
  { hasEndpoints }: KubernetesPlugin,
): EndpointSlice[] {
  if (!hasEndpoints) return [];
  return slices.filter(
    (slice) =>
      slice.metadata.namespace === metadata.namespace && serviceOf(slice) === metadata.name,
  );
}

export function serviceOf({ metadata }: EndpointSlice): string {
  return metadata.labels['kubernetes.io/service-name'] ?? '';
}

/** A condition that is not said counts as ready; terminating endpoints never are. */
export function readyAddresses({ endpoints }: EndpointSlice): DnsEndpoint[] {
  return endpoints
    .filter(({ conditions }) => conditions?.ready ?? true)
    .flatMap((endpoint) => endpoint.addresses.map((address) => toEndpoint(endpoint, address)));
}

function toEndpoint({ hostname, targetRef }: Endpoint, address: string): DnsEndpoint {
  const target = targetRef?.name ?? '';
  return { address, hostname: hostname ?? '', target: target.length < 64 ? target : '' };
}

/** The first label of an endpoint's name: its hostname, else (as configured) its pod, its address. */
export function endpointName(
  { address, hostname, target }: DnsEndpoint,
  { hasEndpointPodNames }: KubernetesPlugin,
): string {
  return hostname || (hasEndpointPodNames && target) || dashed(address);
}

export function portsOf({ ports }: EndpointSlice) {
  if (ports.length === 0) return [{ name: '', protocol: '', port: -1 }];
  return ports.map(({ name, protocol, port }) => ({
    name: name ?? '',
    protocol: protocol ?? 'TCP',
    port: port ?? -1,
  }));
}
