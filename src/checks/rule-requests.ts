/** The rules of an object, each with a request it is meant for, and where that ends up. */

import { albWay } from '../network/routes/aws-alb-actions.ts';
import { gatewaySplit } from '../network/routes/gateway-backends.ts';
import { everything, matchWords } from '../network/routes/gateway-matches.ts';
import { servedBy } from '../network/routes/ingress-class.ts';
import {
  backendOf,
  defaultEntry,
  type Entry,
  entriesOf,
  ruleWords,
  soleSplit,
} from '../network/routes/ingress-entries.ts';
import { nginxBackend } from '../network/routes/ingress-nginx-canary.ts';
import { isIngressNginx } from '../network/routes/own-controllers.ts';
import type { Arrival, Ask, Match, RouteBackend, RouteObjects } from '../network/routes/route.ts';
import { split as weighed } from '../network/routes/split.ts';
import { fromIngressRoute } from '../network/routes/traefik-routes.ts';
import { argsOf, parseRule, type Rule, valuesOf } from '../network/routes/traefik-rule.ts';
import {
  pathsLike,
  pathsMatching,
  requestFor,
  type Typical,
  typicalAsks,
} from '../network/routes/typical-requests.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import type { Ingress } from '../objects/ingress.ts';
import type { IngressRoute } from '../objects/ingress-route.ts';
import type { RuleObject, Way } from './rule.ts';

/** Beyond that nobody reads which of them wins. */
const mostRules = 50;

interface OwnRule {
  /** As the routers word it. */
  rule: string;
  /** Requests it is meant for; none: nobody can guess one. */
  typical: readonly Typical[];
  isDefault?: true;
  /** What it says itself, for one that gets no request. */
  split: readonly RouteBackend[];
  isSame(match: Match): boolean;
}

type Arrivals = (ask: Ask, objects: RouteObjects) => Arrival[];

export function waysOf(subject: RuleObject, objects: RouteObjects, arrivals: Arrivals): Way[] {
  const rules = rulesOf(subject, objects).slice(0, mostRules);
  return rules.map((rule) => wayOf(rule, subject, objects, arrivals));
}

function rulesOf(subject: RuleObject, objects: RouteObjects): OwnRule[] {
  switch (subject.kind) {
    case 'ingress':
      return ofIngress(subject.object, objects);
    case 'ingressroute':
      return ofIngressRoute(subject.object, objects);
    case 'httproute':
      return ofRoute(subject.object, objects);
  }
}

/** The first request that the rule gets; else the first that it would take. */
function wayOf(
  { rule, typical, isDefault, split, isSame }: OwnRule,
  subject: RuleObject,
  objects: RouteObjects,
  arrivals: Arrivals,
): Way {
  const words = { rule, ...(isDefault && { isDefault }) };
  const isOwn = (match: Match) => isFrom(match, subject) && isSame(match);
  const asks = typical.flatMap(typicalAsks);
  const tried = asks.flatMap((ask) =>
    arrivals(ask, objects).flatMap((arrival): Way[] => {
      const { winner, losers } = arrival;
      const wins = winner !== undefined && isOwn(winner);
      const own = wins ? winner : losers.find(isOwn);
      return own ? [{ ...words, ask, arrival, own, wins, split: own.split }] : [];
    }),
  );
  const [ask] = asks;
  const won = tried.filter(({ wins }) => wins);
  const answered = won.filter(({ own }) => own?.answer === undefined);
  const best =
    answered.find(({ arrival }) => !arrival?.isOtherScheme) ?? answered[0] ?? won[0] ?? tried[0];
  return best ?? { ...words, ...(ask && { ask }), wins: false, split };
}

function isFrom({ source }: Match, { kind, object: { metadata } }: RuleObject): boolean {
  const { namespace, name } = metadata;
  const isKind = source.kind.toLowerCase() === kind;
  return isKind && source.namespace === namespace && source.name === name;
}

function ofIngress(ingress: Ingress, objects: RouteObjects): OwnRule[] {
  const { controller } = servedBy(ingress, objects);
  return [...entriesOf(ingress), ...defaultEntry(ingress)].map((entry) => {
    const rule = ruleWords(entry);
    const typical = typicalOf(entry);
    const [ask] = typical.flatMap(typicalAsks);
    const split = splitOf(entry, controller, ask);
    return {
      rule,
      typical,
      split,
      ...(entry.isDefault && { isDefault: true as const }),
      isSame: (match) =>
        entry.isDefault
          ? match.rule.startsWith('the default backend')
          : match.rule.startsWith(rule) && isFor(entry, match),
    };
  });
}

/** As its controller reads it, where the rule alone says less. */
function splitOf(entry: Entry, controller: string | undefined, ask: Ask | undefined) {
  if (isIngressNginx(controller)) return weighed([nginxBackend(entry)]);
  return controller === 'ingress.k8s.aws/alb' && ask ? albWay(entry, ask).split : soleSplit(entry);
}

/** The same rule written twice is told apart by its backend. */
function isFor(entry: Entry, { split }: Match): boolean {
  const { namespace, name } = backendOf(entry);
  const isSplit = split.some((one) => one.namespace === namespace && one.name === name);
  return isSplit || backendOf(entry).port === 'use-annotation';
}

/** Only ingress-nginx keeps a default backend to the hosts that its Ingress names. */
function typicalOf({ ingress, host, path, pathType, isDefault }: Entry): Typical[] {
  const hasTls = ingress.spec.tls.length > 0;
  if (isDefault) {
    const hosts = ['', ...ingress.spec.rules.map((rule) => rule.host ?? '')];
    return [...new Set(hosts)].map((one) => ({ host: one, paths: pathsLike('/', false), hasTls }));
  }
  // On a host with expressions a Prefix is one, too.
  const isPattern = pathType !== 'Exact' && /[\\^$*+?()[\]{}|]/.test(path);
  const paths = isPattern ? pathsMatching(path) : pathsLike(path, pathType === 'Exact');
  return [{ host, paths, hasTls }];
}

function ofIngressRoute(route: IngressRoute, objects: RouteObjects): OwnRule[] {
  return fromIngressRoute(route, objects).map(({ text, words, hasTls, split }) => {
    const rule = parseRule(text);
    const [host = ''] = rule ? valuesOf(rule, 'Host') : [];
    const exact = (rule ? valuesOf(rule, 'Path') : []).map((path) => [path]);
    const prefixes = (rule ? valuesOf(rule, 'PathPrefix') : []).map((path) =>
      pathsLike(path, false),
    );
    const [paths = pathsLike('/', false)] = [...exact, ...prefixes];
    const isSame = (match: Match) => match.rule === words;
    const more = rule ? conditionsOf(rule) : {};
    return { rule: words, typical: rule ? [{ host, paths, hasTls, ...more }] : [], split, isSame };
  });
}

/** What a request has to bring besides host and path. */
function conditionsOf(rule: Rule): Pick<Typical, 'method' | 'headers' | 'query'> {
  const pairs = (matcher: string) =>
    argsOf(rule, matcher).map(([name = '', value = '']): [string, string] => [name, value]);
  const [method] = valuesOf(rule, 'Method');
  return {
    ...(method && { method: method.toUpperCase() }),
    headers: [...pairs('Header'), ...pairs('Headers')],
    query: pairs('Query'),
  };
}

function ofRoute(route: HTTPRoute, objects: RouteObjects): OwnRule[] {
  const hosts = route.spec.hostnames.length > 0 ? route.spec.hostnames : [''];
  return route.spec.rules.flatMap(({ matches, backendRefs }) => {
    const split = gatewaySplit(backendRefs, route, objects);
    const all = matches.length > 0 ? matches : [everything];
    return hosts.flatMap((host) =>
      all.map((match): OwnRule => {
        const words = matchWords(match);
        const request = requestFor(match, host);
        return {
          rule: host === '' ? words : `\`${host}\` with ${words}`,
          typical: request ? [{ ...request, hasTls: true }] : [],
          split,
          isSame: (one) => one.rule.endsWith(` with ${words}`),
        };
      }),
    );
  });
}
