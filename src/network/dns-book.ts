/** Every name a Service has, as the questions that lead to its records. */
import type { Service } from '../objects/service.ts';
import { parseAddress, reverseName } from './address.ts';
import type { KubernetesPlugin } from './corefile.ts';
import { endpointName, readyAddresses, slicesOf } from './dns-endpoints.ts';
import { clusterIPs, type DnsObjects } from './dns-hosts.ts';
import type { Question } from './dns-records.ts';
import { formOf } from './service-facts.ts';

/** Endpoints that are told by name; a Service of a thousand pods has a thousand. */
export const mostEndpoints = 20;

export interface NameForm {
  name: string;
  /** Who may use it. */
  from: string;
}

export function formsOf({ metadata }: Service, clusterDomain: string): NameForm[] {
  const { name, namespace } = metadata;
  const whole = `${name}.${namespace}.svc.${clusterDomain}`;
  const any = 'pods in any namespace';
  return [
    { name, from: `pods in ${namespace}` },
    { name: `${name}.${namespace}`, from: any },
    { name: `${name}.${namespace}.svc`, from: any },
    { name: whole, from: `${any}; also where there is no search list` },
    { name: `${whole}.`, from: `${any}, with a single query` },
  ];
}

export function questionsOf(
  service: Service,
  objects: DnsObjects,
  plugin: KubernetesPlugin,
  clusterDomain: string,
): Question[] {
  const { name, namespace } = service.metadata;
  const whole = `${name}.${namespace}.svc.${clusterDomain}`;
  const form = formOf(service);
  const both = (owner: string): Question[] => [
    { name: owner, type: 'A' },
    { name: owner, type: 'AAAA' },
  ];
  if (form === 'ExternalName') return [{ name: whole, type: 'CNAME' }, ...both(whole)];
  const ports = service.spec.ports.filter((port) => port.name !== '');
  const labels = form === 'headless' ? endpointLabels(service, objects, plugin) : [];
  const addresses = clusterIPs(service).flatMap((text) => parseAddress(text) ?? []);
  return [
    ...both(whole),
    ...ports.map(
      (port): Question => ({
        name: `_${port.name}._${port.protocol.toLowerCase()}.${whole}`,
        type: 'SRV',
      }),
    ),
    ...labels.slice(0, mostEndpoints).flatMap((label) => both(`${label}.${whole}`)),
    ...addresses.map((address): Question => ({ name: reverseName(address), type: 'PTR' })),
  ];
}

export function endpointLabels(
  service: Service,
  { slices }: DnsObjects,
  plugin: KubernetesPlugin,
): string[] {
  const ready = slicesOf(service, slices, plugin).flatMap(readyAddresses);
  const labels = ready.map((endpoint) => endpointName(endpoint, plugin));
  return [...new Set(labels)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
