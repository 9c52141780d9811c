/** Reads what a checklist needs, round after round, and tells after each what is known. */
import { foundIn, foundInLogs, nextRound, type Wanted } from '../checks/gather.ts';
import type { Facts, Found, SourceName } from '../checks/sources/source.ts';
import type { Target } from '../checks/target.ts';
import type { Cluster } from '../cluster/cluster.ts';

/** Reads that wait for each other. */
const mostRounds = 3;

export interface Gathering {
  /** What is read. */
  names: readonly SourceName[];
  target: Target;
  /** What the command asks by itself; taken in with the last round. */
  given: Promise<Facts>;
}

/** @param tell false: no more is wanted */
export async function gather(
  cluster: Cluster,
  { names, target, given }: Gathering,
  tell: (facts: Facts) => Promise<boolean>,
): Promise<Facts> {
  let facts: Facts = {};
  for (let round = 1; round <= mostRounds; round += 1) {
    const { known, wanted } = nextRound(names, facts, target);
    facts = known;
    if (wanted.length === 0) break;
    facts = { ...facts, ...(await askAll(cluster, wanted)) };
    if (!(await tell(facts))) return facts;
  }
  const whole = { ...nextRound(names, facts, target).known, ...(await given) };
  return { ...whole, ...leftOver(names, whole) };
}

async function askAll(cluster: Cluster, wanted: readonly Wanted[]): Promise<Facts> {
  const reads = wanted.flatMap((one) => (one.how === 'read' ? [one] : []));
  const logs = wanted.flatMap((one) => (one.how === 'logs' ? [one] : []));
  const [snapshots, texts] = await Promise.all([
    reads.length > 0 ? cluster.readEach(reads.map(({ queries }) => queries)) : [],
    Promise.all(logs.map(({ queries }) => cluster.logs(queries))),
  ]);
  const found = [
    ...reads.flatMap(({ source }, index): [SourceName, Found<unknown>][] => {
      const snapshot = snapshots[index];
      return snapshot ? [[source, foundIn(source, snapshot)]] : [];
    }),
    ...logs.map(({ source }, index) => [source, foundInLogs(texts[index] ?? [])] as const),
  ];
  return Object.fromEntries(found);
}

/** What would have taken a further round stays unknown: an answer in time is worth more. */
function leftOver(names: readonly SourceName[], facts: Facts): Facts {
  const message = `it would have taken more than ${mostRounds} round trips`;
  const open = { all: [], gaps: [{ reason: 'unreachable', message }], isCut: false };
  const late = names.filter((name) => !facts[name]);
  return Object.fromEntries(late.map((name) => [name, open]));
}
