/**
 * A CanaryProvider knows where one router keeps its weights: it finds them, plans the Patch that sets
 * others, and tells whether the router has taken them. Adding one is a file beside this one, a line in
 * the registry, a test (`test/canary/provider.contract.ts`).
 */
import type { RouteObjects } from '../network/routes/route.ts';
import type { RuleTrouble } from '../network/routes/trouble.ts';
import type { Kind, ObjectOf } from '../objects/registry.ts';
import type { JsonObject, ObjectPlace, Patch } from '../patch.ts';

export type ProviderName = 'ingress-nginx' | 'gateway-api' | 'traefik' | 'aws-alb';

/** What was read to find routes; a kind that is absent was not. */
export type CanaryObjects = RouteObjects;

/** Where a part of the requests goes. */
export interface Destination {
  /** `Service`, `TraefikService`, `TargetGroup`, … */
  kind: string;
  namespace: string;
  name: string;
  port?: number | string;
}

/** One part of a split. Plain JSON: it is hashed, stored and shown. */
export interface Side extends Destination {
  /** As the router counts it: share = weight / sum of all of the route. */
  weight: number;
  /** Further ones that the same weight stands for: an Ingress of several paths has only one. */
  also?: readonly Destination[];
}

/** The weights of one rule, in one place of one object. Plain JSON. */
export interface CanaryRoute {
  provider: ProviderName;
  object: ObjectPlace & {
    /** As in the object itself. */
    apiVersion: string;
    kindName: string;
    uid: string;
  };
  /** Where in the object: `rules/0`, `actions.api`; '' where it has one place only. */
  place: string;
  /** In words, such as "`shop.example.com` with Prefix `/api`". */
  rule: string;
  /** Other objects that people may mean by it: the primary Ingress, IngressRoutes that lead to it. */
  knownAs?: readonly ObjectPlace[];
  /** In the order of the object; of ingress-nginx the primary first, then the canary. */
  sides: readonly Side[];
  /** Which side the router itself knows as the canary; absent: names decide. */
  canary?: number;
  /** What weights this router takes. */
  weights: {
    /** Of one side. */
    most: number;
    /** The sum is a number of its own, which stays as it is where it can, and is never less than this. */
    leastSum?: number;
  };
}

/** The router's own word about new weights, from what was read after the write. */
export interface Settled {
  is: 'yes' | 'no' | 'unknown';
  /** One sentence fragment: what it said, or that it says nothing. */
  why: string;
  /** It will not come to be: waiting longer is in vain. */
  isFinal?: true;
}

export interface CanaryEvidence {
  /** The object as it is now. */
  object: JsonObject;
  /** About the object; undefined: they could not be read. */
  events: readonly ObjectOf<'events'>[] | undefined;
  /** When the Patch was applied; ISO 8601, UTC. */
  appliedAt: string;
}

export interface CanaryProvider {
  /** The file's name. */
  name: ProviderName;
  /** Read to find its routes. */
  needs: readonly Kind[];
  /** Every split it serves, in the order of the objects; also those whose sides are in trouble. */
  find(objects: CanaryObjects): CanaryRoute[];
  /**
   * Sets the weights, in the order of `sides`, and nothing else. Every old value it relies on is tested.
   * @param whole the object as it was sent, which `route` was found in
   * @throws UserError refused, where the weights cannot be written without touching anything else
   */
  plan(route: CanaryRoute, weights: readonly number[], whole: JsonObject): Patch;
  /** Why its sides would not get their share under these weights all the same; weights aside. */
  silences(route: CanaryRoute, weights: readonly number[], objects: CanaryObjects): RuleTrouble[];
  /** Whether the weights that stand in the object now are in effect. */
  settled(route: CanaryRoute, evidence: CanaryEvidence): Settled;
}
