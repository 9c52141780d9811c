/**
 * How a request finds its backend. A Router knows the rules of one controller: adding one is a file
 * beside this one, a line in the registry, a test.
 */
import type { Mark } from '../../report.ts';
import type { Snapshot } from '../../snapshot.ts';

/** One request as it leaves the client. */
export interface Ask {
  scheme: 'http' | 'https';
  /** false: nobody said, https is assumed, as browsers do. */
  isSchemeGiven: boolean;
  /** Lower case, punycode, without port and trailing dot. */
  host: string;
  port: number;
  /** Begins with `/`. */
  path: string;
  query: readonly (readonly [name: string, value: string])[];
  /** Upper case. */
  method: string;
  /** By lower-case name. */
  headers: ReadonlyMap<string, string>;
}

/** What was read; a kind that is absent was not. */
export type RouteObjects = Pick<
  Snapshot['objects'],
  | 'ingresses'
  | 'ingressclasses'
  | 'gateways'
  | 'gatewayclasses'
  | 'httproutes'
  | 'referencegrants'
  | 'ingressroutes'
  | 'traefikservices'
  | 'namespaces'
> & {
  /** Kinds that were read in these namespaces alone; absent: everywhere. */
  partly?: Partial<Record<PartlyRead, readonly string[]>>;
};

/** What rules lean on in other namespaces than their own. */
export type PartlyRead = 'gateways' | 'referencegrants' | 'traefikservices';

/** Only then "there is none" can be said. */
export function wasRead(objects: RouteObjects, kind: PartlyRead, namespace: string): boolean {
  return objects[kind] !== undefined && (objects.partly?.[kind]?.includes(namespace) ?? true);
}

export interface Named {
  kind: string;
  namespace: string;
  name: string;
}

/** One part of a split. */
export interface RouteBackend extends Named {
  port?: number | string;
  /** As the controller counts it: share = weight / sum of all of the split. */
  weight: number;
  /** 0 to 1. */
  share: number;
  /** Without a ready endpoint its share goes to the others instead of failing. */
  fallsBack?: true;
  /** The port may be that of the pods, too. */
  takesTargetPort?: true;
  /** Targets are nodes: a Service without a node port cannot be one. */
  needsNodePort?: true;
  /** Why it cannot answer, whatever its Service is like. */
  trouble?: string;
  /** Why it is not known whether it can answer, whatever its Service is like. */
  unknown?: string;
}

/** What a setting does to a request, or what could not be told about it. */
export interface Effect {
  label: string;
  mark: Mark;
  text: string;
}

export interface Match {
  source: Named;
  /** The rule in words, such as "`shop.example.com` with Prefix `/api`". */
  rule: string;
  /** Why another rule gets the request; absent for the one that wins. */
  loses?: string;
  split: readonly RouteBackend[];
  effects: readonly Effect[];
  /** The path that the backend sees. */
  backendPath: string;
  /** Conditions of the rule that were not evaluated: it takes the request only if they fit. */
  open?: readonly string[];
  /** The controller answers by itself (redirect, fixed answer): nothing reaches a backend. */
  answer?: string;
}

/** Where requests come in: a controller, a Gateway, a load balancer. */
export interface Entrance {
  /** Such as "ingress-nginx" or "Gateway `shop/web`". */
  name: string;
  /** Such as "class `nginx`". */
  detail?: string;
  /** What the status of its objects says. */
  addresses: readonly string[];
  /** Labels its Service is known by, one set of them is enough; none: it has no Service. */
  services: readonly Readonly<Record<string, string>>[];
}

export interface Arrival {
  router: string;
  entrance: Entrance;
  /** Absent: the host is known here, but no rule takes the path. */
  winner?: Match;
  /** Rules that match too. */
  losers: readonly Match[];
  /** What the entrance itself does, TLS for example. */
  effects: readonly Effect[];
  /** Takes the host by the other of http and https only. */
  isOtherScheme?: true;
  /** Why nobody serves these rules; then the winner wins nothing. */
  unserved?: string;
}

/** A rule there is, to suggest it where none matches. */
export interface KnownRule {
  /** '' takes every host. */
  host: string;
  path: string;
  source: Named;
}

export interface Router {
  /** The file's name. */
  name: string;
  arrivals(ask: Ask, objects: RouteObjects): Arrival[];
  rules(objects: RouteObjects): KnownRule[];
}
