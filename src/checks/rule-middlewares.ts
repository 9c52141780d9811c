/** The Middlewares of Traefik that requests pass on their way, which are not read. */

import type { RouteObjects } from '../network/routes/route.ts';
import {
  fromIngress,
  fromIngressRoute,
  type TraefikRoute,
} from '../network/routes/traefik-routes.ts';
import { controllersOf, type RuleSubject } from './rule-subject.ts';

/** Each once, of the rules in question alone. */
export function middlewaresOf(subject: RuleSubject, objects: RouteObjects): string[] {
  const rules = subject.ways.map(({ rule }) => rule);
  // An Ingress says its rules without their priority.
  const own = routesOf(subject, objects).filter(({ words }) =>
    rules.some((rule) => words === rule || words.startsWith(`${rule}, `)),
  );
  return [...new Set(own.flatMap(({ middlewares }) => middlewares))];
}

function routesOf(subject: RuleSubject, objects: RouteObjects): TraefikRoute[] {
  switch (subject.kind) {
    case 'ingressroute':
      return fromIngressRoute(subject.object, objects);
    case 'ingress': {
      const isTraefik = controllersOf(subject, objects).includes('traefik.io/ingress-controller');
      return isTraefik ? fromIngress(subject.object) : [];
    }
    case 'httproute':
      return [];
  }
}
