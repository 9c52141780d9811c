/**
 * The Ingress specification, for every controller that has no file of its own here.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
 */
import { code } from '../../report.ts';
import { hostFit, specificity } from './hosts.ts';
import { addressesOf, type ClassGroup, groupsOf, servedBy } from './ingress-class.ts';
import {
  byAge,
  defaultEntry,
  type Entry,
  entriesOf,
  knownRules,
  ruleWords,
  soleSplit,
  sourceOf,
} from './ingress-entries.ts';
import { tlsEffects } from './ingress-tls.ts';
import { hasOwnFile } from './own-controllers.ts';
import { hasPrefix } from './paths.ts';
import type { Arrival, Ask, Match, RouteObjects, Router } from './route.ts';

export const ingress: Router = {
  name: 'ingress',
  arrivals: (ask, objects) => [
    ...groupsOf(objects, (controller) => !hasOwnFile(controller)).flatMap((group) =>
      specArrival(ask, group),
    ),
    ...unserved(ask, objects),
  ],
  rules: (objects) =>
    knownRules(
      (objects.ingresses ?? []).filter((item) => {
        const { controller } = servedBy(item, objects);
        return controller === undefined || !hasOwnFile(controller);
      }),
    ),
};

function specArrival(ask: Ask, { controller, className, ingresses }: ClassGroup): Arrival[] {
  const [winner, ...losers] = specMatches(ask, ingresses);
  if (!winner) return [];
  return [
    {
      router: 'ingress',
      entrance: {
        name: controller === '' ? `class ${code(className)}` : `controller ${code(controller)}`,
        detail: `class ${code(className)}; read by the Ingress specification, its own annotations are not evaluated`,
        addresses: addressesOf(ingresses),
        services: [],
      },
      winner,
      losers,
      effects: tlsEffects(ask, ingresses),
    },
  ];
}

/** An Ingress that matches but that nobody serves: people look for it for hours. */
function unserved(ask: Ask, objects: RouteObjects): Arrival[] {
  return (objects.ingresses ?? []).flatMap((item): Arrival[] => {
    const { controller, note = '' } = servedBy(item, objects);
    if (controller !== undefined) return [];
    const [winner, ...losers] = specMatches(ask, [item]);
    if (!winner) return [];
    const entrance = { name: 'no controller', addresses: addressesOf([item]), services: [] };
    return [{ router: 'ingress', entrance, winner, losers, effects: [], unserved: note }];
  });
}

/** All that take the request, the winner first. Also the base for controllers close to it. */
export function specMatches(
  ask: Ask,
  ingresses: Parameters<typeof knownRules>[0],
  labels: 'one' | 'many' = 'one',
): Match[] {
  const entries = [...ingresses]
    .sort(byAge)
    .flatMap((item) => [...entriesOf(item), ...defaultEntry(item)]);
  const ranked = entries
    .flatMap((entry) => {
      const rank = rankOf(entry, ask, labels);
      return rank ? [{ entry, rank }] : [];
    })
    .sort((a, b) => compare(b.rank, a.rank));
  const [best] = ranked;
  return ranked.map(({ entry }, index) => ({
    source: sourceOf(entry.ingress),
    rule: ruleWords(entry),
    split: soleSplit(entry),
    effects: [],
    backendPath: ask.path,
    ...(index > 0 && best && { loses: whyItLoses(entry, best.entry) }),
  }));
}

/** Host, not the default backend, path length, Exact. */
function rankOf(entry: Entry, ask: Ask, labels: 'one' | 'many'): number[] | undefined {
  const fit = hostFit(entry.host, ask.host, labels);
  if (!fit || !takesPath(entry, ask.path)) return undefined;
  const exact = entry.pathType === 'Exact' ? 1 : 0;
  return [
    specificity(entry.host, fit),
    entry.isDefault ? 0 : 1,
    entry.path.replace(/\/+$/, '').length,
    exact,
  ];
}

function takesPath({ path, pathType }: Entry, asked: string): boolean {
  return pathType === 'Exact' ? asked === path : hasPrefix(asked, path);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function whyItLoses(entry: Entry, winner: Entry): string {
  if (entry.host !== winner.host) return 'its host is less specific';
  if (entry.isDefault) return 'a default backend comes last';
  if (entry.path.length !== winner.path.length) return 'its path is shorter';
  if (entry.pathType !== winner.pathType) return `${entry.pathType} comes after ${winner.pathType}`;
  return 'the same host and path: of most controllers the older Ingress wins';
}
