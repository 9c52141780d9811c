/** A command's door to the cluster, no wider than what the command says it needs. */
import type { Cluster } from '../cluster/cluster.ts';
import type { Kind } from '../objects/registry.ts';
import type { Command } from './command.ts';

/** @throws Error (a bug) on a read of a kind outside `needs`, which no Role would allow either */
export function narrow(
  cluster: Cluster,
  { needs, looksUp }: { needs: readonly Kind[] } & Pick<Command, 'looksUp'>,
): Cluster {
  return {
    name: cluster.name,
    reads: () => cluster.reads(),
    async read(queries) {
      const outside = queries.find(({ kind }) => !needs.includes(kind));
      if (outside) throw new Error(`the command does not declare that it needs ${outside.kind}`);
      return cluster.read(queries);
    },
    async lookup(question, pods) {
      if (!looksUp) throw new Error('the command does not declare that it looks names up');
      return cluster.lookup(question, pods);
    },
  };
}

/** For commands that ask no cluster. */
export const noCluster: Cluster = {
  name: '',
  reads: () => ({ requests: 0, roundTrips: 0, bytes: 0, ms: 0 }),
  read() {
    throw new Error('the command does not declare any needs');
  },
  lookup() {
    throw new Error('the command does not declare any needs');
  },
};
