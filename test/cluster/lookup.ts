/** The recorded cluster with its DNS pods, entered by minting, with or without the optional Role. */
import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import type { Cluster } from '../../src/cluster/cluster.ts';
import type { Admit } from '../../src/playground/cluster/admission.ts';
import type { DnsFault } from '../../src/playground/cluster/dns/faults.ts';
import type { ApiServer } from '../../src/playground/cluster/server.ts';
import type { DnsPod } from '../../src/snapshot.ts';
import { startRecordedCluster } from '../playground/cluster/fixtures.ts';
import { dnsPods } from '../playground/dns/query.ts';
import { clustersFor, fileWith } from './fixtures.ts';
import { applyInfra, minterToken } from './minted.ts';

export interface Lookups {
  api: ApiServer;
  door: Cluster;
  pods: DnsPod[];
  setFault(index: number, fault: DnsFault): void;
}

interface LookupOptions {
  /** Files of infra/kubernetes/dns-lookup. */
  roles?: readonly string[];
  /** In place of the Role's own. */
  verbs?: readonly string[];
  admit?: Admit;
  deadlineMs?: number;
}

export async function openLookup(options: LookupOptions = {}): Promise<Lookups> {
  const { roles = ['role', 'role-binding'], verbs, admit, deadlineMs } = options;
  const api = await startRecordedCluster({
    authenticate: (token) =>
      token === minterToken ? { username: 'lambda', groups: ['portolan-minters'] } : undefined,
    ...(admit && { admit }),
  });
  onTestFinished(() => api.close());
  applyInfra(api);
  for (const name of roles) {
    const url = new URL(`../../infra/kubernetes/dns-lookup/${name}.yaml`, import.meta.url);
    const object = parse(readFileSync(url, 'utf8'));
    if (verbs && object.rules) object.rules[0].verbs = verbs;
    api.storage.create(api.resources.of(object), object);
  }
  const source = { server: api.url, tokenFile: await fileWith(minterToken), mint: {} };
  const door = clustersFor(source, deadlineMs === undefined ? {} : { deadlineMs }).open('shop');
  const pods = dnsPods(api).map((name) => ({ namespace: 'kube-system', name, port: 53 }));
  return {
    api,
    door,
    pods,
    setFault: (index, fault) => api.setDnsFault('kube-system', pods[index]?.name ?? '', fault),
  };
}
