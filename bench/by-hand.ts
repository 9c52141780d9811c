/**
 * What `check` reads of one Service, collected the way a person would: one kubectl call after the
 * other. To compare with, where kubectl is there.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Access, inTemporaryFolder, serviceAt, withBulkCluster } from './processes.ts';
import { median, type Row, round } from './row.ts';

const run = promisify(execFile);
const times = 5;

const calls = (service: string, namespace: string) => [
  ['get', 'namespace', namespace],
  ['get', 'service', service, '-n', namespace],
  ['get', 'endpointslices', '-n', namespace, '-l', `kubernetes.io/service-name=${service}`],
  ['get', 'pods', '-n', namespace, '-l', `app=${service}`],
  ['get', 'events', '-n', namespace, '--field-selector', `involvedObject.name=${service}`],
  ['get', 'networkpolicies', '-n', namespace],
  ['get', 'daemonsets', '-n', 'kube-system'],
  ['get', 'nodes'],
];

/** @param checkMs what `check` took on the same cluster */
export async function byHand(services: number, checkMs: number): Promise<Row> {
  const name = `the same by kubectl, ${services} Services`;
  const isThere = await run('kubectl', ['version', '--client']).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    return { suite: 'check', name, values: { requests: 'skipped: there is no kubectl here' } };
  }
  const ms = await withBulkCluster({ services, latencyMs: 0 }, (_source, access) =>
    inTemporaryFolder(async (cache) => {
      await collect(access, cache);
      const all: number[] = [];
      for (let i = 0; i < times; i += 1) all.push(await collect(access, cache));
      return median(all);
    }),
  );
  const values = {
    requests: calls('', '').length,
    'median ms': round(ms),
    'times the ms of check': round(ms / checkMs, 1),
  };
  return { suite: 'check', name, values };
}

/** Credentials stand in the URL: kubectl sends no token over plain HTTP. */
async function collect({ url, token }: Access, cache: string): Promise<number> {
  const { service, namespace } = serviceAt(50);
  const server = `http://token:${token}@${new URL(url).host}`;
  const common = ['--server', server, '--cache-dir', cache, '-o', 'json'];
  const env = { ...process.env, KUBECONFIG: '/dev/null' };
  const began = performance.now();
  for (const call of calls(service, namespace)) {
    await run('kubectl', [...call, ...common], { env, maxBuffer: 64 * 1024 * 1024 });
  }
  return performance.now() - began;
}
