/** What the rules are asked about, and what they answer. */
import type { People } from '../policy-rule.ts';

/** Who acts, from Slack's signed request. */
export interface Actor {
  team: string;
  user: string;
  /** Where it is asked or decided. */
  channel: string;
  /** Whether the person is in them; undefined or absent: it could not be read, and does not count. */
  groups: ReadonlyMap<string, boolean | undefined>;
}

export interface RoutePlace {
  cluster: string;
  namespace: string;
  /** Name of the object that holds the weights. */
  route: string;
}

export interface Wish {
  /** The canary's share of the traffic, 0 to 1. */
  before: number;
  after: number;
  /** Others that get more, and may be the canary as well. */
  others?: readonly Gain[];
  reason?: string | undefined;
  /** It is wanted although GitOps or Helm will revert it. */
  isDespiteGitOps: boolean;
}

export interface Gain {
  /** For people, such as `shop/api-v1`. */
  name: string;
  /** Shares, 0 to 1. */
  before: number;
  after: number;
  /** It is called what canaries are; if not, it only may be one. */
  isCalledCanary: boolean;
}

/** What a change needs before it is made. Plain JSON: it is stored with the request. */
export interface Approvals {
  /** Of distinct people, none of them the requester; 1 to 5. */
  count: number;
  expiresAfterMinutes: number;
  isReasonRequired: boolean;
  /** Of those who may approve, only these count; absent: all. */
  from?: People;
  /** The rule that says so. */
  rule: string;
}

/** How one rule stands to what was asked. */
export interface Tried {
  rule: string;
  fits: boolean;
  /** Goes on after the rule's name: "is about the namespaces `shop`", "gives `read` alone". */
  why: string;
  /** User groups whose members could not be read; the rule might fit if they could. */
  unread?: readonly string[];
}

export interface Words {
  /** One sentence. */
  what: string;
  /** How to go on. */
  hint: string;
}

/** The trail has every rule, in the order of the configuration. */
export type Verdict =
  | { isAllowed: true; rule: string; trail: readonly Tried[] }
  | ({ isAllowed: false; trail: readonly Tried[] } & Words);
