/** Whether anybody answers on a side of a route: the ready endpoints of the Services behind it. */
import { endpointsOf } from '../network/endpoints.ts';
import { reachOf } from '../network/reach.ts';
import type { RouteBackend } from '../network/routes/route.ts';
import { traefikSplit } from '../network/routes/traefik-services.ts';
import { formOf } from '../network/service-facts.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Service } from '../objects/service.ts';
import { code, count } from '../report.ts';
import type { Snapshot } from '../snapshot.ts';
import type { CanaryObjects, Destination, Side } from './provider.ts';

export interface Ready {
  /** Endpoints of the Service with the fewest; undefined: not known. */
  ready: number | undefined;
  /** "3 ready endpoints", "no ready endpoint", or why it is not known. */
  words: string;
}

type Behind = Pick<Snapshot, 'objects' | 'gaps'>;

/** The Services to read, each once; of TraefikServices those that get a part of it. */
export function servicesBehind(
  sides: readonly Side[],
  objects: CanaryObjects,
): { namespace: string; name: string }[] {
  const all = sides.flatMap((side) => backendsOf(side, objects));
  const services = all.filter(({ kind, trouble }) => kind === 'Service' && !trouble);
  return [
    ...new Map(
      services.map(({ namespace, name }) => [`${namespace}/${name}`, { namespace, name }]),
    ).values(),
  ];
}

/** @param behind Services and EndpointSlices of `servicesBehind` */
export function readyOf(side: Side, behind: Behind, objects: CanaryObjects): Ready {
  const all = backendsOf(side, objects).map((one) => ofBackend(one, behind));
  const [worst] = all.sort((a, b) => rank(a) - rank(b));
  return worst ?? { ready: 0, words: 'nobody stands behind it' };
}

/** Nobody, then not known, then few. */
const rank = ({ ready }: Ready) => (ready === 0 ? -1 : (ready ?? 0));

function backendsOf(side: Side, objects: CanaryObjects): RouteBackend[] {
  return [side, ...(side.also ?? [])].flatMap((one) => resolved(one, objects));
}

function resolved(
  { kind, namespace, name, port }: Destination,
  objects: CanaryObjects,
): RouteBackend[] {
  const place = { kind, namespace, name, ...(port !== undefined && { port }) };
  if (kind !== 'TraefikService') return [{ ...place, weight: 1, share: 1 }];
  const { split } = traefikSplit([place], namespace, objects);
  return split.filter(({ share }) => share > 0);
}

function ofBackend(backend: RouteBackend, behind: Behind) {
  const { kind, namespace, name, port, trouble, unknown } = backend;
  if (trouble) return { ready: 0, words: trouble };
  if (unknown) return { ready: undefined, words: `not known: ${unknown}` };
  const place = { namespace, name, ...(port !== undefined && { port }) };
  if (kind === 'Service') return ofService(place, behind);
  return { ready: undefined, words: `not known: what a ${kind} has behind it is not read` };
}

function ofService(place: Omit<Destination, 'kind'>, { objects, gaps }: Behind): Ready {
  const { namespace, name } = place;
  const isOf = (kind: string) =>
    gaps.find(
      ({ query }) =>
        query.kind === kind &&
        (query.namespace ?? namespace) === namespace &&
        (query.name ?? name) === name &&
        (query.labels ?? label(name)) === label(name),
    );
  const service = objects.services?.find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
  if (!service && objects.services && !isOf('services'))
    return { ready: 0, words: `there is no Service ${code(name)}` };
  if (service && formOf(service) === 'ExternalName') {
    const alias = code(service.spec.externalName ?? '');
    return { ready: undefined, words: `not known: ${code(name)} is an alias of ${alias}` };
  }
  const gap = isOf('endpointslices');
  if (gap || !objects.endpointslices) {
    return { ready: undefined, words: `not known: its EndpointSlices could not be read` };
  }
  const slices = objects.endpointslices.filter(
    ({ metadata }) =>
      metadata.namespace === namespace && metadata.labels['kubernetes.io/service-name'] === name,
  );
  const ready = endpointsOf(slices).filter((one) => one.ready).length;
  const dead = ready > 0 && service ? deadEnd(place, service, slices) : undefined;
  if (dead) return { ready: 0, words: dead };
  return {
    ready,
    words: ready === 0 ? 'no ready endpoint' : count(ready, 'ready endpoint'),
  };
}

/** Endpoints that are ready, and a port that none of them is reached by. */
function deadEnd(
  place: Omit<Destination, 'kind'>,
  service: Service,
  slices: readonly EndpointSlice[],
): string | undefined {
  // Some routers take the port of the pods as well: where in doubt, it is there.
  const side = { ...place, kind: 'Service', weight: 1, share: 1, takesTargetPort: true as const };
  return reachOf(side, { services: [service], slices }).trouble;
}

/** As it is asked for. */
const label = (name: string) => `kubernetes.io/service-name=${name}`;
