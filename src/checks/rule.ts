/** The words for Ingresses, IngressRoutes and HTTPRoutes, and for what becomes of their rules. */
import type { Arrival, Ask, Match, RouteBackend } from '../network/routes/route.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import type { Ingress } from '../objects/ingress.ts';
import type { IngressRoute } from '../objects/ingress-route.ts';
import type { RuleKind } from './target.ts';

/** One rule of the subject (for a host or URL: the request itself), followed. */
export interface Way {
  /** Such as "`shop.example.com` with Prefix `/api`". */
  rule: string;
  /** A request that the rule is meant for; absent: none could be thought of. */
  ask?: Ask;
  /** Where it comes in; absent: nowhere. */
  arrival?: Arrival;
  /** The rule as its controller reads it; absent: it takes no such request. */
  own?: Match;
  /** It is the one that gets the request. */
  wins: boolean;
  /** Where it sends to, whether or not it wins. */
  split: readonly RouteBackend[];
  /** The default backend of an Ingress: that the rules leave it nothing is as it should be. */
  isDefault?: true;
}

export type RuleObject =
  | { kind: 'ingress'; object: Ingress }
  | { kind: 'ingressroute'; object: IngressRoute }
  | { kind: 'httproute'; object: HTTPRoute };

/** As people call each kind, and as kubectl does. */
export const ruleKinds: Readonly<Record<RuleKind, { one: string; resource: string }>> = {
  ingress: { one: 'Ingress', resource: 'ingress' },
  ingressroute: { one: 'IngressRoute', resource: 'ingressroute' },
  httproute: { one: 'HTTPRoute', resource: 'httproute' },
};
