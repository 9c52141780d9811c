/**
 * What the cluster holds under a name, before it becomes records of one type: addresses of Services,
 * endpoints and pods, or the name an alias stands for. Follows the `kubernetes` plugin of CoreDNS 1.13
 * and version 1.1.0 of the specification of service discovery by DNS.
 */
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { parseAddress } from './address.ts';
import type { KubernetesPlugin } from './corefile.ts';
import { endpointName, portsOf, readyAddresses, slicesOf } from './dns-endpoints.ts';
import { isIn, type NameParts, partsOf } from './dns-names.ts';

export interface DnsObjects {
  services: readonly Service[];
  slices: readonly EndpointSlice[];
  /** Only asked for where the plugin verifies pods. */
  pods: readonly Pod[];
  /** Names of all there are; undefined: not known, every namespace is taken to exist. */
  namespaces: readonly string[] | undefined;
}

/** One thing under a name. */
export interface Host {
  /** An address, or the name that an alias stands for. */
  host: string;
  /** -1: there is a name, but no port to tell of. */
  port: number;
  /** Its own name: the target of SRV records. */
  name: string;
}

/** Nothing of this name: NXDOMAIN. An empty list is a name without records of its own: NODATA. */
export type Hosts = Host[] | undefined;

export interface View {
  objects: DnsObjects;
  plugin: KubernetesPlugin;
  /** The plugin's zone that holds the name. */
  zone: string;
}

export function hostsOf(name: string, view: View): Hosts {
  const parts = partsOf(view.zone, name);
  if (!parts) return undefined;
  if (parts.branch === '') return [];
  if (isIn('arpa', view.zone) || !isExposed(parts.namespace, view)) return undefined;
  if (parts.name === '') return parts.branch === 'pod' && isWithoutPods(view) ? undefined : [];
  return parts.branch === 'pod' ? podHosts(parts, view) : serviceHosts(parts, view);
}

export function isExposed(namespace: string, { objects, plugin }: Omit<View, 'zone'>): boolean {
  if (plugin.namespaces.length > 0 && !plugin.namespaces.includes(namespace)) return false;
  return objects.namespaces?.includes(namespace) ?? true;
}

const isWithoutPods = ({ plugin }: View) => plugin.pods === 'disabled';

/** `10-1-2-3` or `fd00--1`; a label before it changes nothing. */
function podHosts({ namespace, name }: NameParts, { objects, plugin, zone }: View): Hosts {
  const isIPv4 = /^[^-]*(-[^-]+){3}$/.test(name);
  const address = parseAddress(name.replaceAll('-', isIPv4 ? '.' : ':'));
  if (!address || plugin.pods === 'disabled') return undefined;
  const host = { host: address.text, port: 0, name: `${name}.${namespace}.pod.${zone}` };
  if (plugin.pods === 'insecure') return [host];
  const pods = objects.pods.filter((pod) => isThere(pod) && pod.metadata.namespace === namespace);
  const found = pods.filter(
    ({ status }) => parseAddress(status.podIPs[0]?.ip ?? '')?.text === address.text,
  );
  return found.length > 0 ? found.map(() => host) : undefined;
}

/** Pods that ended or are on their way out are not kept by the plugin. */
function isThere({ metadata, status }: Pod): boolean {
  return !metadata.deletionTimestamp && status.phase !== 'Succeeded' && status.phase !== 'Failed';
}

function serviceHosts(parts: NameParts, view: View): Hosts {
  const service = view.objects.services.find(
    ({ metadata }) => metadata.name === parts.name && metadata.namespace === parts.namespace,
  );
  if (!service) return undefined;
  const hosts = hostsOfService(service, parts, view);
  return hosts.length > 0 ? hosts : undefined;
}

function hostsOfService(service: Service, parts: NameParts, view: View): Host[] {
  const { spec, metadata } = service;
  const own = `${metadata.name}.${metadata.namespace}.svc.${view.zone}`;
  if (spec.type === 'ExternalName') return aliasHosts(service, parts, own);
  const ips = clusterIPs(service);
  const isHeadless = ips[0] === 'None';
  if (isHeadless || parts.endpoint !== '') return endpointHosts(service, parts, own, view);
  if (view.plugin.ignoresEmptyServices && !hasEndpoint(service, view)) return [];
  const ports = spec.ports.length > 0 ? spec.ports : [{ name: '', protocol: '', port: -1 }];
  return ports
    .filter((port) => fits(parts, port))
    .flatMap(({ port }) => ips.map((host) => ({ host, port, name: own })));
}

export function clusterIPs({ spec }: Service): string[] {
  return spec.clusterIPs.length > 0 ? spec.clusterIPs : [spec.clusterIP ?? ''];
}

/** An address is no alias: the plugin then knows no such name. */
function aliasHosts({ spec }: Service, parts: NameParts, own: string): Host[] {
  const host = spec.externalName ?? '';
  if (parts.endpoint || parts.port || parts.protocol || parseAddress(host)) return [];
  return [{ host, port: 0, name: own }];
}

function hasEndpoint(service: Service, { objects, plugin }: View): boolean {
  return slicesOf(service, objects.slices, plugin).some((one) => readyAddresses(one).length > 0);
}

function endpointHosts(service: Service, parts: NameParts, own: string, view: View): Host[] {
  return slicesOf(service, view.objects.slices, view.plugin).flatMap((slice) =>
    readyAddresses(slice).flatMap((endpoint) => {
      const label = endpointName(endpoint, view.plugin);
      if (parts.endpoint !== '' && label.toLowerCase() !== parts.endpoint) return [];
      return portsOf(slice)
        .filter((port) => fits(parts, port))
        .map(({ port }) => ({ host: endpoint.address, port, name: `${label}.${own}` }));
    }),
  );
}

/** A part that the name does not have fits everything. */
function fits(parts: NameParts, { name, protocol }: { name: string; protocol: string }): boolean {
  const isPort = parts.port === '' || parts.port === name.toLowerCase();
  return isPort && (parts.protocol === '' || parts.protocol === protocol.toLowerCase());
}
