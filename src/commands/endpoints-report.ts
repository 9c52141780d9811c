/** The words and tables of `endpoints`: problems first, then the Service, then every endpoint. */
import { type Backend, type Backends, backendsOf } from '../network/backends.ts';
import { label } from '../network/endpoints.ts';
import { type ResolvedPort, resolvePorts } from '../network/ports.ts';
import {
  externalAddress,
  formOf,
  hasSelector,
  selectorText,
  serviceFacts,
} from '../network/service-facts.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Event } from '../objects/event.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { code, count, type Mark, type Report, type Section } from '../report.ts';
import { endpointTable, spreadTables } from './endpoints-tables.ts';

export interface EndpointFacts {
  service: Service;
  /** undefined: could not be read. */
  slices: readonly EndpointSlice[] | undefined;
  pods: readonly Pod[] | undefined;
  events: readonly Event[];
}

type Body = Pick<Report, 'verdict' | 'headline' | 'sections' | 'data'> & { mark?: Mark };

export function describeEndpoints(facts: EndpointFacts): Body {
  const { service } = facts;
  const backends = backendsOf({ ...facts, slices: facts.slices ?? [] });
  const ports = resolvePorts(service, facts.pods ?? []);
  const outcome = judge(facts, backends);
  return {
    ...outcome,
    headline: `${code(`${service.metadata.namespace}/${service.metadata.name}`)} ${outcome.headline}`,
    sections: [
      ...troubleSection(backends),
      serviceSection(service, ports),
      ...spreadTables(backends.endpoints),
      ...endpointTable(backends.endpoints),
    ],
    data: toData(service, ports, backends),
  };
}

function judge(
  { service, slices, pods }: EndpointFacts,
  backends: Backends,
): Pick<Body, 'verdict' | 'headline' | 'mark'> {
  if (formOf(service) === 'ExternalName') {
    const alias = code(service.spec.externalName ?? '');
    return { verdict: 'ok', headline: `is an alias of ${alias}: it has no endpoints of its own` };
  }
  if (!slices)
    return { verdict: 'unknown', headline: 'cannot be judged: its endpoints could not be read' };
  const all = backends.endpoints;
  const ready = all.filter((item) => item.ready).length;
  if (all.length === 0) return { verdict: 'problem', headline: nobody(service, backends, pods) };
  const tally = `${ready} of ${count(all.length, 'endpoint')} ready`;
  if (ready === 0) return { verdict: 'problem', headline: `${tally}${because(all)}` };
  const isPending = service.spec.type === 'LoadBalancer' && !externalAddress(service);
  const pending = isPending ? ', external address pending' : '';
  const isOdd = isPending || all.some((item) => item.reason) || backends.podsAside.length > 0;
  return {
    verdict: 'ok',
    ...(isOdd && { mark: 'warning' }),
    headline: `${tally}${pending}${ready < all.length ? because(all) : ''}`,
  };
}

function nobody(service: Service, { podsAside }: Backends, pods: EndpointFacts['pods']): string {
  if (!hasSelector(service)) {
    return 'has no endpoints: it has no selector, and nobody has written an EndpointSlice for it';
  }
  const selector = code(selectorText(service));
  if (pods === undefined) return `has no endpoints; its selector is ${selector}`;
  const [first] = podsAside;
  if (!first) return `has no endpoints: no pod carries the labels ${selector}`;
  return `has no endpoints: ${count(podsAside.length, 'pod')} selected, none can take traffic (${first.reason})`;
}

/** The commonest reason; the others stand below. */
function because(items: readonly Backend[]): string {
  const reasons = items.filter((item) => !item.ready).map((item) => item.reason ?? 'not ready');
  const tally = Map.groupBy(reasons, withoutCount);
  const [top] = [...tally].sort(([, a], [, b]) => b.length - a.length);
  return top ? `: ${top[0]}` : '';
}

/** Probe failures differ in how often they were seen; that must not keep equal ones apart. */
const withoutCount = (reason: string) => reason.replace(/ \(\d+ times\)$/, '');

function troubleSection({ endpoints, podsAside }: Backends): Section[] {
  const odd = endpoints.flatMap((item) =>
    item.reason ? [{ name: label(item), reason: item.reason, isReady: item.ready }] : [],
  );
  const aside = podsAside.map(({ name, reason }) => ({ name, reason, isReady: false }));
  const groups = Map.groupBy([...odd, ...aside], ({ reason }) => withoutCount(reason));
  if (groups.size === 0) return [];
  const items = [...groups].map(([reason, members]) => ({
    mark: members.every(({ isReady }) => isReady) ? ('warning' as const) : ('problem' as const),
    text: `${names(members.map(({ name }) => name))}: ${reason}`,
  }));
  return [{ kind: 'marks', title: 'What is not right', items }];
}

function names(all: readonly string[], most = 3): string {
  const shown = all.slice(0, most).map(code).join(', ');
  return all.length > most ? `${shown} and ${all.length - most} more` : shown;
}

function serviceSection(service: Service, ports: readonly ResolvedPort[]): Section {
  const isAlias = formOf(service) === 'ExternalName';
  const lines = isAlias ? [] : ports.map((port) => portLine(port));
  return {
    kind: 'fields',
    title: 'Service',
    fields: [
      ...serviceFacts(service),
      ...lines.map((value, i) => ({ label: i === 0 ? 'Ports' : '', value })),
    ],
  };
}

/** `http` 80/TCP to `http`: 8080 on 3 pods */
function portLine({ port, target, numbers, missingOn }: ResolvedPort): string {
  const name = port.name ? `${code(port.name)} ` : '';
  const onNodes = port.nodePort ? `, ${port.nodePort} on every node` : '';
  const from = `${name}${port.port}/${port.protocol}${onNodes}`;
  if (typeof target === 'number') return `${from} to ${target}`;
  const resolved = numbers.map(({ number, pods }) => `${number} on ${count(pods, 'pod')}`);
  const missing = missingOn.length > 0 ? [`declared nowhere on ${names(missingOn)}`] : [];
  const where = [...resolved, ...missing].join(', ');
  return `${from} to port ${code(target)}${where ? `: ${where}` : ''}`;
}

function toData(
  service: Service,
  ports: readonly ResolvedPort[],
  { endpoints, podsAside }: Backends,
): Record<string, unknown> {
  const { metadata, spec } = service;
  return {
    service: {
      name: metadata.name,
      namespace: metadata.namespace,
      type: spec.type,
      headless: formOf(service) === 'headless',
      selector: spec.selector,
      clusterIPs: spec.clusterIPs.filter((ip) => ip !== 'None'),
      externalAddress: externalAddress(service) ?? null,
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
    },
    counts: {
      total: endpoints.length,
      ready: endpoints.filter(({ ready }) => ready).length,
      serving: endpoints.filter(({ serving }) => serving).length,
      terminating: endpoints.filter(({ terminating }) => terminating).length,
    },
    endpoints,
    podsWithoutEndpoint: podsAside,
  };
}
