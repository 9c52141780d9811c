/** The one door to a cluster. Nothing above this floor knows how Kubernetes is spoken to. */
import type { DnsPod, DnsQuestion, Lookup, Query, Reads, Snapshot } from '../snapshot.ts';

export interface Cluster {
  /** The name the configuration gives it. */
  readonly name: string;
  /**
   * Asks all questions at once and waits for all answers: one round trip, one more for every further
   * page of the longest list. A refused, missing or timed-out question becomes a gap.
   * @throws UserError `unreadable` if the server as a whole cannot be used (no connection, TLS,
   * credentials, not an API server) or none of the questions reached it
   */
  read(queries: readonly Query[]): Promise<Snapshot>;
  /**
   * Asks DNS servers themselves, each over TCP through the API server's port-forward: all at once, at
   * most the first five, two seconds each. A forward that fails is a Lookup that says why.
   * @throws UserError only where no connection to the cluster can be made at all
   */
  lookup(question: DnsQuestion, pods: readonly DnsPod[]): Promise<Lookup[]>;
  /** What this Job has cost so far. */
  reads(): Reads;
}

export interface Clusters {
  readonly names: readonly string[];
  /**
   * A door for one Job, with its own counters and deadline; connections and credentials are shared.
   * @throws UserError `usage` for a name the configuration does not have
   */
  open(name: string): Cluster;
}
