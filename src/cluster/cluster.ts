/** The one door to a cluster. Nothing above this floor knows how Kubernetes is spoken to. */
import type { Applied, Patch } from '../patch.ts';
import type {
  DnsPod,
  DnsQuestion,
  LogQuery,
  Lookup,
  PodLog,
  Query,
  Reads,
  Snapshot,
} from '../snapshot.ts';

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
  /** As one `read`, but what each group asked is told apart; a question two ask goes out once. */
  readEach(groups: readonly (readonly Query[])[]): Promise<Snapshot[]>;
  /**
   * Asks DNS servers themselves, each over TCP through the API server's port-forward: all at once, at
   * most the first five, two seconds each. A forward that fails is a Lookup that says why.
   * @throws UserError only where no connection to the cluster can be made at all
   */
  lookup(question: DnsQuestion, pods: readonly DnsPod[]): Promise<Lookup[]>;
  /**
   * The end of what containers printed, in the order asked: all at once, of the first three alone, the
   * last 200 lines and no more than 64 KiB of them each. What looks like a secret is cut out before
   * anybody sees it. A log that cannot be read is a PodLog that says why.
   * @throws UserError only where no connection to the cluster can be made at all
   */
  logs(queries: readonly LogQuery[]): Promise<PodLog[]>;
  /**
   * Applies a Patch, as the account that may change weights and nothing else; field manager `portolan`.
   * Never tried twice: after `unclear` a fresh read tells what came of it.
   * @param options.isDryRun everything is judged as for real, and nothing is kept
   * @throws UserError only where no connection to the cluster can be made at all
   */
  apply(patch: Patch, options?: { isDryRun?: boolean }): Promise<Applied>;
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
