/** What `trace` found out, for its report, its picture and its JSON. */
import type { HostAnswer } from '../cluster/host-lookup.ts';
import type { Backend } from '../network/backends.ts';
import type { Reach } from '../network/reach.ts';
import type { Arrival, Ask, KnownRule } from '../network/routes/route.ts';
import type { Service } from '../objects/service.ts';
import type { NotEvaluated } from '../report.ts';

export interface Traced {
  ask: Ask;
  /** From `-n`: only its rules were read. */
  namespace: string | undefined;
  /** Where the request comes in; absent: nowhere. */
  main?: Arrival;
  /** Further ways in for the same host. */
  others: readonly Arrival[];
  /** Of the rule that wins; empty without one. */
  reaches: readonly Reach[];
  /** Endpoints and pods, by `namespace/name` of the Service. */
  behind: ReadonlyMap<string, readonly Backend[]>;
  /** In front of the controller; absent: none was found. */
  door?: Door;
  /** Absent: not looked up. */
  host?: HostAnswer;
  /** What there is, where no rule takes the request. */
  near: readonly KnownRule[];
  /** A kind of rule could not be read: that there is no rule cannot be said. */
  isPartial: boolean;
  notEvaluated: readonly NotEvaluated[];
}

/** The Service through which requests reach a controller. */
export interface Door {
  service: Service;
  addresses: readonly string[];
  /** Of the controller; absent if they could not be read. */
  pods?: { ready: number; total: number };
}
