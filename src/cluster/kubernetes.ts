/** The door, over the Kubernetes API. See `cluster.ts` for what it promises. */
import type { Query, Snapshot } from '../snapshot.ts';
import { mustBeHeard, type Outcome, snapshotOf } from './answers.ts';
import { applyPatch } from './applying.ts';
import { type Line, startDeadline, type Trip } from './call.ts';
import type { Cluster, Clusters } from './cluster.ts';
import { createConnections, sourceOf } from './connections.ts';
import { createCounters } from './counters.ts';
import { lookUp } from './dns-lookup.ts';
import { Unanswered } from './failures.ts';
import type { ClusterSources } from './login.ts';
import { readLogs } from './pod-logs.ts';
import { type Question, questionOf } from './question.ts';
import { find } from './reading.ts';

export interface KubernetesOptions {
  now?: () => Date;
  /** Milliseconds one request may take. */
  callTimeoutMs?: number;
  /** Milliseconds from `open()` after which no request starts and none is waited for. */
  deadlineMs?: number;
  /** Stands before the paths at which Kubernetes mounts a pod's service account. */
  podRoot?: string;
}

export interface KubernetesClusters extends Clusters {
  /** Breaks off whatever is under way, and closes all connections. */
  close(): Promise<void>;
}

/** Questions of one `read()` that are under way together: a sick server is not made sicker. */
const AT_ONCE = 16;

export function createKubernetes(
  sources: ClusterSources,
  options: KubernetesOptions = {},
): KubernetesClusters {
  const { now = () => new Date(), callTimeoutMs = 5_000, deadlineMs = 15_000 } = options;
  const limits = { call: callTimeoutMs, deadline: deadlineMs };
  const connections = createConnections(sources, { podRoot: options.podRoot ?? '', now, limits });

  function open(name: string): Cluster {
    sourceOf(sources, name);
    const counters = createCounters();
    const deadline = startDeadline(limits);
    async function travel<T>(work: (trip: Trip) => Promise<T>): Promise<T> {
      const wave = counters.begin();
      return connections
        .use(name, (connection) => work({ connection, deadline, wave }))
        .finally(wave.end);
    }
    const readEach: Cluster['readEach'] = async (groups) => {
      const takenAt = now().toISOString();
      return travel((trip) => readAll(groups, takenAt, trip));
    };
    return {
      name,
      reads: counters.reads,
      async read(queries) {
        const [snapshot] = await readEach([queries]);
        return snapshot ?? { takenAt: now().toISOString(), objects: {}, gaps: [], truncated: [] };
      },
      readEach,
      lookup: (question, pods) => travel((trip) => lookUp(question, pods, trip)),
      logs: (queries) => travel((trip) => readLogs(queries, trip)),
      apply: (patch, { isDryRun = false } = {}) =>
        travel((trip) => applyPatch(patch, isDryRun, trip)),
    };
  }

  return { names: Object.keys(sources), open, close: connections.close };
}

async function readAll(
  groups: readonly (readonly Query[])[],
  takenAt: string,
  { connection, deadline, wave }: Trip,
): Promise<Snapshot[]> {
  const failed = new AbortController();
  const stop = AbortSignal.any([deadline.signal, failed.signal]);
  try {
    const keys = groups.map((group) => group.map((query) => JSON.stringify(query)));
    const asked = new Map(groups.flat().map((query) => [JSON.stringify(query), query]));
    const outcomes = await inTurns([...asked.values()].map(questionOf), (question) =>
      outcomeOf(question, { connection, deadline, stop, chain: wave.chain() }),
    );
    mustBeHeard(outcomes, connection.place);
    const byKey = new Map([...asked.keys()].map((key, index) => [key, outcomes[index]]));
    return keys.map((group) =>
      snapshotOf(
        group.flatMap((key) => byKey.get(key) ?? []),
        takenAt,
      ),
    );
  } finally {
    failed.abort();
  }
}

async function outcomeOf(question: Question, line: Line): Promise<Outcome> {
  try {
    return { question, ...(await find(question, line)) };
  } catch (error) {
    if (error instanceof Unanswered) return { question, unanswered: error };
    throw error;
  }
}

/** In the order asked, whatever the order of the answers. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = items.entries();
  const worker = async () => {
    for (const [index, item] of rest) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
