/** Node ports of NodePort and LoadBalancer Services, and the health check port of `Local` ones. */
import { type Allocations, allocationsOf } from './allocations.ts';
import type { DefaultsContext } from './defaults.ts';
import type { Service, ServicePort } from './network-kinds.ts';
import { refuse } from './refuse.ts';

const first = 30_000;
const size = 2_768;
const range = '30000-32767';

function allocate(
  service: Service,
  purpose: string,
  allocations: Allocations,
  taken: Set<number>,
): number {
  const seed = `${service.metadata.namespace}/${service.metadata.name}/${purpose}`;
  const next = (again: number): number => {
    const port = Number(
      allocations.free(`${seed}/${again}`, size, (index) => String(first + index)),
    );
    return taken.has(port) ? next(again + 1) : port;
  };
  const port = next(0);
  taken.add(port);
  return port;
}

function check(service: Service, port: number, at: number, allocations: Allocations): void {
  const own = `${service.metadata.namespace}/${service.metadata.name}`;
  const field = `spec.ports[${at}].nodePort`;
  if (port < first || port >= first + size) {
    const why = `provided port is not in the valid range. The range of valid ports is ${range}`;
    throw refuse(service, field, `Invalid value: ${port}: ${why}`);
  }
  const holder = allocations.holder(String(port));
  if (holder !== undefined && holder !== own) {
    throw refuse(service, field, `Invalid value: ${port}: provided port is already allocated`);
  }
}

function wantsNodePorts({ spec }: Service): boolean {
  if (spec.type === 'NodePort') return true;
  return spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false;
}

/** Ports of one number and two protocols (53/UDP and 53/TCP) share a node port if they ask for it. */
export function defaultNodePorts(service: Service, { storage, resource }: DefaultsContext): void {
  const { spec } = service;
  const ports = spec.ports ?? [];
  const allocations = allocationsOf(storage, resource);
  const taken = new Set(ports.flatMap((port) => port.nodePort ?? []));
  ports.forEach((port: ServicePort, at) => {
    if (port.nodePort) check(service, port.nodePort, at, allocations);
    else if (wantsNodePorts(service)) {
      port.nodePort = allocate(service, `${port.protocol}/${port.port}`, allocations, taken);
    }
  });
  const local = spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
  if (local) spec.healthCheckNodePort ??= allocate(service, 'health', allocations, taken);
  else delete spec.healthCheckNodePort;
}
