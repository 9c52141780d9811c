/** NS and SOA of a zone: who serves it. */
import { parseAddress } from './address.ts';
import { endpointName, readyAddresses, serviceOf, slicesOf } from './dns-endpoints.ts';
import { clusterIPs, type View } from './dns-hosts.ts';
import type { DnsAnswer, DnsRecord } from './dns-records.ts';

export function soaRecord({ zone, plugin: { ttl } }: View): DnsRecord {
  return {
    name: zone,
    type: 'SOA',
    ttl: Math.min(ttl, 300),
    data: {
      mname: `ns.dns.${zone}`,
      rname: `hostmaster.${zone}`,
      refresh: 7200,
      retry: 1800,
      expire: 86_400,
      minimum: ttl,
    },
  };
}

/**
 * The Services that the server itself is a ready endpoint of; a server outside the cluster answers
 * `ns.dns.<zone>` and its own addresses.
 */
export function nameServers(
  view: View,
  serverAddresses: readonly string[],
): Pick<DnsAnswer, 'answers' | 'additionals'> {
  const { zone } = view;
  const { ttl } = view.plugin;
  const inside = ownHosts(view, serverAddresses);
  const outside = serverAddresses.map((host) => ({ name: `ns.dns.${zone}`, host }));
  const hosts = inside.length > 0 ? inside : outside;
  const additionals = new Map<string, DnsRecord>();
  for (const { name, host } of hosts) {
    const address = parseAddress(host);
    if (!address) continue;
    const type = address.family === 'IPv4' ? 'A' : 'AAAA';
    additionals.set(`${name} ${address.text}`, { name, type, ttl, data: address.text });
  }
  const names = [...new Set(hosts.map(({ name }) => name))];
  return {
    answers: names.map((data): DnsRecord => ({ name: zone, type: 'NS', ttl, data })),
    additionals: [...additionals.values()],
  };
}

function ownHosts({ objects, plugin, zone }: View, addresses: readonly string[]) {
  const own = new Set(addresses.map((text) => parseAddress(text)?.text));
  const isOwn = (text: string) => own.has(parseAddress(text)?.text);
  const slices = (plugin.hasEndpoints ? objects.slices : []).filter((slice) =>
    readyAddresses(slice).some(({ address }) => isOwn(address)),
  );
  return slices.flatMap((slice) => {
    const { namespace } = slice.metadata;
    const service = objects.services.find(
      ({ metadata }) => metadata.namespace === namespace && metadata.name === serviceOf(slice),
    );
    if (!service) return [];
    const name = `${service.metadata.name}.${namespace}.svc.${zone}`;
    const ips = clusterIPs(service);
    if (ips[0] !== 'None') return ips.map((host) => ({ name, host }));
    return slicesOf(service, [slice], plugin)
      .flatMap(readyAddresses)
      .map((endpoint) => ({
        name: `${endpointName(endpoint, plugin)}.${name}`.toLowerCase(),
        host: endpoint.address,
      }));
  });
}
