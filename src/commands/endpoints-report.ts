/** The Report of `endpoints`: problems first, then the Service, then every endpoint. */
import { type BackendFacts, type Backends, backendsOf } from '../network/backends.ts';
import { deadPorts, portLine, type ResolvedPort, resolvePorts } from '../network/ports.ts';
import { externalAddresses, formOf, serviceFacts } from '../network/service-facts.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { redact } from '../redact.ts';
import type { Report, Section } from '../report.ts';
import { judge } from './endpoints-headline.ts';
import { endpointTable, spreadTables } from './endpoints-tables.ts';
import { troubleSection } from './endpoints-trouble.ts';

export interface EndpointFacts extends BackendFacts {
  /** Further pods of the namespace, read where the Service has no endpoint at all. */
  neighbours: readonly Pod[];
}

export function describeEndpoints(
  facts: EndpointFacts,
): Pick<Report, 'verdict' | 'headline' | 'mark' | 'sections' | 'data'> {
  const { service } = facts;
  const backends = withoutSecrets(backendsOf(facts));
  const ports = resolvePorts(service, facts.pods ?? []);
  const deadOnes = deadPorts(service, backends.endpoints);
  const dead = ports.filter(({ port }) => deadOnes.includes(port));
  return {
    ...judge(facts, backends, dead),
    sections: [
      ...troubleSection(backends, ports, dead),
      serviceSection(facts, ports),
      ...spreadTables(backends.endpoints),
      ...endpointTable(backends.endpoints),
    ],
    data: toData(facts, ports, backends),
  };
}

/** Last words of containers, answers to probes and events are written by programs, for logs. */
function withoutSecrets({ endpoints, podsAside }: Backends): Backends {
  return {
    endpoints: endpoints.map((item) =>
      item.reason === undefined ? item : { ...item, reason: redact(item.reason) },
    ),
    podsAside: podsAside.map((pod) => ({ ...pod, reason: redact(pod.reason) })),
  };
}

function serviceSection(
  { service, events }: EndpointFacts,
  ports: readonly ResolvedPort[],
): Section {
  const lines = formOf(service) === 'ExternalName' ? [] : ports.map((port) => portLine(port));
  const own = events
    .filter(({ involvedObject }) => involvedObject.kind === 'Service')
    .map((event) => ({ ...event, message: redact(event.message) }));
  return {
    kind: 'fields',
    title: 'Service',
    fields: [
      ...serviceFacts(service, own),
      ...lines.map((value, i) => ({ label: i === 0 ? 'Ports' : '', value })),
    ],
  };
}

function toData(
  { service, slices }: EndpointFacts,
  ports: readonly ResolvedPort[],
  { endpoints, podsAside }: Backends,
): Record<string, unknown> {
  const isKnown = slices !== undefined;
  return {
    service: serviceData(service, ports),
    /** null: could not be read. */
    counts: isKnown ? countsOf(endpoints) : null,
    endpoints: isKnown ? endpoints : null,
    podsWithoutEndpoint: podsAside,
  };
}

function countsOf(endpoints: Backends['endpoints']): Record<string, number> {
  return {
    total: endpoints.length,
    ready: endpoints.filter(({ ready }) => ready).length,
    serving: endpoints.filter(({ serving }) => serving).length,
    terminating: endpoints.filter(({ terminating }) => terminating).length,
  };
}

function serviceData(service: Service, ports: readonly ResolvedPort[]): Record<string, unknown> {
  const { metadata, spec } = service;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    type: spec.type,
    headless: formOf(service) === 'headless',
    selector: spec.selector,
    clusterIPs: spec.clusterIPs.filter((ip) => ip !== 'None'),
    externalAddresses: externalAddresses(service),
    externalName: spec.externalName ?? null,
    externalTrafficPolicy: spec.externalTrafficPolicy ?? null,
    internalTrafficPolicy: spec.internalTrafficPolicy ?? null,
    healthCheckNodePort: spec.healthCheckNodePort ?? null,
    sessionAffinity: spec.sessionAffinity,
    ports: ports.map(({ port, target, numbers, missingOn }) => ({
      ...port,
      targetPort: target,
      resolved: numbers,
      missingOn,
    })),
  };
}
