/** From the configuration of a cluster to the connection that everything is read through. */
import { type Account, type ClusterSource, mintedAccounts } from '../config-cluster.ts';
import type { Limits } from './call.ts';
import { createConnection, type Doorway } from './connection.ts';
import { loginFrom, type Machine, placeOf } from './login.ts';
import { mintedBy } from './minting.ts';

export interface Surroundings extends Machine {
  limits: Limits;
}

/** Loads the library (half a second) and the kubeconfig; connects only with the first request. */
export async function connect(
  cluster: string,
  source: ClusterSource,
  surroundings: Surroundings,
): Promise<Doorway> {
  const { limits, now } = surroundings;
  const library = await import('@kubernetes/client-node');
  const login = await loginFrom(() => new library.KubeConfig(), source, surroundings);
  const own = createConnection(library, login, placeOf(cluster, login), now);
  const accounts = mintedAccounts(source);
  if (!accounts) return { ...own, asWriter: (work) => work(own) };

  // Nothing of our own user goes along: a client certificate would count for more than the token.
  function connectionAs(account: Account) {
    const bearer = mintedBy(own, { account, limits, now });
    const minted = { server: login.server, user: { name: 'minted' }, source: login.source, bearer };
    return createConnection(library, minted, placeOf(cluster, minted), now);
  }
  const reading = connectionAs(accounts.reader);
  return {
    ...reading,
    async asWriter(work) {
      const writing = connectionAs(accounts.writer);
      return work(writing).finally(writing.close);
    },
    async close() {
      await Promise.all([reading.close(), own.close()]);
    },
  };
}
