/** From the configuration of a cluster to the connection that everything is read through. */
import { type ClusterSource, mintedAccount } from '../config-cluster.ts';
import type { Limits } from './call.ts';
import { type Connection, createConnection } from './connection.ts';
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
): Promise<Connection> {
  const { limits, now } = surroundings;
  const library = await import('@kubernetes/client-node');
  const login = await loginFrom(() => new library.KubeConfig(), source, surroundings);
  const own = createConnection(library, login, placeOf(cluster, login), now);
  const account = mintedAccount(source);
  if (!account) return own;
  // Nothing of our own user goes along: a client certificate would count for more than the token.
  const bearer = mintedBy(own, { account, limits, now });
  const reader = { server: login.server, user: { name: 'minted' }, source: login.source, bearer };
  const reading = createConnection(library, reader, placeOf(cluster, reader), now);
  return {
    ...reading,
    async close() {
      await Promise.all([reading.close(), own.close()]);
    },
  };
}
