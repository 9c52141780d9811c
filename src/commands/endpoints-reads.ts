/** The second round trip of `endpoints`: pods by the Service's selector, and what events say. */
import type { Cluster } from '../cluster/cluster.ts';
import { type EndpointItem, endpointsOf } from '../network/endpoints.ts';
import { isSelected } from '../network/near-miss.ts';
import { formOf, hasSelector, isPending, selectorText } from '../network/service-facts.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { count, type NotEvaluated } from '../report.ts';
import { gapsOf, type Query, type Snapshot } from '../snapshot.ts';
import type { EndpointFacts } from './endpoints-report.ts';
import type { FoundService } from './find-service.ts';
import { notEvaluated } from './unreadable.ts';

/** Events are asked for by pod, so that the cost does not grow with the namespace. */
const podsWhoseEventsAreRead = 5;
/** Pods that are named one by one, where no selector finds them. */
const mostNamedPods = 20;
const mostPods = 1000;
/** Among which the one that was meant is looked for, where a selector takes none. */
const mostNeighbours = 500;

type Behind = Omit<EndpointFacts, 'service'> & { notEvaluated: NotEvaluated[] };

export async function readBehind(
  cluster: Cluster,
  { service, snapshot }: FoundService,
): Promise<Behind> {
  const { namespace } = service.metadata;
  const slices = snapshot.objects.endpointslices?.filter(
    (slice) => slice.metadata.namespace === namespace,
  );
  const items = endpointsOf(slices ?? []).filter(({ target }) => target?.kind === 'Pod');
  const unready = items.filter(({ ready, serving }) => !ready || !serving);
  const isEmpty = slices !== undefined && endpointsOf(slices).length === 0;
  const queries = [...podQueries(service, items, isEmpty), ...eventQueries(service, unready)];
  const behind = queries.length > 0 ? await cluster.read(queries) : nothing;
  const podGaps = gapsOf(behind, 'pods');
  const isCut = behind.truncated.some(({ kind, labels }) => kind === 'pods' && labels);
  const isMine = (pod: Pod) => !hasSelector(service) || isSelected(service, pod);
  return {
    slices,
    pods: behind.objects.pods?.filter(isMine),
    neighbours: behind.objects.pods?.filter((pod) => !isMine(pod)) ?? [],
    arePodsWhole:
      !isCut && podGaps.length === 0 && (hasSelector(service) || items.length <= mostNamedPods),
    events: behind.objects.events ?? [],
    notEvaluated: [
      ...notEvaluated(gapsOf(snapshot, 'endpointslices'), 'the endpoints'),
      ...notEvaluated(podGaps, 'restarts, and why pods are not ready'),
      ...(isCut ? [{ what: 'further pods', why: `only the first ${mostPods} were read` }] : []),
      ...eventsNotEvaluated(behind, unready.length),
    ],
  };
}

const nothing: Pick<Snapshot, 'objects' | 'gaps' | 'truncated'> = {
  objects: { pods: [] },
  gaps: [],
  truncated: [],
};

function podQueries(service: Service, items: readonly EndpointItem[], isEmpty: boolean): Query[] {
  const { namespace } = service.metadata;
  if (formOf(service) === 'ExternalName') return [];
  if (hasSelector(service)) {
    const neighbours: Query = { kind: 'pods', namespace, limit: mostNeighbours };
    return [
      { kind: 'pods', namespace, labels: selectorText(service), limit: mostPods },
      ...(isEmpty ? [neighbours] : []),
    ];
  }
  const names = new Set(items.map(({ target }) => target?.name ?? ''));
  return [...names].slice(0, mostNamedPods).map((name) => ({ kind: 'pods', namespace, name }));
}

function eventQueries(service: Service, unready: readonly EndpointItem[]): Query[] {
  const { namespace, name } = service.metadata;
  const about = (kind: string, name: string, further: string): Query => ({
    kind: 'events',
    namespace,
    fields: `involvedObject.kind=${kind},involvedObject.name=${name},${further}`,
    limit: 20,
  });
  return [
    ...unready
      .slice(0, podsWhoseEventsAreRead)
      .map(({ target }) => about('Pod', target?.name ?? '', 'reason=Unhealthy')),
    ...(isPending(service) ? [about('Service', name, 'type=Warning')] : []),
  ];
}

function eventsNotEvaluated(behind: Pick<Snapshot, 'gaps'>, unready: number): NotEvaluated[] {
  const gaps = notEvaluated(gapsOf(behind, 'events'), 'what the probes answered (events)');
  const rest = unready - podsWhoseEventsAreRead;
  if (gaps.length > 0 || rest <= 0) return gaps;
  const what = `what the probes of ${count(rest, 'more pod')} answered`;
  return [{ what, why: `events are read for the first ${podsWhoseEventsAreRead}` }];
}
