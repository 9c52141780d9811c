/**
 * What `check ingress` and `check route` are about: the object that holds the rules, where a typical
 * request of each rule ends up, and the backends. Told as `trace` tells it, by the same routers.
 */
import { servedBy } from '../network/routes/ingress-class.ts';
import { routers } from '../network/routes/registry.ts';
import type { Arrival, Ask, RouteBackend, RouteObjects } from '../network/routes/route.ts';
import type { Gateway } from '../objects/gateway.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import { type RuleObject, ruleKinds, type Way } from './rule.ts';
import { waysOf } from './rule-requests.ts';
import type { Facts, Found } from './sources/source.ts';
import type { RuleKind, RuleTarget, Target } from './target.ts';

/** What a check that looks at rules has to name among its needs and wants; those it can do without, too. */
export const ruleNeeds = ['ingresses', 'ingressClasses'] as const;
export const ruleWants = [
  'httpRoutes',
  'ingressRoutes',
  'gateways',
  'gatewayClasses',
  'referenceGrants',
  'traefikServices',
  'routeNamespaces',
] as const;

export type RuleView = Pick<Facts, (typeof ruleNeeds)[number] | (typeof ruleWants)[number]>;

/** The object, or the winner of the request that was asked about. */
export type RuleSubject = RuleObject & {
  /** `Ingress shop/shop-ingress` */
  label: string;
  ways: readonly Way[];
  /** Of all its rules, each once (by kind, namespace, name and port), with the greatest share. */
  backends: readonly RouteBackend[];
};

/** What could not be read is absent. */
export function objectsIn(view: RuleView): RouteObjects {
  const read = <T>(found: Found<T> | undefined): T[] | undefined =>
    found && found.gaps.length === 0 ? [...found.all] : undefined;
  const parts = {
    ingresses: read(view.ingresses),
    ingressclasses: read(view.ingressClasses),
    gateways: read(view.gateways),
    gatewayclasses: read(view.gatewayClasses),
    httproutes: read(view.httpRoutes),
    referencegrants: read(view.referenceGrants),
    ingressroutes: read(view.ingressRoutes),
    traefikservices: read(view.traefikServices),
    namespaces: view.routeNamespaces?.all.length ? read(view.routeNamespaces) : undefined,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

export const arrivalsOf = (ask: Ask, objects: RouteObjects): Arrival[] =>
  routers.flatMap((router) => router.arrivals(ask, objects));

interface Told {
  key: readonly unknown[];
  subject: RuleSubject | undefined;
}

/**
 * By what was read of Ingresses, for as long as that is at hand: a dozen checks ask the same after
 * every round, and among a thousand Ingresses each answer takes some milliseconds.
 */
const told = new WeakMap<object, Told[]>();

/** undefined: there is no such object, or no rule takes the request. */
export function subjectIn(view: RuleView, { rules }: Target): RuleSubject | undefined {
  if (!rules) return undefined;
  const key = [rules, ...[...ruleNeeds, ...ruleWants].map((name) => view[name])];
  const all = told.get(view.ingresses ?? rules) ?? [];
  const same = all.find((one) => one.key.every((part, index) => part === key[index]));
  if (same) return same.subject;
  const subject = find(objectsIn(view), rules);
  told.set(view.ingresses ?? rules, [...all, { key, subject }]);
  return subject;
}

function find(objects: RouteObjects, rules: RuleTarget): RuleSubject | undefined {
  if (rules.kind === 'url') return ofRequest(rules.ask, objects);
  const found = candidates(objects, rules.kind).find(
    ({ object: { metadata } }) =>
      metadata.name === rules.name &&
      (rules.namespace === undefined || metadata.namespace === rules.namespace),
  );
  return found && whole(found, waysOf(found, objects, arrivalsOf));
}

/** All of a kind. */
export function candidates(objects: RouteObjects, kind: RuleKind): RuleObject[] {
  switch (kind) {
    case 'ingress':
      return (objects.ingresses ?? []).map((object) => ({ kind, object }));
    case 'ingressroute':
      return (objects.ingressroutes ?? []).map((object) => ({ kind, object }));
    case 'httproute':
      return (objects.httproutes ?? []).map((object) => ({ kind, object }));
  }
}

export function labelOf({ kind, object: { metadata } }: RuleObject): string {
  return `${ruleKinds[kind].one} ${metadata.namespace}/${metadata.name}`;
}

function whole(found: RuleObject, ways: readonly Way[]): RuleSubject {
  // A rule that redirects sends nothing to its backend.
  const sending = ways.filter(({ own }) => own?.answer === undefined);
  const backends = distinct(sending.flatMap(({ split }) => split));
  return { ...found, label: labelOf(found), ways, backends };
}

/** What is served comes before what nobody serves. */
function ofRequest(ask: Ask, objects: RouteObjects): RuleSubject | undefined {
  const arrivals = arrivalsOf(ask, objects).filter(({ winner }) => winner);
  const arrival = arrivals.find(({ unserved }) => unserved === undefined) ?? arrivals[0];
  const own = arrival?.winner;
  if (!own) return undefined;
  const kinds = Object.keys(ruleKinds) as RuleKind[];
  const found = kinds
    .flatMap((kind) => candidates(objects, kind))
    .find(
      (one) => labelOf(one) === `${own.source.kind} ${own.source.namespace}/${own.source.name}`,
    );
  const way = { rule: own.rule, ask, arrival, own, wins: true, split: own.split };
  return found && whole(found, [way]);
}

function distinct(backends: readonly RouteBackend[]): RouteBackend[] {
  const byName = Map.groupBy(
    backends,
    ({ kind, namespace, name, port }) => `${kind} ${namespace}/${name}:${port}`,
  );
  return [...byName.values()].flatMap((all) =>
    all.toSorted((a, b) => b.share - a.share).slice(0, 1),
  );
}

/** The Gateways that an HTTPRoute names and that are there. */
export function gatewaysOf(route: HTTPRoute, { gateways = [] }: RouteObjects): Gateway[] {
  return gateways.filter(({ metadata }) =>
    route.spec.parentRefs.some(
      ({ kind, name, namespace }) =>
        kind === 'Gateway' &&
        name === metadata.name &&
        (namespace ?? route.metadata.namespace) === metadata.namespace,
    ),
  );
}

/** Who serves it, as its IngressClass or GatewayClass names the controller; none: nobody known. */
export function controllersOf(subject: RuleObject, objects: RouteObjects): string[] {
  switch (subject.kind) {
    case 'ingress':
      return [servedBy(subject.object, objects).controller ?? []].flat();
    case 'ingressroute':
      return ['traefik.io/ingress-controller'];
    case 'httproute': {
      const classes = gatewaysOf(subject.object, objects).map(({ spec }) => spec.gatewayClassName);
      const found = (objects.gatewayclasses ?? []).filter(({ metadata }) =>
        classes.includes(metadata.name),
      );
      return [...new Set(found.map(({ spec }) => spec.controllerName))];
    }
  }
}
