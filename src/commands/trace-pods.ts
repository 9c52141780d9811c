/** The pods of `trace`: those of the controller, and those that can say why a backend is not ready. */
import { backendsOf } from '../network/backends.ts';
import type { Reach } from '../network/reach.ts';
import { hasSelector, selectorText } from '../network/service-facts.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import type { Query, Snapshot } from '../snapshot.ts';
import type { Traced } from './traced.ts';

/** Of one Service; beyond that a table is no answer. */
const mostPods = 200;

type Pods = Pick<Snapshot, 'objects' | 'gaps'>;

export function podQueries(services: readonly Service[]): Query[] {
  return [...new Set(services)]
    .filter((service) => hasSelector(service) && service.spec.type !== 'ExternalName')
    .map((service): Query => {
      const { namespace } = service.metadata;
      return { kind: 'pods', namespace, labels: selectorText(service), limit: mostPods };
    });
}

/**
 * Where the EndpointSlices call every endpoint ready there is nothing to explain, unless the Service
 * publishes pods that are not.
 */
export function reasonQueries(reaches: readonly Reach[]): Query[] {
  const odd = reaches.filter(
    ({ service, endpoints }) =>
      !endpoints ||
      endpoints.total === 0 ||
      endpoints.ready < endpoints.total ||
      service?.spec.publishNotReadyAddresses,
  );
  return podQueries(odd.flatMap(({ service }) => service ?? []));
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

export function behindOf(
  reaches: readonly Reach[],
  second: Snapshot,
  pods: Pods,
): Traced['behind'] {
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

/** Absent if they could not be read. */
export function podsOfDoor(
  service: Service,
  pods: Pods,
): Pick<NonNullable<Traced['door']>, 'pods'> {
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
