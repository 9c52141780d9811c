/** Traefik's routers, from IngressRoutes and from Ingresses: one table, one order. */
import type { Ingress } from '../../objects/ingress.ts';
import type { IngressRoute, IngressRouteRule } from '../../objects/ingress-route.ts';
import { code } from '../../report.ts';
import {
  defaultEntry,
  type Entry,
  entriesOf,
  ruleWords,
  soleSplit,
  sourceOf,
} from './ingress-entries.ts';
import type { Effect, Named, RouteBackend, RouteObjects } from './route.ts';
import { traefikSplit } from './traefik-services.ts';

export interface TraefikRoute {
  source: Named;
  /** In Traefik's language. */
  text: string;
  /** What a person reads. */
  words: string;
  priority: number;
  hasTls: boolean;
  /** Empty: Traefik's default ones. */
  entryPoints: readonly string[];
  /** As `namespace/name`, or as the annotation of an Ingress names them. */
  middlewares: readonly string[];
  effects: readonly Effect[];
  split: readonly RouteBackend[];
}

export function fromIngressRoute(item: IngressRoute, objects: RouteObjects): TraefikRoute[] {
  const { metadata, spec } = item;
  const source = { kind: 'IngressRoute', namespace: metadata.namespace, name: metadata.name };
  return spec.routes.map((route) => {
    const { split, effects } = traefikSplit(route.services, metadata.namespace, objects);
    return {
      source,
      text: route.match,
      words: ruleOf(route.match, route.priority),
      priority: route.priority || route.match.length,
      hasTls: Boolean(spec.tls),
      entryPoints: spec.entryPoints,
      middlewares: route.middlewares.map((one) => wholeName(one, metadata.namespace)),
      effects: [...middlewares(route.middlewares.map(({ name }) => name)), ...effects],
      split,
    };
  });
}

/** One with `@` is of another provider, which knows no namespaces. */
const wholeName = ({ namespace, name }: IngressRouteRule['middlewares'][number], home: string) =>
  name.includes('@') ? name : `${namespace ?? home}/${name}`;

/** As one name: backticks are how names are marked here. */
export const matchText = (text: string): string => code(text.replaceAll('`', '"'));

function ruleOf(text: string, priority: number | null | undefined): string {
  return `${matchText(text)}, priority ${priority || `${text.length} (its length)`}`;
}

function middlewares(names: readonly string[]): Effect[] {
  if (names.length === 0) return [];
  const all = names.map((name) => code(name)).join(', ');
  const text = `${all}, in this order; not evaluated, they may change or refuse requests`;
  return [{ label: 'Middlewares', mark: 'ok', text }];
}

const prefix = 'traefik.ingress.kubernetes.io/router.';

/** An Ingress path becomes a rule like any other, with its length as priority. */
export function fromIngress(ingress: Ingress): TraefikRoute[] {
  const setting = (name: string) => ingress.metadata.annotations[`${prefix}${name}`];
  const names = list(setting('middlewares'));
  const tls = ingress.spec.tls.length > 0 || setting('tls') === 'true';
  return [...entriesOf(ingress), ...defaultEntry(ingress)].map((entry) => {
    const text = textOf(entry, setting('pathmatcher'));
    const priority = entry.isDefault ? 0 : Number(setting('priority')) || text.length;
    return {
      source: sourceOf(ingress),
      text,
      words: `${ruleWords(entry)}, priority ${priority}`,
      priority,
      hasTls: tls,
      entryPoints: list(setting('entrypoints')),
      middlewares: names,
      effects: middlewares(names),
      split: soleSplit(entry),
    };
  });
}

const list = (text = '') =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function textOf({ host, path, pathType }: Entry, matcher = 'PathPrefix'): string {
  const usual = pathType === 'Prefix' ? 'PathPrefix' : matcher;
  const paths = `${pathType === 'Exact' ? 'Path' : usual}(\`${path}\`)`;
  if (host === '') return paths;
  if (!host.startsWith('*.')) return `Host(\`${host}\`) && ${paths}`;
  return `HostRegexp(\`^[a-zA-Z0-9-]+${host.slice(1).replaceAll('.', '\\.')}$\`) && ${paths}`;
}
