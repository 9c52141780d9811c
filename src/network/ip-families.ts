/** Which IP families a Service, a pod and a slice speak. */
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { parseAddress } from './address.ts';

export type Family = 'IPv4' | 'IPv6';

const isFamily = (text: string): text is Family => text === 'IPv4' || text === 'IPv6';

/** In the order of preference; empty where the Service does not say. */
export function familiesOf({ spec }: Service): Family[] {
  const said = spec.ipFamilies.filter(isFamily);
  return said.length > 0 ? said : familiesOfAddresses(spec.clusterIPs);
}

export function familiesOfPod({ status }: Pod): Family[] {
  return familiesOfAddresses(status.podIPs.map(({ ip }) => ip));
}

function familiesOfAddresses(addresses: readonly string[]): Family[] {
  return [...new Set(addresses.flatMap((text) => parseAddress(text)?.family ?? []))];
}
