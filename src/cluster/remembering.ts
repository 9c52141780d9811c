/** A door that puts no question twice: who asks again gets the answer, or waits for the one under way. */
import type { PodLog, Query, Snapshot } from '../snapshot.ts';
import { joined } from './answers.ts';
import type { Cluster } from './cluster.ts';

/** @param cluster a Job's own door: what it answers counts for as long as the Job takes */
export function remembering(cluster: Cluster): Cluster {
  const answers = new Map<string, Promise<Snapshot>>();
  const logs = new Map<string, Promise<PodLog[]>>();

  function send(queries: readonly (readonly [string, Query])[]): void {
    if (queries.length === 0) return;
    const sent = cluster.readEach(queries.map(([, query]) => [query]));
    for (const [index, [key]] of queries.entries()) {
      const own = sent.then((snapshots) => joined(snapshots.slice(index, index + 1)));
      answers.set(key, own);
    }
  }

  const readEach: Cluster['readEach'] = (groups) => {
    const keys = groups.map((group) => group.map((query) => JSON.stringify(query)));
    const asked = new Map(groups.flat().map((query) => [JSON.stringify(query), query]));
    send([...asked].filter(([key]) => !answers.has(key)));
    const waiting = keys.map(async (group) => {
      const known = await Promise.all(group.flatMap((key) => answers.get(key) ?? []));
      return joined(known);
    });
    return Promise.all(waiting);
  };

  return {
    ...cluster,
    async read(queries) {
      const [snapshot] = await readEach([queries]);
      return snapshot ?? joined([]);
    },
    readEach,
    logs(queries) {
      const key = JSON.stringify(queries);
      const texts = logs.get(key) ?? cluster.logs(queries);
      logs.set(key, texts);
      return texts;
    },
  };
}
