/** From an address to its name: cluster IPs first, then endpoints. */
import { isIP } from 'node:net';
import { answered, type DnsAnswer, failed } from './answer.ts';
import type { DnsView } from './view.ts';

const four = '.in-addr.arpa';
const six = '.ip6.arpa';

export const isReverse = (name: string): boolean => name.endsWith(four) || name.endsWith(six);

export function resolveReverse(
  { name, type }: { name: string; type: string },
  view: DnsView,
): DnsAnswer {
  const address = addressIn(name);
  const names = address === undefined ? [] : namesOf(address, view);
  // `fallthrough`: the next server would be asked, and the embedded cluster has none.
  if (names.length === 0) return failed('SERVFAIL', false);
  const { ttl } = view.settings;
  if (type !== 'PTR') return answered([]);
  return answered(names.map((data) => ({ type: 'PTR', name, ttl, data })));
}

function namesOf(address: string, view: DnsView): string[] {
  const services = view.services();
  const domain = ({ metadata }: (typeof services)[number]) =>
    `${metadata.name}.${metadata.namespace}.svc.${view.settings.zone}`;
  const isIt = (one: string) => canonical(one) === address;
  const own = services.find(({ spec }) =>
    [spec.clusterIP ?? '', ...(spec.clusterIPs ?? [])].some(isIt),
  );
  if (own) return [domain(own)];
  return services.flatMap((service) =>
    view
      .backends(service)
      .filter((backend) => isIt(backend.address))
      .map(({ hostname }) => `${hostname}.${domain(service)}`),
  );
}

function addressIn(name: string): string | undefined {
  const isFour = name.endsWith(four);
  const parts = name
    .slice(0, -(isFour ? four : six).length)
    .split('.')
    .reverse();
  if (isFour) return isIP(parts.join('.')) === 4 ? parts.join('.') : undefined;
  const groups = parts.join('').match(/.{4}/g) ?? [];
  const text = groups.join(':');
  return parts.length === 32 && isIP(text) === 6 ? canonical(text) : undefined;
}

/** One spelling for each address. */
function canonical(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
