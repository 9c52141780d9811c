/**
 * What `trace` reads, in three round trips at the most: rules; Services and endpoints; pods. The host
 * is looked up beside the first.
 */
import { backendsOf } from '../network/backends.ts';
import { type Reach, reachOf, withFallback } from '../network/reach.ts';
import { nearRules } from '../network/routes/near-rules.ts';
import { routers } from '../network/routes/registry.ts';
import type { Arrival, Ask, RouteObjects } from '../network/routes/route.ts';
import { hasSelector, selectorText } from '../network/service-facts.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import type { Query, Snapshot } from '../snapshot.ts';
import type { Request } from './command.ts';
import { doorOf } from './trace-door.ts';
import { doorGaps, podGaps, readRules, ruleGaps } from './trace-rules.ts';
import type { Traced } from './traced.ts';

/** Of one Service; beyond that a table is no answer. */
const mostPods = 200;
const mostLoadBalancers = 200;

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
  const first = arrivalsOf(ask, rules.objects);
  const second = await cluster.read(serviceQueries(first, rules.objects));
  const objects = { ...rules.objects, ...pick(second) };
  const ranked = inOrder(arrivalsOf(ask, objects), second, host?.addresses ?? []);
  const [main, ...others] = ranked;
  const reaches = reachesOf(main, second);
  const door = main && doorOf(main, second.objects.services ?? []);
  const pods = await readPods(request, [
    ...reaches.flatMap(({ service }) => service ?? []),
    ...(door ? [door.service] : []),
  ]);
  const known = routers.flatMap((router) => router.rules(objects));
  return {
    ask,
    namespace,
    ...(main && { main }),
    others,
    reaches,
    behind: behindOf(reaches, second, pods),
    ...(door && { door: { ...door, ...podsOfDoor(door.service, pods) } }),
    ...(host && { host }),
    near: main?.winner ? [] : nearRules(ask, known),
    isPartial: rules.isPartial,
    notEvaluated: [...ruleGaps(rules), ...doorGaps(second), ...podGaps(second, pods)],
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
  { objects }: Snapshot,
  addresses: readonly string[],
): Arrival[] {
  const rank = (arrival: Arrival) => {
    if (arrival.unserved !== undefined) return 3;
    if (!arrival.winner) return 2;
    const door = doorOf(arrival, objects.services ?? []);
    const own = [...arrival.entrance.addresses, ...(door?.addresses ?? [])];
    return own.some((address) => addresses.includes(address)) ? 0 : 1;
  };
  return [...arrivals].sort((a, b) => rank(a) - rank(b));
}

function serviceQueries(arrivals: readonly Arrival[], objects: RouteObjects): Query[] {
  const wanted = arrivals.flatMap(({ winner }) => winner?.split ?? []);
  const services = wanted.filter(({ kind }) => kind === 'Service');
  const unique = [
    ...new Map(services.map((one) => [`${one.namespace}/${one.name}`, one])).values(),
  ];
  const needsLabels = objects.gateways?.some(({ spec }) =>
    spec.listeners.some(({ allowedRoutes }) => allowedRoutes?.namespaces?.from === 'Selector'),
  );
  return [
    { kind: 'services', fields: 'spec.type=LoadBalancer', limit: mostLoadBalancers },
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
      return reachOf(backend, {
        services: isOpen('services') ? undefined : objects.services,
        slices: isOpen('endpointslices') ? undefined : objects.endpointslices,
      });
    }),
  );
}

type Pods = Pick<Snapshot, 'objects' | 'gaps' | 'truncated'>;

async function readPods(
  { cluster }: Pick<Request<unknown>, 'cluster'>,
  services: readonly Service[],
): Promise<Pods> {
  const queries = [...new Set(services)]
    .filter((service) => hasSelector(service) && service.spec.type !== 'ExternalName')
    .map((service): Query => {
      const { namespace } = service.metadata;
      return { kind: 'pods', namespace, labels: selectorText(service), limit: mostPods };
    });
  return queries.length > 0 ? cluster.read(queries) : { objects: {}, gaps: [], truncated: [] };
}

function podsOf({ metadata, spec }: Service, { objects }: Pods): Pod[] {
  const wanted = Object.entries(spec.selector);
  return (objects.pods ?? []).filter(
    (pod) =>
      pod.metadata.namespace === metadata.namespace &&
      wanted.length > 0 &&
      wanted.every(([key, value]) => pod.metadata.labels[key] === value),
  );
}

function behindOf(reaches: readonly Reach[], second: Snapshot, pods: Pods): Traced['behind'] {
  const all = reaches.flatMap(({ service }) => {
    if (!service) return [];
    const { namespace, name } = service.metadata;
    const slices = second.objects.endpointslices?.filter(
      (slice) => slice.metadata.labels['kubernetes.io/service-name'] === name,
    );
    const known = pods.objects.pods && podsOf(service, pods);
    const facts = { service, slices, pods: known, arePodsWhole: false, events: [] };
    return [[`${namespace}/${name}`, backendsOf(facts).endpoints] as const];
  });
  return new Map(all);
}

function podsOfDoor(service: Service, pods: Pods): Pick<NonNullable<Traced['door']>, 'pods'> {
  const own = podsOf(service, pods);
  if (
    !pods.objects.pods ||
    pods.gaps.some(({ query }) => query.namespace === service.metadata.namespace)
  )
    return {};
  const ready = own.filter(({ status }) =>
    status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
  );
  return { pods: { ready: ready.length, total: own.length } };
}
