/** The LoadBalancer Service in front of a controller: by address, else by the labels it is known by. */

import type { Arrival, Effect } from '../network/routes/route.ts';
import { externalAddresses } from '../network/service-facts.ts';
import type { Service } from '../objects/service.ts';
import { code } from '../report.ts';
import type { Door, Traced } from './traced.ts';

export function doorOf({ entrance }: Arrival, services: readonly Service[]): Door | undefined {
  const balancers = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  const byAddress = balancers.filter((service) =>
    externalAddresses(service).some((address) => entrance.addresses.includes(address)),
  );
  const byLabel = balancers.filter(({ metadata }) =>
    entrance.services.some((labels) =>
      Object.entries(labels).every(([key, value]) => metadata.labels[key] === value),
    ),
  );
  if (entrance.services.length === 0) return undefined;
  const [service, ...rest] = byAddress.length > 0 ? byAddress : byLabel;
  if (!service || rest.length > 0) return undefined;
  return { service, addresses: externalAddresses(service) };
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
