/**
 * What `trace` reads, in two round trips where all is well: rules and load balancers; Services,
 * endpoints and the controller's pods. A third asks pods why they are not ready. The host is looked up
 * beside the first.
 */
import { type Reach, reachOf, withFallback } from '../network/reach.ts';
import { nearRules } from '../network/routes/near-rules.ts';
import { routers } from '../network/routes/registry.ts';
import type { Arrival, Ask, RouteObjects } from '../network/routes/route.ts';
import type { Service } from '../objects/service.ts';
import type { Query, Snapshot } from '../snapshot.ts';
import type { Request } from './command.ts';
import { doorOf } from './trace-door.ts';
import { grantQueries, withGrants } from './trace-partly.ts';
import { behindOf, podQueries, podsOfDoor, reasonQueries } from './trace-pods.ts';
import { backendGaps, doorGaps, readRules, ruleGaps } from './trace-rules.ts';
import type { Traced } from './traced.ts';

export async function readTrace(
  request: Pick<Request<unknown>, 'cluster' | 'lookupHost'>,
  asked: Ask,
  namespace: string | undefined,
): Promise<Traced> {
  const { cluster, lookupHost } = request;
  const [rules, host] = await Promise.all([
    readRules(cluster, namespace),
    lookupHost && isPublicName(asked.host) ? lookupHost(asked.host) : undefined,
  ]);
  const ask = assumeScheme(asked, rules.objects);
  const doors = rules.objects.services ?? [];
  const first = arrivalsOf(ask, rules.objects);
  const doorPods = podQueries(first.flatMap((arrival) => doorOf(arrival, doors)?.service ?? []));
  const grants = grantQueries(first, rules.objects);
  const backends = backendQueries(first, rules.objects);
  const second = await cluster.read([...backends, ...grants, ...doorPods]);
  const objects = { ...withGrants(rules.objects, grants, second), ...pick(second) };
  const ranked = inOrder(arrivalsOf(ask, objects), doors, host?.addresses ?? []);
  const [main, ...others] = ranked;
  const reaches = reachesOf(main, second);
  const door = main && doorOf(main, doors);
  const third = await cluster.read(reasonQueries(reaches));
  const known = routers.flatMap((router) => router.rules(objects));
  return {
    ask,
    namespace,
    ...(main && { main }),
    others,
    reaches,
    behind: behindOf(reaches, second, third),
    ...(door && { door: { ...door, ...podsOfDoor(door.service, second) } }),
    ...(host && { host }),
    near: main?.winner ? [] : nearRules(ask, known),
    isPartial: rules.isPartial,
    notEvaluated: [...ruleGaps(rules), ...doorGaps(rules, second), ...backendGaps(second, third)],
  };
}

const arrivalsOf = (ask: Ask, objects: RouteObjects) =>
  routers.flatMap((router) => router.arrivals(ask, objects));

/** Where nobody said http or https, http is meant if that is all there is. */
function assumeScheme(ask: Ask, objects: RouteObjects): Ask {
  if (ask.isSchemeGiven || ask.port !== 443) return ask;
  const served = arrivalsOf(ask, objects).filter(({ winner, unserved }) => winner && !unserved);
  const isHttp = served.length > 0 && served.every(({ isOtherScheme }) => isOtherScheme);
  return isHttp ? { ...ask, scheme: 'http', port: 80 } : ask;
}

/** An address needs no lookup, and a wildcard has none. */
const isPublicName = (host: string) => host.includes('.') && !/^\*|^\[|^[\d.]+$/.test(host);

function pick({ objects }: Snapshot): RouteObjects {
  return objects.namespaces ? { namespaces: objects.namespaces } : {};
}

/** A rule that wins where the host points to comes first, then any that wins, then what is unserved. */
function inOrder(
  arrivals: readonly Arrival[],
  doors: readonly Service[],
  addresses: readonly string[],
): Arrival[] {
  const rank = (arrival: Arrival) => {
    if (arrival.unserved !== undefined) return 3;
    if (!arrival.winner) return 2;
    const door = doorOf(arrival, doors);
    const own = [...arrival.entrance.addresses, ...(door?.addresses ?? [])];
    return own.some((address) => addresses.includes(address)) ? 0 : 1;
  };
  return [...arrivals].sort((a, b) => rank(a) - rank(b));
}

function backendQueries(arrivals: readonly Arrival[], objects: RouteObjects): Query[] {
  const wanted = arrivals.flatMap(({ winner }) => winner?.split ?? []);
  const services = wanted.filter(({ kind }) => kind === 'Service');
  const unique = [
    ...new Map(services.map((one) => [`${one.namespace}/${one.name}`, one])).values(),
  ];
  const needsLabels = objects.gateways?.some(({ spec }) =>
    spec.listeners.some(({ allowedRoutes }) => allowedRoutes?.namespaces?.from === 'Selector'),
  );
  return [
    ...unique.flatMap(({ namespace, name }): Query[] => [
      { kind: 'services', namespace, name },
      { kind: 'endpointslices', namespace, labels: `kubernetes.io/service-name=${name}` },
    ]),
    ...(needsLabels ? [{ kind: 'namespaces' as const, limit: 1000 }] : []),
  ];
}

function reachesOf(main: Arrival | undefined, { objects, gaps }: Snapshot): Reach[] {
  if (!main?.winner || main.winner.answer !== undefined) return [];
  return withFallback(
    main.winner.split.map((backend) => {
      const isOpen = (kind: Query['kind']) =>
        gaps.some(({ query }) => query.kind === kind && query.namespace === backend.namespace);
      const reach = reachOf(backend, {
        services: isOpen('services') ? undefined : objects.services,
        slices: isOpen('endpointslices') ? undefined : objects.endpointslices,
      });
      const { unknown } = backend;
      return reach.trouble === undefined && unknown !== undefined ? { ...reach, unknown } : reach;
    }),
  );
}
