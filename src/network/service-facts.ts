/** What a Service's fields mean for a person, one sentence each. Pure functions of the object. */
import type { Event } from '../objects/event.ts';
import type { Service } from '../objects/service.ts';
import { code, count } from '../report.ts';

export interface Fact {
  label: string;
  value: string;
}

export type ServiceForm = 'ClusterIP' | 'headless' | 'NodePort' | 'LoadBalancer' | 'ExternalName';

export function formOf({ spec }: Service): ServiceForm {
  if (spec.type === 'ClusterIP' && spec.clusterIP === 'None') return 'headless';
  return spec.type;
}

export function hasSelector({ spec }: Service): boolean {
  return Object.keys(spec.selector).length > 0;
}

/** `app=web,track=stable`, as the API takes it. */
export function selectorText({ spec }: Service): string {
  return Object.entries(spec.selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

const meanings: Record<ServiceForm, string> = {
  ClusterIP: 'ClusterIP: a virtual IP inside the cluster, for traffic between services',
  headless: 'Headless (ClusterIP `None`): DNS answers the endpoints, nothing balances the load',
  NodePort:
    'NodePort: a port on every node, for development and tests; no TLS, no routing by host or path',
  LoadBalancer: 'LoadBalancer: an external load balancer in front of a port on every node',
  ExternalName: 'ExternalName: a DNS alias; nothing is proxied and its ports do not count',
};

/** What a LoadBalancer answers at; empty while it has no address. */
export function externalAddresses({ status }: Service): string[] {
  return (status?.loadBalancer?.ingress ?? []).flatMap(({ hostname, ip }) => hostname ?? ip ?? []);
}

/** A LoadBalancer that nobody outside can reach yet. */
export function isPending(service: Service): boolean {
  return service.spec.type === 'LoadBalancer' && externalAddresses(service).length === 0;
}

/** Why an alias cannot work: DNS has no alias of an address (CNAME, RFC 1035), or of nothing. */
export function aliasTrouble({ spec }: Service): string | undefined {
  const name = spec.externalName ?? '';
  if (name === '') return 'it names no host';
  return /^[\d.]+$|:/.test(name) ? 'an address cannot be an alias, a host name can' : undefined;
}

/**
 * In the order a person asks: what it is, where it listens, what changes the way of a packet.
 * @param events what was said about the Service itself
 */
export function serviceFacts(service: Service, events: readonly Event[] = []): Fact[] {
  return [
    { label: 'Type', value: meanings[formOf(service)] },
    ...addressFacts(service, events),
    ...policyFacts(service),
  ];
}

function addressFacts(service: Service, events: readonly Event[]): Fact[] {
  const { spec } = service;
  const form = formOf(service);
  if (form === 'ExternalName') return aliasFacts(service);
  const facts = [{ label: 'Selector', value: selectorFact(service) }];
  const ips = spec.clusterIPs.filter((ip) => ip !== 'None');
  if (ips.length > 0)
    facts.push({ label: 'Cluster IP', value: ips.map((ip) => code(ip)).join(', ') });
  if (spec.type === 'LoadBalancer') {
    facts.push({ label: 'External address', value: loadBalancerFact(service, events) });
  }
  if (spec.externalIPs.length > 0) {
    facts.push({ label: 'External IPs', value: spec.externalIPs.map((ip) => code(ip)).join(', ') });
  }
  return facts;
}

function selectorFact(service: Service): string {
  if (hasSelector(service)) return code(selectorText(service));
  return 'none: its endpoints are written by hand or by another controller';
}

function aliasFacts(service: Service): Fact[] {
  return [
    { label: 'Alias of', value: code(service.spec.externalName ?? '') },
    ...(hasSelector(service)
      ? [{ label: 'Selector', value: `${code(selectorText(service))}, which an alias ignores` }]
      : []),
  ];
}

function loadBalancerFact(service: Service, events: readonly Event[]): string {
  const addresses = externalAddresses(service);
  if (addresses.length > 0) return addresses.map((address) => code(address)).join(', ');
  const by = service.spec.loadBalancerClass;
  const who = by ? `class ${code(by)}` : 'the cloud provider';
  const said = events.findLast(({ type }) => type === 'Warning');
  const why = said ? `: ${said.reason}: ${said.message.trim()}` : '';
  return `pending: ${who} has assigned none yet${why}`;
}

/** Only what differs from the defaults, or is worth knowing at night. */
function policyFacts({ spec }: Service): Fact[] {
  const facts: Fact[] = [];
  if (spec.externalTrafficPolicy && spec.type !== 'ClusterIP') {
    facts.push({ label: 'From outside', value: externalPolicy(spec) });
  }
  if (spec.internalTrafficPolicy === 'Local') {
    facts.push({
      label: 'From inside',
      value:
        'internalTrafficPolicy Local: a node without a ready endpoint drops its own pods’ traffic',
    });
  }
  if (spec.sessionAffinity === 'ClientIP') {
    facts.push({ label: 'Session affinity', value: affinity(spec) });
  }
  if (spec.publishNotReadyAddresses) {
    facts.push({
      label: 'Not-ready pods',
      value: 'published as if they were ready (publishNotReadyAddresses)',
    });
  }
  if (spec.trafficDistribution) {
    facts.push({
      label: 'Distribution',
      value: `prefers near endpoints (trafficDistribution ${code(spec.trafficDistribution)})`,
    });
  }
  return facts;
}

function externalPolicy(spec: Service['spec']): string {
  if (spec.externalTrafficPolicy !== 'Local') {
    return 'externalTrafficPolicy Cluster: any node accepts; the pod sees a node’s address as the client';
  }
  const check = spec.healthCheckNodePort
    ? `; the load balancer asks node port ${code(spec.healthCheckNodePort)} which nodes those are`
    : '';
  return `externalTrafficPolicy Local: only nodes with a ready endpoint answer, the client address is kept${check}`;
}

function affinity({ sessionAffinityConfig }: Service['spec']): string {
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800;
  return `by client IP, for ${duration(seconds)}: clients behind one proxy all reach the same pod`;
}

function duration(seconds: number): string {
  if (seconds % 3600 === 0) return count(seconds / 3600, 'hour');
  return seconds % 60 === 0 ? count(seconds / 60, 'minute') : count(seconds, 'second');
}
