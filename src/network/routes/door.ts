/** The LoadBalancer Service in front of a controller: by address, else by the labels it is known by. */
import type { Service } from '../../objects/service.ts';
import { externalAddresses } from '../service-facts.ts';
import type { Entrance } from './route.ts';

/** undefined: none, or several. */
export function doorService(
  { addresses, services: labelSets }: Entrance,
  services: readonly Service[],
): Service | undefined {
  if (labelSets.length === 0) return undefined;
  const balancers = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  const byAddress = balancers.filter((service) =>
    externalAddresses(service).some((address) => addresses.includes(address)),
  );
  const byLabel = balancers.filter(({ metadata }) =>
    labelSets.some((labels) =>
      Object.entries(labels).every(([key, value]) => metadata.labels[key] === value),
    ),
  );
  const [service, ...rest] = byAddress.length > 0 ? byAddress : byLabel;
  return rest.length > 0 ? undefined : service;
}
