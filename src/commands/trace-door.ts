/** The load balancer of `trace`, and what it has to say about the port. */
import { doorService } from '../network/routes/door.ts';
import type { Arrival, Effect } from '../network/routes/route.ts';
import { externalAddresses } from '../network/service-facts.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import type { Door, Traced } from './traced.ts';

export function doorOf({ entrance }: Arrival, services: readonly Service[]): Door | undefined {
  const service = doorService(entrance, services);
  return service && { service, addresses: externalAddresses(service) };
}

/** Where the load balancer has no such port nobody answers at its address, whatever the rules say. */
export function doorEffect({ door, ask }: Traced): Effect[] {
  const ports = door?.service.spec.ports ?? [];
  if (!door || ports.some(({ port }) => port === ask.port)) return [];
  const { namespace, name } = door.service.metadata;
  const all = ports.map(({ port }) => port).join(', ');
  const text = `LoadBalancer ${code(`${namespace}/${name}`)} has no port ${ask.port}, only ${all}: nobody answers there`;
  return [{ label: 'Port', mark: 'warning', text }];
}
