/**
 * What `check ingress` and `check route` ask ahead. Whether another rule takes the requests is known
 * once all rules of the cluster are read, page after page; which Services, pods and logs to ask for, an
 * object says by itself. A wrong guess costs its requests, never an answer: the list asks what it needs
 * in any case.
 */
import type { Ahead, RuleKind } from '../checks/target.ts';
import type { Kind } from '../objects/registry.ts';
import type { Query } from '../snapshot.ts';

export const ruleLists = {
  ingress: 'ingresses',
  httproute: 'httproutes',
  ingressroute: 'ingressroutes',
} as const satisfies Record<RuleKind, Kind>;

/** By which it is known who serves a kind, and where to it sends. */
const leanings: Readonly<Record<RuleKind, readonly Kind[]>> = {
  ingress: ['ingressclasses'],
  httproute: ['gateways', 'gatewayclasses', 'referencegrants'],
  ingressroute: ['traefikservices'],
};

export const allLeanings: readonly Kind[] = Object.values(leanings).flat();

/** A namespace with more is not read twice for a guess. */
const mostInNamespace = 100;

/**
 * The object, and what may be a canary of it.
 * @param namespace absent: in all of them, where the name may stand for several objects
 */
export function aheadOfName(kind: RuleKind, name: string, namespace: string | undefined): Ahead {
  const isWhole = kind === 'ingress' && namespace !== undefined;
  const siblings = isWhole ? [allIn('ingresses', namespace)] : [];
  return {
    ...wholeOf(leanings[kind]),
    [ruleLists[kind]]: [named(kind, name, namespace), ...siblings],
  };
}

/** For a request: the rules of the namespace in which they are most likely found. */
export function aheadIn(namespace: string): Ahead {
  const lists = Object.values(ruleLists).map((kind) => [kind, [allIn(kind, namespace)]] as const);
  return { ...wholeOf(allLeanings), ...Object.fromEntries(lists) };
}

/** The same wherever it is asked, so that it goes out once. */
export function named(kind: RuleKind, name: string, namespace: string | undefined): Query {
  const where = namespace === undefined ? {} : { namespace };
  return { kind: ruleLists[kind], ...where, fields: `metadata.name=${name}`, limit: 5 };
}

const allIn = (kind: Kind, namespace: string): Query => ({
  kind,
  namespace,
  limit: mostInNamespace,
});

const wholeOf = (kinds: readonly Kind[]): Ahead =>
  Object.fromEntries(kinds.map((kind) => [kind, [{ kind }]]));
