/** What the door is tried against: the recorded cluster, and bare servers that misbehave. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Cluster } from '../../src/cluster/cluster.ts';
import {
  createKubernetes,
  type KubernetesClusters,
  type KubernetesOptions,
} from '../../src/cluster/kubernetes.ts';
import type { ClusterSource } from '../../src/config.ts';
import { UserError } from '../../src/errors.ts';
import type { ApiServer } from '../../src/playground/cluster/server.ts';
import { startRecordedCluster } from '../playground/cluster/fixtures.ts';

/** The library takes half a second to load: done once before, so that time limits can be short. */
await failureOf(
  createKubernetes({ none: { kubeconfig: '/nowhere' } })
    .open('none')
    .read([]),
);

/** Text in a file of its own; returns the path. */
export async function fileWith(text: string, name = 'file'): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'portolan-cluster-')), name);
  await writeFile(path, text);
  return path;
}

export function clustersFor(
  source: ClusterSource,
  options: KubernetesOptions = {},
): KubernetesClusters {
  const clusters = createKubernetes({ shop: source }, options);
  onTestFinished(() => clusters.close());
  return clusters;
}

export function doorTo(source: ClusterSource, options: KubernetesOptions = {}): Cluster {
  return clustersFor(source, options).open('shop');
}

export interface Recorded {
  api: ApiServer;
  tokenFile: string;
  source: { server: string; tokenFile: string };
  door: Cluster;
}

/** The recorded cluster, and a door to it with the administrator's token. */
export async function openRecorded(options: KubernetesOptions = {}): Promise<Recorded> {
  const api = await startRecordedCluster();
  onTestFinished(() => api.close());
  const tokenFile = await fileWith(api.adminToken);
  const source = { server: api.url, tokenFile };
  return { api, tokenFile, source, door: doorTo(source, options) };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  return (server.address() as AddressInfo).port;
}

/** A server that answers everything alike; returns its address. */
export async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await portOf(createServer(listener))}`;
}

/** `localhost`, because certificates are made for that name. */
export async function serveTls(options: ServerOptions, listener: RequestListener): Promise<string> {
  return `https://localhost:${await portOf(createTlsServer(options, listener))}`;
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const emptyList: RequestListener = (_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items: [] }));
};

export async function failureOf(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw new Error(`a UserError was expected, not ${String(error)}`, { cause: error });
}

/** Everything a log would keep of an error. */
export function trailOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const hint = error instanceof UserError ? error.hint : '';
  return [error.message, hint, error.stack, trailOf(error.cause)].join('\n');
}

export interface Written {
  server: string;
  /** Further fields of the cluster. */
  cluster?: object;
  user?: object;
  name?: string;
  current?: string;
}

/** A kubeconfig (JSON is YAML) whose context, cluster and user have one name. */
export function kubeconfig(written: Written): string {
  const { server, cluster, user = {}, name = 'prod-eu', current = name } = written;
  return JSON.stringify({
    clusters: [{ name, cluster: { server, ...cluster } }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': current,
  });
}
