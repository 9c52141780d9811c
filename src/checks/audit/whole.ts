/**
 * An audit of a large cluster reads the first objects of each kind. Where a list was cut, only the
 * namespaces before the cut are known whole; the others are left out rather than judged in part.
 */
import type { AuditFacts, PartName } from './rule.ts';

/** The kinds that have namespaces and come as one list. */
const listed = [
  'services',
  'pods',
  'deployments',
  'statefulSets',
  'ingresses',
  'policies',
] as const satisfies readonly PartName[];

export interface Whole {
  facts: AuditFacts;
  /** The first namespace that was left out; undefined: none was. */
  from?: string;
  /** What there was too much of. */
  cut: readonly PartName[];
}

/** The API server answers in the order of its keys, `namespace/name`. */
const keyOf = (namespace: string) => `${namespace}/`;

export function wholeNamespaces(facts: AuditFacts): Whole {
  const cut = listed.filter((name) => facts[name].isCut);
  const ends = cut.map((name) => lastNamespace(facts, name));
  if (ends.length === 0 || ends.includes(undefined)) return { facts, cut };
  const [from] = ends
    .filter((one) => one !== undefined)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (from === undefined) return { facts, cut };
  const whole = keepNamespaces(facts, (namespace) => keyOf(namespace) < keyOf(from), true);
  const isAnything = whole.services.all.length + whole.pods.all.length > 0;
  return isAnything ? { facts: whole, from, cut } : { facts, cut };
}

/** undefined: not in the order that is relied on, so that no namespace is known to be whole. */
function lastNamespace(facts: AuditFacts, name: (typeof listed)[number]): string | undefined {
  const spaces = facts[name].all.map(({ metadata }) => metadata.namespace);
  const isInOrder = spaces.every(
    (one, at) => at === 0 || keyOf(spaces[at - 1] ?? '') <= keyOf(one),
  );
  return isInOrder ? spaces.at(-1) : undefined;
}

/** Kinds of the whole cluster, and DNS, stay as they are. */
export function keepNamespaces(
  facts: AuditFacts,
  isKept: (namespace: string) => boolean,
  isWhole = false,
): AuditFacts {
  const kept = listed.map((name) => {
    const { all, gaps, isCut } = facts[name];
    const some = all.filter(({ metadata }) => isKept(metadata.namespace));
    return [name, { all: some, gaps, isCut: isCut && !isWhole }];
  });
  return { ...facts, ...Object.fromEntries(kept) };
}
