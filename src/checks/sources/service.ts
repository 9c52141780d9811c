/** What is read about a Service: itself, its slices, its pods, and what the pods run on. */

import { aliasedService } from '../../network/alias-target.ts';
import { isOver, isReady, restartsOf } from '../../network/pod-trouble.ts';
import { hasSelector, isPending, selectorText } from '../../network/service-facts.ts';
import type { Service } from '../../objects/service.ts';
import type { Query } from '../../snapshot.ts';
import type { Target } from '../target.ts';
import { type Facts, read } from './source.ts';

const mostPods = 1000;
/** Among which the pods that were meant are looked for. */
const mostNeighbours = 500;
/** Events are asked for by pod, so that the cost does not grow with the namespace. */
export const podsWhoseEventsAreRead = 5;
/** More are read as one list. */
const mostNodesByName = 10;

/** Where the target is, once that is known: said, or found out by reading the Service. */
export function placeOf(known: Facts, target: Target): string | undefined {
  return target.namespace ?? known.service?.all[0]?.metadata.namespace;
}

/** undefined: not read yet; null: there is none, or it could not be read. */
function serviceIn({ service }: Facts): Service | null | undefined {
  return service && (service.all[0] ?? null);
}

/** Asks once the Service is known; nothing where there is none. */
const ofService =
  (ask: (service: Service, known: Facts) => readonly Query[] | undefined) => (known: Facts) => {
    const service = serviceIn(known);
    return service === null ? [] : service && ask(service, known);
  };

/** Asks once its pods are known and there are none, or none any more. */
const whereNoPods = (ask: (service: Service) => readonly Query[]) =>
  ofService((service, { pods }) => {
    if (!hasSelector(service) || service.spec.type === 'ExternalName') return [];
    const isBare = pods?.all.every(isOver) && pods.gaps.length === 0;
    return pods && (isBare ? ask(service) : []);
  });

const inNamespace = (kind: 'deployments' | 'statefulsets') =>
  whereNoPods(({ metadata: { namespace } }) => [{ kind, namespace, limit: mostNeighbours }]);

export const serviceSources = {
  service: read('services', (_, { name, namespace }) => {
    if (name === undefined) return [];
    if (namespace !== undefined) return [{ kind: 'services', namespace, name }];
    return [{ kind: 'services', fields: `metadata.name=${name}`, limit: 50 }];
  }),
  namespace: read('namespaces', (known, target) => {
    const place = placeOf(known, target);
    if (place !== undefined) return [{ kind: 'namespaces', name: place }];
    return known.service && [];
  }),
  nearServices: read('services', (known, { name = '', namespace }) => {
    const service = serviceIn(known);
    if (service !== null) return service && [];
    const here: Query = {
      kind: 'services',
      ...(namespace !== undefined && { namespace }),
      limit: 500,
    };
    if (namespace === undefined) return [here];
    return [here, { kind: 'services', fields: `metadata.name=${name}`, limit: 50 }];
  }),
  nearNamespaces: read(
    'namespaces',
    ({ namespace }) =>
      namespace && (namespace.all.length > 0 ? [] : [{ kind: 'namespaces', limit: 500 }]),
  ),
  aliased: read('services', (known, { clusterDomain }) => {
    const service = serviceIn(known);
    const other = service && aliasedService(service, clusterDomain);
    return other ? [{ kind: 'services', ...other }] : known.service && [];
  }),
  slices: read('endpointslices', (_, { name, namespace }) => {
    if (name === undefined) return [];
    const labels = `kubernetes.io/service-name=${name}`;
    return [{ kind: 'endpointslices', ...(namespace !== undefined && { namespace }), labels }];
  }),
  pods: read(
    'pods',
    ofService((service) => {
      if (!hasSelector(service) || service.spec.type === 'ExternalName') return [];
      const { namespace } = service.metadata;
      return [{ kind: 'pods', namespace, labels: selectorText(service), limit: mostPods }];
    }),
  ),
  neighbours: read(
    'pods',
    whereNoPods(({ metadata: { namespace } }) => [
      { kind: 'pods', namespace, limit: mostNeighbours },
    ]),
  ),
  strangers: read(
    'pods',
    whereNoPods((service) => [{ kind: 'pods', labels: selectorText(service), limit: 50 }]),
  ),
  deployments: read('deployments', inNamespace('deployments')),
  statefulSets: read('statefulsets', inNamespace('statefulsets')),
  // Those that are not ready first; of the others those that may be restarted again and again.
  podEvents: read('events', ({ pods }) =>
    pods?.all
      .filter((pod) => !isOver(pod) && (!isReady(pod) || restartsOf(pod) > 0))
      .toSorted((a, b) => Number(isReady(a)) - Number(isReady(b)))
      .slice(0, podsWhoseEventsAreRead)
      .map(({ metadata: { namespace, name } }) => about('Pod', namespace, name)),
  ),
  serviceEvents: read(
    'events',
    ofService((service) => {
      const { namespace, name } = service.metadata;
      return isPending(service) ? [about('Service', namespace, name)] : [];
    }),
  ),
  ingressesBeside: read('ingresses', (known, target) => {
    if (target.name === undefined) return [];
    const namespace = placeOf(known, target);
    if (namespace === undefined) return known.service && [];
    return [{ kind: 'ingresses', namespace, limit: 100 }];
  }),
  nodes: read('nodes', ({ pods }) => {
    if (!pods) return undefined;
    const names = [...new Set(pods.all.flatMap(({ spec }) => spec.nodeName ?? []))];
    if (names.length > mostNodesByName) return [{ kind: 'nodes', limit: 500 }];
    return names.map((name) => ({ kind: 'nodes', name }));
  }),
} as const;

function about(kind: 'Pod' | 'Service', namespace: string, name: string): Query {
  // That a cloud is at work on a Service is said in a Normal event.
  const type = kind === 'Pod' ? ',type=Warning' : '';
  const fields = `involvedObject.kind=${kind},involvedObject.name=${name}${type}`;
  return { kind: 'events', namespace, fields, limit: 20 };
}
