/** Where a rule holds: clusters, namespaces and routes, each by name or pattern. */
import { fitsAny } from '../pattern.ts';
import type { PolicyRule, Where } from '../policy-rule.ts';
import { code } from '../report.ts';
import type { Hindrance, Hurdle, Missed } from './trying.ts';
import type { RoutePlace } from './verdict.ts';
import { list } from './who.ts';

export function holdsAt(place: RoutePlace, doing: string): Hurdle {
  return {
    hinders: ({ where }) =>
      outside('clusters', where.clusters, place.cluster) ??
      outside('namespaces', where.namespaces, place.namespace) ??
      outside('routes', where.routes, place.route),
    refuse: (missed) => nowhere(doing, missed),
  };
}

/** What may be read in a cluster is RBAC's to narrow. */
export function holdsIn(cluster: string, doing: string): Hurdle {
  return {
    hinders: ({ where }) => outside('clusters', where.clusters, cluster),
    refuse: (missed) => nowhere(doing, missed),
  };
}

export function isAt({ where }: PolicyRule, { cluster, namespace, route }: RoutePlace): boolean {
  return (
    fitsAny(where.clusters, cluster) &&
    fitsAny(where.namespaces, namespace) &&
    fitsAny(where.routes, route)
  );
}

export const placeWords = ({ cluster, namespace, route }: RoutePlace) =>
  `${code(`${namespace}/${route}`)} in the cluster ${code(cluster)}`;

function outside(
  what: keyof Where,
  patterns: readonly string[] | undefined,
  name: string,
): Hindrance | undefined {
  if (fitsAny(patterns, name)) return undefined;
  return { why: `is about the ${what} ${list(patterns ?? [])}, not ${code(name)}` };
}

function nowhere(doing: string, missed: readonly Missed[]) {
  const others = missed.slice(0, 3).map(({ rule, why }) => `${code(rule.name)} ${why}`);
  return { what: `No rule lets anybody ${doing}.`, hint: `${others.join('; ')}.` };
}
