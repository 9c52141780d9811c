/**
 * Who is behind a Service, from its EndpointSlices alone: merged over slices, one item per target.
 * Source: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 */
import type { Endpoint, EndpointSlice } from '../objects/endpoint-slice.ts';

export interface EndpointItem {
  /** Every address of the target, IPv4 before IPv6. */
  addresses: string[];
  ports: { name: string; port: number; protocol: string }[];
  /** May be sent new traffic. */
  ready: boolean;
  /** Passes its readiness probe, whether or not it is going away. */
  serving: boolean;
  terminating: boolean;
  /** Usually a pod; absent for addresses written by hand. */
  target?: { kind: string; namespace: string; name: string; uid?: string };
  node?: string;
  zone?: string;
  hostname?: string;
}

/** Not ready ones first, then by target and address. */
export function endpointsOf(slices: readonly EndpointSlice[]): EndpointItem[] {
  const byTarget = new Map<string, EndpointItem>();
  for (const slice of slices) {
    for (const endpoint of slice.endpoints) {
      const key = targetKey(endpoint);
      const known = byTarget.get(key);
      const item = toItem(endpoint, slice);
      byTarget.set(key, known ? merge(known, item) : item);
    }
  }
  return [...byTarget.values()].sort(
    (a, b) => urgency(a) - urgency(b) || label(a).localeCompare(label(b), 'en', { numeric: true }),
  );
}

/** The pod's name, or the first address where there is none. */
export function label(item: EndpointItem): string {
  return item.target?.name ?? item.addresses[0] ?? '';
}

function targetKey({ targetRef, addresses }: Endpoint): string {
  if (!targetRef?.name) return `address ${addresses[0] ?? ''}`;
  return `${targetRef.kind} ${targetRef.namespace ?? ''}/${targetRef.name} ${targetRef.uid ?? ''}`;
}

/** A condition that is not said: ready and serving count as true, terminating as false (KEP-1672). */
function toItem(endpoint: Endpoint, slice: EndpointSlice): EndpointItem {
  const { conditions, targetRef, nodeName, zone, hostname } = endpoint;
  const ready = conditions?.ready ?? true;
  return {
    addresses: [...endpoint.addresses],
    ports: slice.ports.flatMap(({ name, port, protocol }) =>
      port ? [{ name: name ?? '', port, protocol: protocol ?? 'TCP' }] : [],
    ),
    ready,
    serving: conditions?.serving ?? ready,
    terminating: conditions?.terminating ?? false,
    ...(targetRef?.name && {
      target: {
        kind: targetRef.kind,
        namespace: targetRef.namespace ?? slice.metadata.namespace,
        name: targetRef.name,
        ...(targetRef.uid && { uid: targetRef.uid }),
      },
    }),
    ...(nodeName && { node: nodeName }),
    ...(zone && { zone }),
    ...(hostname && { hostname }),
  };
}

/**
 * The same target in two slices: both families, or for a moment while the controller moves it. As
 * kube-proxy does, the better word counts.
 */
function merge(a: EndpointItem, b: EndpointItem): EndpointItem {
  const known = new Set(a.ports.map(portKey));
  return {
    ...b,
    ...a,
    addresses: [...new Set([...a.addresses, ...b.addresses])].sort(ipv4First),
    ports: [...a.ports, ...b.ports.filter((port) => !known.has(portKey(port)))],
    ready: a.ready || b.ready,
    serving: a.serving || b.serving,
    terminating: a.terminating && b.terminating,
  };
}

const portKey = (port: EndpointItem['ports'][number]) =>
  `${port.name}/${port.port}/${port.protocol}`;
const ipv4First = (a: string, b: string) => Number(a.includes(':')) - Number(b.includes(':'));
const urgency = (item: EndpointItem) => (item.ready ? 2 : item.serving ? 1 : 0);
