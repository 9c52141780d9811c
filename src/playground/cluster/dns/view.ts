/** What a DNS server watches of the cluster: Services, EndpointSlices, pods, namespaces. */
import type { Pod } from '../defaults/kinds.ts';
import type { EndpointSlice, Service } from '../defaults/network-kinds.ts';
import type { Resources } from '../resources.ts';
import type { KubeObject, Storage } from '../storage.ts';
import { type DnsSettings, readSettings } from './corefile.ts';

/** An address of a Service with the name it has below the Service's own. */
export interface Backend {
  address: string;
  family: 'IPv4' | 'IPv6';
  hostname: string;
  ports: readonly NamedPort[];
}

export interface NamedPort {
  name: string;
  port: number;
  protocol: string;
}

export interface DnsView {
  settings: DnsSettings;
  hasNamespace(name: string): boolean;
  service(namespace: string, name: string): Service | undefined;
  services(): Service[];
  /** Those that take part: ready, or published although they are not. */
  backends(service: Service): Backend[];
  /** Of pods that run. */
  hasPodAddress(namespace: string, address: string): boolean;
}

export function createView(storage: Storage, resources: Resources): DnsView {
  const core = (kind: string) => resources.of({ apiVersion: 'v1', kind });
  const slices = resources.of({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' });
  return {
    settings: readSettings(storage, resources),
    hasNamespace: (name) => storage.get(core('Namespace'), undefined, name) !== undefined,
    service: (namespace, name) =>
      storage.get(core('Service'), namespace, name) as Service | undefined,
    services: () => storage.list(core('Service')) as Service[],
    backends({ metadata: { namespace, name } }) {
      const label = 'kubernetes.io/service-name';
      const own = storage.withLabel(slices, namespace, label, name) as EndpointSlice[];
      return own.flatMap(backendsOf);
    },
    hasPodAddress: (namespace, address) =>
      storage.list(core('Pod'), namespace).some((pod) => addressesOf(pod).includes(address)),
  };
}

function backendsOf({ addressType, endpoints, ports }: EndpointSlice): Backend[] {
  if (addressType !== 'IPv4' && addressType !== 'IPv6') return [];
  const known = (ports ?? []).map(({ name = '', port = 0, protocol = 'TCP' }) => ({
    name,
    port,
    protocol,
  }));
  return (endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false)
    .flatMap(({ addresses, hostname }) =>
      addresses.map((address) => ({
        address,
        family: addressType,
        hostname: hostname || address.replaceAll(/[.:]/g, '-'),
        ports: known,
      })),
    );
}

function addressesOf(pod: KubeObject): string[] {
  const { podIP, podIPs = [] } = (pod as Pod).status ?? {};
  return [podIP, ...podIPs.map(({ ip }) => ip)].filter((ip) => typeof ip === 'string');
}
