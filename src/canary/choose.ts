/**
 * From what was typed to one route and its canary. Nothing is guessed: where none or several fit, or
 * no name says which side is the canary, the answer is what there is to choose from.
 */
import { type Asked, type Meant, meantBy } from './asked.ts';
import { chooseSide } from './choose-side.ts';
import { noRoute, noRule, severalRoutes, sharesNothing } from './choose-words.ts';
import type { Choice } from './plan.ts';
import type { CanaryObjects, CanaryRoute, Destination } from './provider.ts';
import { isRule } from './rules.ts';
import { strayFor } from './strays.ts';

export type { Asked };

/** What canaries are called, unless the configuration says otherwise. */
export const canaryPatterns: readonly string[] = ['*-canary'];

interface Seen {
  routes: readonly CanaryRoute[];
  /** What they were found in. */
  objects?: CanaryObjects;
}

/** @throws UserError not-found: none · usage: several, or it is not said which side is the canary */
export function chooseRoute({ routes, objects = {} }: Seen, asked: Asked): Choice {
  const meant = meantBy(asked);
  const named = routes.filter((route) => isMeant(route, meant));
  if (named.length === 0) {
    const stray = strayFor(meant, objects);
    throw stray ? sharesNothing(stray, asked) : noRoute(routes, meant, asked);
  }
  const { rule } = asked;
  const ruled = rule === undefined ? named : named.filter((one) => isRule(one, rule, named));
  const [route, ...more] = ruled;
  if (!route) throw noRule(named, asked);
  if (more.length > 0) throw severalRoutes(ruled, asked);
  return { route, canary: chooseSide(route, sidesMeant(route, meant), asked) };
}

function isMeant(route: CanaryRoute, meant: Meant): boolean {
  return isObject(route, meant) || sidesMeant(route, meant).length > 0;
}

/** The path of an Ingress for AWS names its action where others name a Service. */
function isObject(route: CanaryRoute, { kind, namespace, name }: Meant): boolean {
  const { object, knownAs = [], place: where } = route;
  const isAction = kind === undefined && where.toLowerCase() === `actions.${name}`;
  return [object, ...knownAs].some(
    (place) =>
      (place.name === name || isAction) &&
      (kind === undefined || place.kind === kind) &&
      (namespace === undefined || place.namespace === namespace),
  );
}

/** Sides that have the name themselves. A backend may live in another namespace than its route. */
function sidesMeant(route: CanaryRoute, { kind, namespace, name }: Meant): number[] {
  const isOf = (side: Destination) =>
    side.name.toLowerCase() === name &&
    (kind === undefined || (kind === 'services' && side.kind === 'Service')) &&
    [undefined, side.namespace, route.object.namespace].includes(namespace);
  return route.sides.flatMap((side, index) =>
    [side, ...(side.also ?? [])].some(isOf) ? [index] : [],
  );
}
