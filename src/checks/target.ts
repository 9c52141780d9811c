/** What a checklist is run for, as the person asked it. */
import type { Ask } from '../network/routes/route.ts';
import type { Kind } from '../objects/registry.ts';
import type { Query } from '../snapshot.ts';

/**
 * What is read instead of all rules, by kind, where it is only guessed what will be asked next: the
 * object alone, or those of a namespace. A kind that is absent is not read at all.
 */
export type Ahead = { readonly [K in Kind]?: readonly Query[] };

/** Who calls: a pod, whatever runs in a namespace, or an address outside of the cluster. */
export type From =
  | { kind: 'address'; address: string }
  /** `shop`, `shop/web-1` or, with a namespace at hand, `web-1`: which it is, the cluster says. */
  | { kind: 'name'; name: string; namespace?: string }
  /** Of what stands behind rules: whoever sends there has no pods. */
  | { kind: 'load-balancer' | 'node' };

/** What rules are asked about: an object that holds some, or a request that they should take. */
export type RuleTarget =
  | { kind: RuleKind; name: string; namespace?: string }
  | { kind: 'url'; ask: Ask };

export type RuleKind = 'ingress' | 'ingressroute' | 'httproute';

export interface Target {
  /** The Service, or the first word of a DNS name; absent: DNS as a whole. */
  name?: string;
  /** Absent where nobody said it: looked for in all. */
  namespace?: string;
  /** A port of the Service, by name or number; absent: all of them. */
  port?: string;
  from?: From;
  /** Of `check ingress` and `check route`; there is no Service then. */
  rules?: RuleTarget;
  /** Absent: the rules of the whole cluster are read, as any of them may win. */
  ahead?: Ahead;
  /** When it was asked, ISO 8601; absent: nothing is said about time. */
  now?: string;
  /** Such as `cluster.local`. */
  clusterDomain: string;
}
