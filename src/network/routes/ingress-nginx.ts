/**
 * The community ingress-nginx. It merges all Ingresses of its class into one nginx: a server per host,
 * a location per path. https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { hostFit, specificity } from './hosts.ts';
import { addressesOf, type ClassGroup, groupsOf } from './ingress-class.ts';
import {
  bareHosts,
  defaultEntry,
  type Entry,
  entriesOf,
  knownRules,
  ruleWords,
  sourceOf,
} from './ingress-entries.ts';
import { canarySplit, isCanary } from './ingress-nginx-canary.ts';
import { answerOf, effectsOf, setting } from './ingress-nginx-effects.ts';
import { isRegexHost, locationFor, rewritten } from './ingress-nginx-locations.ts';
import { nginxTls } from './ingress-nginx-tls.ts';
import { isIngressNginx } from './own-controllers.ts';
import type { Arrival, Ask, Match, Router } from './route.ts';

export const ingressNginx: Router = {
  name: 'ingress-nginx',
  arrivals: (ask, objects) =>
    groupsOf(objects, isIngressNginx).flatMap((group) => arrivalsOf(ask, group)),
  rules: (objects) =>
    groupsOf(objects, isIngressNginx).flatMap(({ ingresses }) =>
      knownRules(ingresses.filter((item) => !isCanary(item))),
    ),
};

function arrivalsOf(ask: Ask, { className, ingresses }: ClassGroup): Arrival[] {
  const primaries = ingresses.filter((item) => !isCanary(item)).sort(oldestFirst);
  const servers = serversFor(ask, primaries);
  if (servers.length === 0) return [];
  const canaries = ingresses.filter((item) => isCanary(item)).sort(oldestFirst);
  const matches = servers.flatMap((server, index) => {
    const found = matchesIn(server, ask, canaries);
    return index === 0
      ? found
      : found.map((one) => ({ ...one, loses: 'its host is less specific' }));
  });
  const [first, ...rest] = matches;
  const winner = first && !first.loses ? first : undefined;
  return [
    {
      router: 'ingress-nginx',
      entrance: {
        name: 'ingress-nginx',
        detail: `class ${code(className)}`,
        addresses: addressesOf(ingresses),
        services: [
          {
            'app.kubernetes.io/name': 'ingress-nginx',
            'app.kubernetes.io/component': 'controller',
          },
          { app: 'ingress-nginx', component: 'controller' },
        ],
      },
      ...(winner && { winner }),
      losers: winner ? rest : matches,
      effects: nginxTls(ask, servers[0]?.entries ?? []),
    },
  ];
}

interface Server {
  host: string;
  entries: Entry[];
}

/** nginx chooses the host first and never goes back: a path it lacks is not looked for elsewhere. */
function serversFor(ask: Ask, ingresses: readonly Ingress[]): Server[] {
  const byHost = Map.groupBy(ingresses.flatMap(entriesWithAliases), ({ host }) => host);
  const catchAll = ingresses.flatMap((item) =>
    item.spec.rules.length > 0 ? [] : defaultEntry(item),
  );
  const hosts = new Set([
    ...byHost.keys(),
    ...ingresses.flatMap(bareHosts),
    ...(catchAll.length > 0 ? [''] : []),
  ]);
  return [...hosts]
    .flatMap((host) => {
      const fit = hostFit(host, ask.host, 'many');
      if (!fit) return [];
      const fallback = host === '' ? catchAll : fallbackOf(host, ingresses);
      const entries = [...(byHost.get(host) ?? []), ...fallback];
      return [{ host, entries, rank: specificity(host, fit) }];
    })
    .sort((a, b) => b.rank - a.rank);
}

/** The oldest Ingress of a host gives it its default backend, for what has no `/`. */
function fallbackOf(host: string, ingresses: readonly Ingress[]): Entry[] {
  const oldest = ingresses.find(
    (item) =>
      bareHosts(item).includes(host) || entriesWithAliases(item).some((one) => one.host === host),
  );
  return oldest ? defaultEntry(oldest, host) : [];
}

function entriesWithAliases(ingress: Ingress): Entry[] {
  const entries = entriesOf(ingress);
  const aliases = (setting(ingress, 'server-alias') ?? '').split(',').map((host) => host.trim());
  const more = aliases.filter((host) => host !== '');
  return [...entries, ...more.flatMap((host) => entries.map((entry) => ({ ...entry, host })))];
}

function matchesIn({ entries }: Server, ask: Ask, canaries: readonly Ingress[]): Match[] {
  const isRegex = isRegexHost(entries);
  const ranked = entries
    .flatMap((entry) => {
      const location = locationFor(entry, ask.path, isRegex);
      return location ? [{ entry, location }] : [];
    })
    .sort((a, b) => b.location.rank - a.location.rank || byText(a.entry, b.entry, isRegex));
  const [best] = ranked;
  return ranked.map(({ entry }, index) => ({
    ...toMatch(entry, ask, canaries, isRegex),
    ...(index > 0 && best && { loses: whyItLoses(entry, best.entry, isRegex) }),
  }));
}

function toMatch(entry: Entry, ask: Ask, canaries: readonly Ingress[], isRegex: boolean): Match {
  const canary = canarySplit(entry, ask, canaries);
  const backendPath = rewritten(entry, ask.path);
  const answer = answerOf(entry, ask);
  const words = ruleWords(entry);
  return {
    source: sourceOf(entry.ingress),
    rule: isRegex && !entry.isDefault ? `${words}, read as a regular expression` : words,
    split: canary.split,
    effects: [...effectsOf(entry, ask, { isRegex, backendPath }), ...canary.effects],
    backendPath,
    ...(answer !== undefined && { answer }),
  };
}

/** Regular expressions of the same length are tried in the reverse order of the alphabet. */
function byText(a: Entry, b: Entry, isRegex: boolean): number {
  if (!isRegex || a.path === b.path) return 0;
  return a.path < b.path ? 1 : -1;
}

function whyItLoses(entry: Entry, winner: Entry, isRegex: boolean): string {
  if (entry.isDefault) return 'the default backend comes last';
  if (entry.path === winner.path && (isRegex || entry.pathType === winner.pathType)) {
    return 'the oldest Ingress with this host and path wins';
  }
  if (isRegex) return 'its text is shorter, and the first expression that matches wins';
  if (winner.pathType === 'Exact') return 'Exact comes first';
  return 'its path is shorter';
}

/** Of the same second: by name, backwards, as the controller does. */
function oldestFirst({ metadata: a }: Ingress, { metadata: b }: Ingress): number {
  const age = (a.creationTimestamp ?? '').localeCompare(b.creationTimestamp ?? '');
  if (age !== 0) return age;
  return `${a.namespace}/${a.name}` > `${b.namespace}/${b.name}` ? -1 : 1;
}
