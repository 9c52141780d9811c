/**
 * AWS Load Balancer Controller: one load balancer per Ingress or group; the first rule that matches
 * wins. https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { albSetting, albWay } from './aws-alb-actions.ts';
import { albEffects, isOtherScheme } from './aws-alb-effects.ts';
import { addressesOf, groupsOf } from './ingress-class.ts';
import {
  defaultEntry,
  type Entry,
  entriesOf,
  knownRules,
  ruleWords,
  sourceOf,
} from './ingress-entries.ts';
import { hasPrefix } from './paths.ts';
import type { Arrival, Ask, Match, RouteObjects, Router } from './route.ts';

export const awsAlb: Router = {
  name: 'aws-alb',
  arrivals: (ask, objects) => balancersOf(objects).flatMap((balancer) => arrivalsOf(ask, balancer)),
  rules: (objects) => balancersOf(objects).flatMap(({ ingresses }) => knownRules(ingresses)),
};

interface Balancer {
  name: string;
  className: string;
  ingresses: Ingress[];
}

/** Ingresses of one `group.name` share a load balancer, across namespaces. */
function balancersOf(objects: RouteObjects): Balancer[] {
  const groups = groupsOf(objects, (controller) => controller === 'ingress.k8s.aws/alb');
  return groups.flatMap(({ className, ingresses }) => {
    const byName = Map.groupBy(ingresses, (item) => {
      const { namespace, name } = item.metadata;
      const group = albSetting(item, 'group.name');
      return group === undefined
        ? `Ingress ${code(`${namespace}/${name}`)}`
        : `group ${code(group)}`;
    });
    return [...byName].map(([name, all]) => ({ name, className, ingresses: all.sort(byOrder) }));
  });
}

/** `group.order`, 0 if not said, then by name. */
function byOrder(a: Ingress, b: Ingress): number {
  const order = (item: Ingress) => Number(albSetting(item, 'group.order') ?? 0) || 0;
  const key = ({ metadata }: Ingress) => `${metadata.namespace}/${metadata.name}`;
  return order(a) - order(b) || (key(a) < key(b) ? -1 : 1);
}

function arrivalsOf(ask: Ask, { name, className, ingresses }: Balancer): Arrival[] {
  const entries = [
    ...ingresses.flatMap(inOrder),
    ...ingresses.flatMap((item) => defaultEntry(item)),
  ];
  const fits = entries.filter((entry) => takesHost(entry.host, ask.host));
  if (fits.length === 0) return [];
  const matches = fits
    .filter((entry) => takesPath(entry, ask.path))
    .map((entry) => toMatch(entry, ask));
  const [winner, ...rest] = matches;
  const losers = rest.map((one) => ({
    ...one,
    loses: 'the load balancer asks its rules in order, and takes the first that matches',
  }));
  return [
    {
      router: 'aws-alb',
      entrance: {
        name: 'the AWS load balancer',
        detail: `${name}, class ${code(className)}`,
        addresses: addressesOf(ingresses),
        services: [],
      },
      ...(winner && { winner }),
      losers,
      effects: albEffects(ask, ingresses),
      ...(isOtherScheme(ask, ingresses) && { isOtherScheme: true as const }),
    },
  ];
}

/** Exact paths, then prefixes with the longest first, then the rest as written; rule after rule. */
function inOrder(ingress: Ingress): Entry[] {
  const kinds = ['Exact', 'Prefix', 'ImplementationSpecific'];
  const byRule = Map.groupBy(entriesOf(ingress), ({ host }) => host);
  return [...byRule.values()].flatMap((entries) =>
    entries.sort((a, b) => {
      const kind = kinds.indexOf(a.pathType) - kinds.indexOf(b.pathType);
      return kind || (a.pathType === 'Prefix' ? b.path.length - a.path.length : 0);
    }),
  );
}

/** `*` stands for any number of characters, `?` for one. */
function wildcard(pattern: string, text: string, flags = ''): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  const expression = escaped.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${expression}$`, flags).test(text);
}

const takesHost = (pattern: string, host: string) => pattern === '' || wildcard(pattern, host, 'i');

function takesPath({ path, pathType }: Entry, asked: string): boolean {
  if (pathType === 'Exact') return asked === path;
  return pathType === 'Prefix' ? hasPrefix(asked, path) : wildcard(path, asked);
}

function toMatch(entry: Entry, ask: Ask): Match {
  const { answer, ...way } = albWay(entry, ask);
  return {
    source: sourceOf(entry.ingress),
    rule: ruleWords(entry),
    ...way,
    backendPath: ask.path,
    ...(answer !== undefined && { answer }),
  };
}
