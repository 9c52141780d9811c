/**
 * Traefik: the rule with the highest priority wins, and the priority is the length of the rule's text
 * unless set; how specific it is does not count.
 */
import { code } from '../../report.ts';
import { addressesOf, groupsOf } from './ingress-class.ts';
import { knownRules } from './ingress-entries.ts';
import type { Arrival, Ask, Effect, KnownRule, Match, RouteObjects, Router } from './route.ts';
import { type Evaluated, evaluate } from './traefik-matchers.ts';
import { fromIngress, fromIngressRoute, type TraefikRoute } from './traefik-routes.ts';
import { parseRule, valuesOf } from './traefik-rule.ts';

export const traefik: Router = {
  name: 'traefik',
  arrivals(ask, objects) {
    const ingresses = ingressesOf(objects);
    const routes = [
      ...(objects.ingressroutes ?? []).flatMap((item) => fromIngressRoute(item, objects)),
      ...ingresses.flatMap(fromIngress),
    ];
    const { matches, isOtherScheme } = matchesOf(routes, ask);
    const [winner, ...losers] = matches;
    if (!winner && !routes.some((route) => knowsHost(route, ask))) return [];
    const entrance = {
      name: 'Traefik',
      addresses: addressesOf(ingresses),
      services: [{ 'app.kubernetes.io/name': 'traefik' }],
    };
    return [
      {
        router: 'traefik',
        entrance,
        ...(winner && { winner }),
        losers,
        effects: [],
        ...(isOtherScheme && { isOtherScheme }),
      } satisfies Arrival,
    ];
  },
  rules: (objects) => [
    ...knownRules(ingressesOf(objects)),
    ...(objects.ingressroutes ?? [])
      .flatMap((item) => fromIngressRoute(item, objects))
      .flatMap(knownOf),
  ],
};

const ingressesOf = (objects: RouteObjects) =>
  groupsOf(objects, (controller) => controller === 'traefik.io/ingress-controller').flatMap(
    ({ ingresses }) => ingresses,
  );

interface Ranked {
  route: TraefikRoute;
  found: Evaluated;
  isOwnScheme: boolean;
}

/** A router with `tls` takes https alone, one without http alone. */
function matchesOf(routes: readonly TraefikRoute[], ask: Ask) {
  const fits = routes.flatMap((route): Ranked[] => {
    const rule = parseRule(route.text);
    const found = rule && evaluate(rule, ask);
    if (!found || found.answer === 'no') return [];
    return [{ route, found, isOwnScheme: route.hasTls === (ask.scheme === 'https') }];
  });
  const own = fits.filter(({ isOwnScheme }) => isOwnScheme);
  const ranked = (own.length > 0 ? own : fits).sort((a, b) => b.route.priority - a.route.priority);
  const best = ranked.find(({ found }) => found.answer === 'yes') ?? ranked[0];
  const rest = ranked.filter((one) => one !== best);
  const isOtherScheme = best !== undefined && !best.isOwnScheme;
  const matches = [
    ...(best ? [toMatch(best, ask)] : []),
    ...rest.map((one) => loser(one, best, ask)),
  ];
  return { matches, isOtherScheme };
}

function toMatch({ route, found, isOwnScheme }: Ranked, ask: Ask): Match {
  const { source, words, split } = route;
  const effects = [
    ...(isOwnScheme ? tls(route, ask) : [otherScheme(route, ask)]),
    ...route.effects,
  ];
  const open = found.open.map((one) => one.replaceAll('`', '"'));
  const base = { source, rule: words, split, effects, backendPath: ask.path };
  return open.length > 0 ? { ...base, open } : base;
}

function loser(one: Ranked, best: Ranked | undefined, ask: Ask): Match {
  const isHigher = best !== undefined && one.route.priority > best.route.priority;
  const loses =
    one.found.answer === 'unknown' && isHigher
      ? `its priority is higher, so it wins if ${one.found.open.map((part) => code(part.replaceAll('`', '"'))).join(' and ')} fits, which is not evaluated`
      : one.route.priority === best?.route.priority
        ? 'the same priority: Traefik does not say which of the two comes first'
        : 'its priority is lower';
  return { ...toMatch(one, ask), loses };
}

function tls({ source }: TraefikRoute, ask: Ask): Effect[] {
  if (ask.scheme !== 'https') return [];
  const text = `ends at Traefik, as ${source.kind} ${code(`${source.namespace}/${source.name}`)} has ${code('tls')}`;
  return [{ label: 'TLS', mark: 'ok', text }];
}

function otherScheme({ source, entryPoints }: TraefikRoute, ask: Ask): Effect {
  const where =
    entryPoints.length > 0
      ? `entry point ${entryPoints.map((one) => code(one)).join(', ')}`
      : 'the default entry points';
  const who = `${source.kind} ${code(`${source.namespace}/${source.name}`)}`;
  const text =
    ask.scheme === 'https'
      ? `${who} has no ${code('tls')}, so it takes https only if ${where} adds it, or if TLS ends before Traefik`
      : `${who} has ${code('tls')}, so it does not take plain http; the way shown is that of https`;
  return { label: 'TLS', mark: 'warning', text };
}

function knowsHost({ text }: TraefikRoute, ask: Ask): boolean {
  const rule = parseRule(text);
  return rule !== undefined && valuesOf(rule, 'Host').includes(ask.host);
}

function knownOf({ text, source }: TraefikRoute): KnownRule[] {
  const rule = parseRule(text);
  if (!rule) return [];
  const paths = [...valuesOf(rule, 'Path'), ...valuesOf(rule, 'PathPrefix')];
  const hosts = valuesOf(rule, 'Host');
  return hosts.flatMap((host) =>
    (paths.length > 0 ? paths : ['/']).map((path) => ({ host, path, source })),
  );
}
