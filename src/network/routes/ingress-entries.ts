/** An Ingress as a flat list of rules, which is how controllers read it. */
import type { Ingress, IngressBackend, IngressPath } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import type { KnownRule, Named, RouteBackend } from './route.ts';
import { split } from './split.ts';

export interface Entry {
  ingress: Ingress;
  /** '' takes every host. */
  host: string;
  path: string;
  pathType: IngressPath['pathType'];
  backend: IngressBackend;
  /** From `defaultBackend`: takes what no path of the Ingress takes. */
  isDefault?: true;
}

export function entriesOf(ingress: Ingress): Entry[] {
  const { rules } = ingress.spec;
  return rules.flatMap(({ host = '', http }) =>
    (http?.paths ?? []).map(({ path, pathType, backend }) => ({
      ingress,
      host: host.toLowerCase(),
      path: path || '/',
      pathType,
      backend,
    })),
  );
}

/** What `defaultBackend` takes: by the specification whatever no rule takes, on every host. */
export function defaultEntry(ingress: Ingress, host = ''): Entry[] {
  const backend = ingress.spec.defaultBackend;
  return backend
    ? [{ ingress, host, path: '/', pathType: 'Prefix', backend, isDefault: true }]
    : [];
}

/**
 * Hosts of rules without paths. "If unspecified, the rule defaults to a http catch-all", and what is
 * caught goes to a default backend (API reference, IngressRuleValue).
 */
export const bareHosts = ({ spec }: Ingress): string[] =>
  spec.rules.flatMap(({ host, http }) =>
    host && (http?.paths ?? []).length === 0 ? [host.toLowerCase()] : [],
  );

export function sourceOf({ metadata: { namespace, name } }: Ingress): Named {
  return { kind: 'Ingress', namespace, name };
}

export function ruleWords({ host, path, pathType, isDefault }: Entry): string {
  const where = host === '' ? 'every host' : code(host);
  return isDefault ? `the default backend for ${where}` : `${where} with ${pathType} ${code(path)}`;
}

export function backendOf({ ingress, backend }: Entry): Omit<RouteBackend, 'share'> {
  const { namespace } = ingress.metadata;
  if (backend.service) {
    const { name, port } = backend.service;
    const wanted = port?.number ?? port?.name;
    return {
      kind: 'Service',
      namespace,
      name,
      weight: 1,
      ...(wanted !== undefined && { port: wanted }),
    };
  }
  const { kind = 'Service', name = '' } = backend.resource ?? {};
  const trouble = backend.resource
    ? `${kind} ${code(name)} is no Service: whether this controller knows the kind is not evaluated`
    : 'the rule names no backend';
  return { kind, namespace, name, weight: 1, trouble };
}

export const soleSplit = (entry: Entry): RouteBackend[] => split([backendOf(entry)]);

export function knownRules(ingresses: readonly Ingress[]): KnownRule[] {
  return ingresses.flatMap((ingress) =>
    [...entriesOf(ingress), ...defaultEntry(ingress)].map(({ host, path }) => ({
      host,
      path,
      source: sourceOf(ingress),
    })),
  );
}

/** Oldest first, then by name. */
export function byAge(a: Ingress, b: Ingress): number {
  const [x, y] = [a.metadata, b.metadata];
  const age = (x.creationTimestamp ?? '').localeCompare(y.creationTimestamp ?? '');
  return age || `${x.namespace}/${x.name}`.localeCompare(`${y.namespace}/${y.name}`, 'en');
}
