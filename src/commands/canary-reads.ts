/**
 * What `canary` reads, in two round trips: every object that may hold weights, then the one that does,
 * whole, with the Services and endpoints of its sides.
 */
import type { CanaryObjects, CanaryRoute } from '../canary/provider.ts';
import { servicesBehind } from '../canary/readiness.ts';
import { providers } from '../canary/registry.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { kinds, type ObjectOf } from '../objects/registry.ts';
import type { JsonObject } from '../patch.ts';
import type { NotEvaluated } from '../report.ts';
import type { Gap, Query, Snapshot } from '../snapshot.ts';
import { notEvaluated, unreadable } from './unreadable.ts';

/** Held by a test to what providers and owners say they need. */
export const routeKinds = [...new Set(providers.flatMap(({ needs }) => needs))];

export interface SeenRoutes {
  routes: readonly CanaryRoute[];
  objects: CanaryObjects;
  rollouts: readonly ObjectOf<'rollouts'>[];
  /** Kinds that may hold routes and could not be read. */
  gaps: readonly Gap[];
}

/** @param namespace absent: everywhere */
export async function readRoutes(cluster: Cluster, namespace?: string): Promise<SeenRoutes> {
  const queries = [...routeKinds, 'rollouts' as const].map(
    (kind): Query => ({
      kind,
      ...(kinds[kind].namespaced && namespace !== undefined && { namespace }),
    }),
  );
  const { objects, gaps } = await cluster.read(queries);
  return {
    routes: providers.flatMap((provider) => provider.find(objects)),
    objects,
    rollouts: objects.rollouts ?? [],
    gaps: gaps.filter(({ reason }) => reason !== 'not-installed'),
  };
}

/** One route and what stands behind its sides, from the same moment. */
export interface SeenRoute {
  /** As the object is now; absent: it is gone. */
  whole: JsonObject | undefined;
  snapshot: Snapshot;
}

export async function readRoute(
  cluster: Cluster,
  route: CanaryRoute,
  objects: CanaryObjects,
): Promise<SeenRoute> {
  const { kind, namespace, name } = route.object;
  const object: Query = { kind, namespace, name, isWhole: true };
  const snapshot = await cluster.read([
    object,
    ...servicesBehind(route.sides, objects).flatMap(queriesOf),
  ]);
  const gap = snapshot.gaps.find(({ query }) => query.kind === kind);
  if (gap) throw unreadable([gap], `${route.object.kindName} ${namespace}/${name}`);
  return { whole: snapshot.wholes?.[0]?.object, snapshot };
}

const queriesOf = ({ namespace, name }: { namespace: string; name: string }): Query[] => [
  { kind: 'services', namespace, name },
  { kind: 'endpointslices', namespace, labels: `kubernetes.io/service-name=${name}` },
];

/** What could not be looked at, so that a route may be missing from the answer. */
export function openEnds({ gaps }: Pick<SeenRoutes, 'gaps'>): NotEvaluated[] {
  return gaps.flatMap((gap) => notEvaluated([gap], `weights in ${gap.query.kind}`));
}
