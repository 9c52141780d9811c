/**
 * Gateway API: GatewayClass -> Gateway -> listener -> HTTPRoute -> rule. The same for every controller.
 * https://gateway-api.sigs.k8s.io/reference/spec/
 */
import type { Gateway, Listener } from '../../objects/gateway.ts';
import type { HTTPRoute, HTTPRouteMatch, HTTPRouteRule } from '../../objects/http-route.ts';
import { code } from '../../report.ts';
import { gatewaySplit } from './gateway-backends.ts';
import { filterEffects, redirectOf, rewrittenBy } from './gateway-filters.ts';
import { frontLabels } from './gateway-front.ts';
import { isAttached, listenersFor, routeHost } from './gateway-listeners.ts';
import {
  compareRanks,
  everything,
  matchWords,
  type Rank,
  rankOf,
  whyLower,
} from './gateway-matches.ts';
import { gatewayStatus, routeStatus } from './gateway-status.ts';
import { hostFit, specificity } from './hosts.ts';
import type { Arrival, Ask, Effect, KnownRule, Match, RouteObjects, Router } from './route.ts';

export const gatewayApi: Router = {
  name: 'gateway-api',
  arrivals: (ask, objects) =>
    (objects.gateways ?? []).flatMap((gateway) => arrivalsOf(ask, gateway, objects)),
  rules: ({ httproutes }) => (httproutes ?? []).flatMap(knownRules),
};

/** https may end before the Gateway, so http listeners are looked at where none takes it. */
function arrivalsOf(ask: Ask, gateway: Gateway, objects: RouteObjects): Arrival[] {
  const own = listenersFor(gateway, ask, ask.scheme);
  const other = ask.scheme === 'https' ? 'http' : 'https';
  const listeners = own.length > 0 ? own : listenersFor(gateway, ask, other);
  const attached = listeners.flatMap((listener) => {
    const candidates = candidatesFor(ask, gateway, listener, objects);
    return candidates.length > 0 ? [{ listener, candidates }] : [];
  });
  const [chosen] = attached;
  if (!chosen) return [];
  const { listener, candidates } = chosen;
  const matches = matchesOf(candidates, ask, gateway, objects);
  const [winner, ...losers] = matches;
  return [
    {
      router: 'gateway-api',
      entrance: entranceOf(gateway, listener),
      ...(winner && { winner }),
      losers,
      ...(own.length === 0 && { isOtherScheme: true as const }),
      effects: [
        ...controllerEffect(gateway, objects),
        ...listenerEffects(ask, listener, own.length > 0),
        ...gatewayStatus(gateway, listener.name),
      ],
    },
  ];
}

interface Candidate {
  route: HTTPRoute;
  hostname: string;
}

function candidatesFor(
  ask: Ask,
  gateway: Gateway,
  listener: Listener,
  objects: RouteObjects,
): Candidate[] {
  return (objects.httproutes ?? []).flatMap((route) => {
    if (!isAttached(route, gateway, listener, objects)) return [];
    const hostname = routeHost(route, listener, ask);
    return hostname === undefined ? [] : [{ route, hostname }];
  });
}

interface Ranked extends Candidate {
  rule: HTTPRouteRule;
  match: HTTPRouteMatch;
  rank: Rank;
}

/** The best match of a rule speaks for it. */
function rankedOf({ route, hostname }: Candidate, ask: Ask): Ranked[] {
  const fit = hostFit(hostname, ask.host, 'many');
  const host = fit ? specificity(hostname, fit) : 0;
  return route.spec.rules.flatMap((rule) => {
    const matches = rule.matches.length > 0 ? rule.matches : [everything];
    const found = matches.flatMap((match) => {
      const rank = rankOf(match, ask);
      return rank ? [{ route, hostname, rule, match, rank: [host, ...rank] }] : [];
    });
    return found.sort((a, b) => compareRanks(a.rank, b.rank)).slice(0, 1);
  });
}

function matchesOf(
  candidates: readonly Candidate[],
  ask: Ask,
  gateway: Gateway,
  objects: RouteObjects,
): Match[] {
  const ranked = candidates
    .flatMap((candidate) => rankedOf(candidate, ask))
    .sort((a, b) => compareRanks(a.rank, b.rank) || byAge(a.route, b.route));
  const [best] = ranked;
  return ranked.map((one, index) => ({
    ...toMatch(one, ask, gateway, objects),
    ...(index > 0 && best && { loses: whyLower(best.rank, one.rank) ?? whyLater(best, one) }),
  }));
}

function toMatch(
  { route, hostname, rule, match }: Ranked,
  ask: Ask,
  gateway: Gateway,
  objects: RouteObjects,
): Match {
  const { namespace, name } = route.metadata;
  const backendPath = rewrittenBy(rule.filters, match, ask.path);
  const answer = redirectOf(rule.filters, match, ask);
  return {
    source: { kind: 'HTTPRoute', namespace, name },
    rule: `${hostname === '' ? 'every host' : code(hostname)} with ${matchWords(match)}`,
    split: gatewaySplit(rule.backendRefs, route, objects),
    effects: [...filterEffects(rule.filters, ask, backendPath), ...routeStatus(route, gateway)],
    backendPath,
    ...(answer !== undefined && { answer }),
  };
}

function byAge({ metadata: a }: HTTPRoute, { metadata: b }: HTTPRoute): number {
  const age = (a.creationTimestamp ?? '').localeCompare(b.creationTimestamp ?? '');
  if (age !== 0) return age;
  const [x, y] = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
  return x === y ? 0 : x < y ? -1 : 1;
}

function whyLater(winner: Ranked, loser: Ranked): string {
  if (winner.route === loser.route) return 'an earlier rule of the same route comes first';
  return 'an older route comes first, and of the same age the first by name';
}

/** A class that is not there, or one its controller refuses, serves nothing. */
function controllerEffect({ spec }: Gateway, { gatewayclasses }: RouteObjects): Effect[] {
  const name = spec.gatewayClassName;
  const found = gatewayclasses?.find(({ metadata }) => metadata.name === name);
  if (found) return [{ label: 'Controller', mark: 'ok', text: code(found.spec.controllerName) }];
  if (gatewayclasses === undefined) return [];
  const text = `there is no GatewayClass ${code(name)}, so nobody serves this Gateway`;
  return [{ label: 'Controller', mark: 'problem', text }];
}

function entranceOf(gateway: Gateway, listener: Listener) {
  const { namespace, name } = gateway.metadata;
  const className = gateway.spec.gatewayClassName;
  return {
    name: `Gateway ${code(`${namespace}/${name}`)}`,
    detail: `class ${code(className)}, listener ${code(listener.name)} on port ${listener.port}`,
    addresses: (gateway.status?.addresses ?? []).map(({ value }) => value),
    services: frontLabels(gateway),
  };
}

function listenerEffects(ask: Ask, listener: Listener, isOwn: boolean): Effect[] {
  const port = `port ${listener.port}`;
  if (!isOwn) {
    const text =
      ask.scheme === 'https'
        ? `no listener takes https for ${code(ask.host)}: the way shown is that of http on ${port}, right only if TLS ends before the Gateway`
        : `no listener takes plain http for ${code(ask.host)}: the way shown is that of https on ${port}`;
    return [{ label: 'Listener', mark: 'warning', text }];
  }
  if (listener.port !== ask.port) {
    const text = `no listener for ${code(ask.host)} on port ${ask.port}: the way shown is that of ${port}`;
    return [{ label: 'Listener', mark: 'warning', text }];
  }
  if (ask.scheme === 'http') return [];
  const names = (listener.tls?.certificateRefs ?? []).map(({ name }) => code(name)).join(', ');
  const text = `ends at listener ${code(listener.name)}${names ? `, with Secret ${names}` : ''}`;
  return [{ label: 'TLS', mark: 'ok', text }];
}

function knownRules({ metadata: { namespace, name }, spec }: HTTPRoute): KnownRule[] {
  const source = { kind: 'HTTPRoute', namespace, name };
  const hosts = spec.hostnames.length > 0 ? spec.hostnames : [''];
  const paths = spec.rules.flatMap(({ matches }) =>
    (matches.length > 0 ? matches : [everything]).map(({ path }) => path?.value ?? '/'),
  );
  return hosts.flatMap((host) => paths.map((path) => ({ host, path, source })));
}
