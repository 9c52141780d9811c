/** A command's door to the cluster, no wider than what the command says it needs. */
import type { Cluster } from '../cluster/cluster.ts';
import type { Query } from '../snapshot.ts';
import type { Command, Need } from './command.ts';

/** @throws Error (a bug) on a read of a kind outside `needs`, which no Role would allow either */
export function narrow(
  cluster: Cluster,
  {
    needs,
    looksUp,
    readsLogs,
    patches = [],
  }: Pick<Command, 'needs' | 'looksUp' | 'readsLogs' | 'patches'>,
): Cluster {
  const check = (queries: readonly Query[]) => {
    const outside = queries.find((query) => !needs.some((need) => covers(need, query)));
    if (outside) throw new Error(`the command does not declare that it needs ${outside.kind}`);
  };
  return {
    name: cluster.name,
    reads: () => cluster.reads(),
    async read(queries) {
      check(queries);
      return cluster.read(queries);
    },
    async readEach(groups) {
      check(groups.flat());
      return cluster.readEach(groups);
    },
    async lookup(question, pods) {
      if (!looksUp) throw new Error('the command does not declare that it looks names up');
      return cluster.lookup(question, pods);
    },
    async logs(queries) {
      if (!readsLogs) throw new Error('the command does not declare that it reads logs');
      return cluster.logs(queries);
    },
    async apply(patch, options) {
      if (!patches.includes(patch.kind))
        throw new Error(`the command does not declare that it patches ${patch.kind}`);
      return cluster.apply(patch, options);
    },
  };
}

function covers(need: Need, { kind, namespace, name, labels, fields }: Query): boolean {
  if (typeof need === 'string') return need === kind;
  const isPlace = namespace !== undefined || need.isClusterScoped === true;
  const isGet = isPlace && !labels && !fields;
  if (need.kind !== kind || !isGet || name === undefined) return false;
  return need.names === 'asked' ? name !== '' : need.names.includes(name);
}

/** For commands that ask no cluster. */
export const noCluster: Cluster = {
  name: '',
  reads: () => ({ requests: 0, roundTrips: 0, bytes: 0, ms: 0 }),
  read() {
    throw new Error('the command does not declare any needs');
  },
  readEach() {
    throw new Error('the command does not declare any needs');
  },
  lookup() {
    throw new Error('the command does not declare any needs');
  },
  logs() {
    throw new Error('the command does not declare any needs');
  },
  apply() {
    throw new Error('the command does not declare any needs');
  },
};
