/** Why a name does not resolve, or resolves to something that does not help. */
import type { Service } from '../objects/service.ts';
import { code, count, type Mark } from '../report.ts';
import { parseAddress } from './address.ts';
import type { KubernetesPlugin } from './corefile.ts';
import { readyAddresses, slicesOf } from './dns-endpoints.ts';
import type { DnsObjects } from './dns-hosts.ts';
import { isIn, normalName } from './dns-names.ts';
import type { Reading } from './dns-question.ts';
import { firstOf } from './nearest.ts';
import { formOf, hasSelector } from './service-facts.ts';

export interface Reason {
  mark: Mark;
  text: string;
}

interface Around {
  objects: DnsObjects;
  plugin: KubernetesPlugin;
  clusterDomain: string;
  /** The Service's EndpointSlices were read, and all of them. */
  hasAllSlices: boolean;
}

export function reasonsFor(service: Service, reading: Reading, around: Around): Reason[] {
  const { namespace } = service.metadata;
  if (around.plugin.namespaces.length > 0 && !around.plugin.namespaces.includes(namespace)) {
    const shown = firstOf(around.plugin.namespaces, 5);
    return [
      {
        mark: 'problem',
        text: `The Corefile shows only ${shown}: no name in ${code(namespace)} resolves.`,
      },
    ];
  }
  if (formOf(service) === 'ExternalName') return aliasReasons(service, around);
  return [
    ...(around.hasAllSlices ? endpointReasons(service, around) : unreadReasons(service, reading)),
    ...askedReasons(service, reading, around),
    ...unnamedPorts(service, reading),
  ];
}

/** Without its endpoints, a Service with an address of its own is still told in full. */
function unreadReasons(service: Service, { endpoint }: Reading): Reason[] {
  if (formOf(service) !== 'headless' && endpoint === '') return [];
  const text =
    'Its EndpointSlices could not be read, and this name exists only as long as an endpoint is ready.';
  return [{ mark: 'unknown', text }];
}

/** Where an alias leads, as far as the cluster knows. */
function aliasReasons({ spec, metadata }: Service, { objects, clusterDomain }: Around): Reason[] {
  const target = normalName(spec.externalName ?? '');
  if (parseAddress(target)) {
    const text = `It is an alias of the address ${code(target)}. DNS has no alias of an address (CNAME): use a Service without selector and an EndpointSlice with that address instead.`;
    return [{ mark: 'problem', text }];
  }
  if (!isIn(clusterDomain, target)) {
    const text = `What ${code(target)} resolves to is decided outside the cluster. Clients name ${code(metadata.name)} in TLS and HTTP, which the other side may not know.`;
    return [{ mark: 'skipped', text }];
  }
  const ends = chainEnd(
    `${metadata.name}.${metadata.namespace}.svc.${clusterDomain}`,
    objects,
    clusterDomain,
  );
  if (ends === 'circle') {
    return [
      { mark: 'problem', text: 'Its aliases lead back to themselves: the answer stays empty.' },
    ];
  }
  const isThere = objects.services.some((one) => wholeOf(one, clusterDomain) === target);
  if (isThere || !/^[^.]+\.[^.]+\.svc\./.test(target)) return [];
  return [{ mark: 'problem', text: `It is an alias of ${code(target)}, which does not exist.` }];
}

const wholeOf = ({ metadata }: Service, clusterDomain: string) =>
  `${metadata.name}.${metadata.namespace}.svc.${clusterDomain}`;

function chainEnd(start: string, { services }: DnsObjects, clusterDomain: string): string {
  const seen = new Set<string>();
  let at = start;
  while (!seen.has(at)) {
    seen.add(at);
    const service = services.find((one) => wholeOf(one, clusterDomain) === at);
    if (service?.spec.type !== 'ExternalName') return at;
    at = normalName(service.spec.externalName ?? '');
  }
  return 'circle';
}

function endpointReasons(service: Service, { objects, plugin }: Around): Reason[] {
  const slices = slicesOf(service, objects.slices, { ...plugin, hasEndpoints: true });
  const all = slices.flatMap(({ endpoints }) => endpoints);
  if (slices.some((slice) => readyAddresses(slice).length > 0)) return [];
  const none = hasSelector(service)
    ? 'its selector takes no pod that is up'
    : 'nobody has written any';
  const which =
    all.length === 0
      ? `It has no endpoints (${none})`
      : `None of its ${count(all.length, 'endpoint')} is ready`;
  if (formOf(service) === 'headless') {
    const text = `${which}. A headless Service has no address of its own, so without a ready endpoint its name does not exist (NXDOMAIN).`;
    return [{ mark: 'problem', text }];
  }
  if (plugin.ignoresEmptyServices) {
    return [
      {
        mark: 'problem',
        text: `${which}, and the Corefile hides such Services (ignore empty_service).`,
      },
    ];
  }
  return [
    { mark: 'warning', text: `${which}: the name resolves all the same, but connections fail.` },
  ];
}

/** The part of the question that goes beyond the Service: one of its ports or endpoints. */
function askedReasons(service: Service, reading: Reading, around: Around): Reason[] {
  const { port, protocol, endpoint } = reading;
  const { ports } = service.spec;
  if (port !== '' || protocol !== '') {
    const named = ports.filter(({ name }) => name !== '');
    const isThere = named.some(
      (one) => one.name === port && one.protocol.toLowerCase() === protocol,
    );
    if (isThere) return [];
    const have = named.map((one) => `_${one.name}._${one.protocol.toLowerCase()}`);
    const instead =
      have.length > 0 ? ` There is ${firstOf(have, 5)}.` : ' None of its ports has a name.';
    const isNumber = /^\d+$/.test(port) ? ' DNS knows ports by name only, never by number.' : '';
    return [
      {
        mark: 'problem',
        text: `It has no port ${code(`_${port}._${protocol}`)}.${isNumber}${instead}`,
      },
    ];
  }
  if (endpoint === '' || !around.hasAllSlices) return [];
  return endpointAsked(service, endpoint, around);
}

function endpointAsked(service: Service, endpoint: string, { objects, plugin }: Around): Reason[] {
  const slices = slicesOf(service, objects.slices, plugin);
  const all = slices.flatMap((slice) => slice.endpoints);
  const isIt = ({ hostname, targetRef, addresses }: (typeof all)[number]) =>
    hostname === endpoint ||
    targetRef?.name === endpoint ||
    addresses.some((ip) => ip.replaceAll(/[.:]/g, '-') === endpoint);
  const found = all.filter(isIt);
  if (
    found.some(
      ({ conditions, hostname, targetRef }) =>
        (conditions?.ready ?? true) && (hostname === endpoint || targetRef?.name !== endpoint),
    )
  )
    return [];
  if (found.some(({ conditions }) => conditions?.ready === false)) {
    return [
      {
        mark: 'problem',
        text: `The endpoint ${code(endpoint)} is not ready, so that it has no name.`,
      },
    ];
  }
  if (found.length > 0) {
    const text = `The pod ${code(endpoint)} has no hostname and subdomain, so that its name is its address with hyphens, not the pod’s.`;
    return [{ mark: 'problem', text }];
  }
  return [{ mark: 'problem', text: `It has no endpoint ${code(endpoint)}.` }];
}

function unnamedPorts({ spec }: Service, { port }: Reading): Reason[] {
  const bare = spec.ports.filter(({ name }) => name === '');
  if (bare.length === 0 || port !== '') return [];
  const numbers = bare.map((one) => `${one.port}/${one.protocol}`).join(', ');
  return [
    { mark: 'skipped', text: `Port ${numbers} has no name, so that there is no SRV name for it.` },
  ];
}
