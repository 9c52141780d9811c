/** Whether a backend of a route can answer: Service, port, ready endpoints. */
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { code, count } from '../report.ts';
import { endpointsOf } from './endpoints.ts';
import { didYouMean, nearest, oneOf } from './nearest.ts';
import { deadPorts, portName } from './ports.ts';
import type { RouteBackend } from './routes/route.ts';
import { aliasTrouble, formOf } from './service-facts.ts';

export interface Reach {
  backend: RouteBackend;
  service?: Service;
  port?: ServicePort;
  /** Absent: an alias, or not known. */
  endpoints?: { ready: number; total: number };
  /** Why nothing answers there. */
  trouble?: string;
  /** Why it is not known whether something answers there. */
  unknown?: string;
}

export interface ReachFacts {
  /** undefined: could not be read. */
  services: readonly Service[] | undefined;
  slices: readonly EndpointSlice[] | undefined;
}

export const noNodePort = `targets are nodes (${code('target-type: instance')}), but the Service has no node port: it has to be a NodePort, or ${code('target-type: ip')}`;

export function reachOf(backend: RouteBackend, { services, slices }: ReachFacts): Reach {
  if (backend.trouble) return { backend, trouble: backend.trouble };
  if (backend.kind !== 'Service') {
    return { backend, unknown: `whether a ${backend.kind} answers is not evaluated` };
  }
  if (!services) return { backend, unknown: 'its Service could not be read' };
  const inPlace = services.filter(({ metadata }) => metadata.namespace === backend.namespace);
  const service = inPlace.find(({ metadata }) => metadata.name === backend.name);
  if (!service) return { backend, trouble: 'there is no Service of this name' };
  return { service, ...behind(backend, service, slices) };
}

function behind(
  backend: RouteBackend,
  service: Service,
  slices: readonly EndpointSlice[] | undefined,
): Reach {
  if (formOf(service) === 'ExternalName') {
    const trouble = aliasTrouble(service);
    const unknown = `an alias of ${code(service.spec.externalName ?? '')}: what answers there is outside this cluster`;
    return { backend, ...(trouble ? { trouble } : { unknown }) };
  }
  const port = portOf(backend, service);
  if (backend.port !== undefined && !port) return { backend, trouble: noPort(backend, service) };
  if (backend.needsNodePort && !port?.nodePort) {
    return { backend, ...(port && { port }), trouble: noNodePort };
  }
  if (!slices)
    return { backend, ...(port && { port }), unknown: 'its EndpointSlices could not be read' };
  const own = slices.filter(
    ({ metadata }) =>
      metadata.namespace === backend.namespace &&
      metadata.labels['kubernetes.io/service-name'] === backend.name,
  );
  const all = endpointsOf(own);
  const ready = all.filter((item) => item.ready);
  const endpoints = { ready: ready.length, total: all.length };
  const isDead = port !== undefined && deadPorts(service, all).includes(port);
  const trouble =
    ready.length === 0
      ? all.length === 0
        ? 'no endpoints'
        : `0 of ${count(all.length, 'endpoint')} ready`
      : isDead && `no ready endpoint has port ${portName(port)}`;
  return { backend, ...(port && { port }), endpoints, ...(trouble && { trouble }) };
}

/** By number or name; without one the only port there is. */
export function portOf(
  { port, takesTargetPort }: RouteBackend,
  { spec }: Service,
): ServicePort | undefined {
  if (port === undefined) return spec.ports.length === 1 ? spec.ports[0] : undefined;
  const text = String(port);
  return spec.ports.find(
    (one) =>
      one.name === text ||
      String(one.port) === text ||
      (takesTargetPort && String(one.targetPort) === text),
  );
}

function noPort({ port = '' }: RouteBackend, { spec }: Service): string {
  const names = spec.ports.flatMap((one) => [String(one.port), ...(one.name ? [one.name] : [])]);
  const has = names.length > 0 ? `; it has ${oneOf(names, 'and')}` : '; it has none';
  const near = nearest(String(port), names);
  return `the Service has no port ${code(port)}${near.length > 0 ? `.${didYouMean(near)}` : has}`;
}

/** A canary that nobody answers for is passed over, where the controller does that. */
export function withFallback(reaches: readonly Reach[]): Reach[] {
  const isPassedOver = ({ backend, trouble }: Reach) => backend.fallsBack && trouble !== undefined;
  const lost = reaches.filter(isPassedOver);
  const rest = reaches.filter((one) => !isPassedOver(one));
  const sum = rest.reduce((total, { backend }) => total + backend.share, 0);
  if (lost.length === 0 || rest.length === 0) return [...reaches];
  return reaches.map((one) => {
    const share = isPassedOver(one) ? 0 : sum === 0 ? 1 / rest.length : one.backend.share / sum;
    return { ...one, backend: { ...one.backend, share } };
  });
}
