/** From the words of a question to one route, its canary, and what stands behind both sides. */
import { meantBy } from '../canary/asked.ts';
import { type Asked, chooseRoute } from '../canary/choose.ts';
import type { CanaryPlan, Choice } from '../canary/plan.ts';
import { isSamePlace, planFor } from '../canary/plan.ts';
import type { CanaryObjects, CanaryProvider, CanaryRoute } from '../canary/provider.ts';
import { providers } from '../canary/registry.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { UserError } from '../errors.ts';
import type { ObjectOf } from '../objects/registry.ts';
import type { JsonObject } from '../patch.ts';
import type { NotEvaluated } from '../report.ts';
import type { Snapshot } from '../snapshot.ts';
import { routeName } from './canary-change.ts';
import { openEnds, readRoute, readRoutes, type SeenRoutes } from './canary-reads.ts';
import { unreadable } from './unreadable.ts';

/** All that is known of one route, from the same moment. */
export interface Looked extends Choice {
  provider: CanaryProvider;
  /** With the object as it is now. */
  objects: CanaryObjects;
  rollouts: readonly ObjectOf<'rollouts'>[];
  /** The object as it was sent. */
  whole: JsonObject;
  /** Services and endpoints of the sides. */
  behind: Snapshot;
  notEvaluated: readonly NotEvaluated[];
}

/** @throws UserError none, or several and it is not said which */
export async function lookFor(cluster: Cluster, asked: Asked): Promise<Looked> {
  const seen = await readRoutes(cluster, meantBy(asked).namespace);
  if (seen.routes.length === 0) mustBeRead(seen);
  return lookAt(cluster, chooseRoute(seen, asked), seen);
}

/**
 * The route as it is now, though the list it was found in may be older.
 * @throws UserError not-found if it has gone meanwhile
 */
async function lookAt(
  cluster: Cluster,
  { route, canary }: Choice,
  seen: SeenRoutes,
): Promise<Looked> {
  const { whole, snapshot } = await readRoute(cluster, route, seen.objects);
  const objects = refreshed(seen.objects, route, snapshot);
  const provider = providerOf(route);
  const now = provider.find(objects).find((one) => isSamePlace(one, route));
  if (!whole || !now) throw gone(route);
  return {
    route: now,
    canary,
    provider,
    objects,
    rollouts: seen.rollouts,
    whole,
    behind: snapshot,
    notEvaluated: openEnds(seen),
  };
}

/** What became of a planned route: as it is now, or whatever else is there instead. */
export async function lookAgain(
  cluster: Cluster,
  plan: CanaryPlan,
): Promise<{ looked?: Looked; routes: readonly CanaryRoute[] }> {
  const { namespace } = plan.route.object;
  const seen = await readRoutes(cluster, namespace);
  const route = seen.routes.find((one) => isSamePlace(one, plan.route));
  if (!route) {
    mustBeWhole(seen, plan.route);
    return { routes: seen.routes };
  }
  const looked = await lookAt(cluster, { route, canary: plan.canary }, seen);
  return { looked, routes: looked.provider.find(looked.objects) };
}

/** @throws UserError unreadable: where nothing could be read, nothing can be said to be missing */
function mustBeRead({ gaps }: SeenRoutes): void {
  const open = gaps.filter(({ query }) => query.kind !== 'rollouts');
  if (open.length > 0) throw unreadable(open, 'Routes that share requests');
}

/** @throws UserError unreadable: what could not be read is not gone */
function mustBeWhole({ gaps }: SeenRoutes, route: CanaryRoute): void {
  const gap = gaps.find(({ query }) => query.kind === route.object.kind);
  if (!gap) return;
  throw new UserError('unreadable', {
    what: `${routeName(route)} could not be read: ${gap.message}.`,
    hint: 'Try again; nothing was changed.',
  });
}

export function planOf(cluster: string, looked: Looked, after: readonly number[]): CanaryPlan {
  const { provider, whole, route, canary } = looked;
  return planFor(provider, { route, canary }, after, { cluster, whole });
}

export function providerOf({ provider }: CanaryRoute): CanaryProvider {
  const found = providers.find(({ name }) => name === provider);
  if (!found) throw new Error(`there is no canary provider ${provider}`);
  return found;
}

/** The list, with the one object that was read again in its place. */
function refreshed(objects: CanaryObjects, { object }: CanaryRoute, { objects: now }: Snapshot) {
  const isIt = ({ metadata }: { metadata: { namespace: string; name: string } }) =>
    metadata.namespace === object.namespace && metadata.name === object.name;
  const swap = <T extends Parameters<typeof isIt>[0]>(all: readonly T[] = [], one?: T[]): T[] => [
    ...all.filter((item) => !isIt(item)),
    ...(one ?? []).filter(isIt),
  ];
  switch (object.kind) {
    case 'ingresses':
      return { ...objects, ingresses: swap(objects.ingresses, now.ingresses) };
    case 'httproutes':
      return { ...objects, httproutes: swap(objects.httproutes, now.httproutes) };
    case 'traefikservices':
      return { ...objects, traefikservices: swap(objects.traefikservices, now.traefikservices) };
    case 'ingressroutes':
      return { ...objects, ingressroutes: swap(objects.ingressroutes, now.ingressroutes) };
    default:
      throw new Error(`no weights stand in ${object.kind}`);
  }
}

function gone(route: CanaryRoute): UserError {
  return new UserError('not-found', {
    what: `${routeName(route)} no longer shares requests by weights: it was changed or deleted just now.`,
    hint: 'Ask again to see what is there.',
  });
}
