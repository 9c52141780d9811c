/** What rules lean on in other namespaces, for an account that may not read the whole cluster. */
import { type Arrival, type RouteObjects, wasRead } from '../network/routes/route.ts';
import type { Kind } from '../objects/registry.ts';
import { type Gap, gapsOf, type Query, type Snapshot } from '../snapshot.ts';

export const elsewhere = ['gateways', 'referencegrants', 'traefikservices'] as const;

/** Refused for the whole cluster, the answer for the one namespace is all there is. */
export function partlyRead(
  gaps: readonly Gap[],
  namespace: string | undefined,
): NonNullable<RouteObjects['partly']> {
  const isRefused = (kind: Kind, where: string | undefined) =>
    gaps.some(({ query }) => query.kind === kind && query.namespace === where);
  const cut = elsewhere.filter((kind) => isRefused(kind, undefined));
  const here = (kind: Kind) =>
    namespace === undefined || isRefused(kind, namespace) ? [] : [namespace];
  return Object.fromEntries(cut.map((kind) => [kind, here(kind)]));
}

/** A route may hang on a Gateway that was not read: without it, its rules seem to take nothing. */
export function hasUnreadGateway(objects: RouteObjects): boolean {
  return (objects.httproutes ?? []).some(({ metadata, spec }) =>
    spec.parentRefs.some(
      (ref) =>
        ref.kind === 'Gateway' &&
        !wasRead(objects, 'gateways', ref.namespace ?? metadata.namespace),
    ),
  );
}

/** Asked for by name of the namespace, where the whole cluster was refused. */
export function grantQueries(arrivals: readonly Arrival[], objects: RouteObjects): Query[] {
  const open = arrivals.flatMap(({ router, winner }) =>
    router === 'gateway-api' ? (winner?.split.filter(({ unknown }) => unknown) ?? []) : [],
  );
  const unread = open.filter(({ namespace }) => !wasRead(objects, 'referencegrants', namespace));
  return [...new Set(unread.map(({ namespace }) => namespace))].map((namespace) => ({
    kind: 'referencegrants',
    namespace,
  }));
}

/** What the second round trip could still read of the grants. */
export function withGrants(
  objects: RouteObjects,
  queries: readonly Query[],
  { objects: more, gaps }: Snapshot,
): RouteObjects {
  const { partly } = objects;
  if (queries.length === 0 || !more.referencegrants) return objects;
  const refused = new Set(gapsOf({ gaps }, 'referencegrants').map(({ query }) => query.namespace));
  const read = queries.flatMap(({ namespace }) =>
    namespace === undefined || refused.has(namespace) ? [] : [namespace],
  );
  return {
    ...objects,
    referencegrants: [...(objects.referencegrants ?? []), ...more.referencegrants],
    partly: { ...partly, referencegrants: [...(partly?.referencegrants ?? []), ...read] },
  };
}
