/** The recorded cluster with the account and the Roles of `infra/kubernetes`, entered by minting. */
import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import type { KubernetesClusters, KubernetesOptions } from '../../src/cluster/kubernetes.ts';
import type { ApiServer } from '../../src/playground/cluster/server.ts';
import type { Authenticate } from '../../src/playground/cluster/tokens.ts';
import { startRecordedCluster } from '../playground/cluster/fixtures.ts';
import { clustersFor, fileWith } from './fixtures.ts';

export const minterToken = 'the-token-of-the-minter';
export const reader = 'system:serviceaccount:portolan:portolan-reader';
export const writer = 'system:serviceaccount:portolan:portolan-canary';
export const services = { kind: 'services', namespace: 'shop' } as const;
export const pods = { kind: 'pods', namespace: 'shop' } as const;

export interface Clock {
  now(): Date;
  pass(seconds: number): void;
}

export function stoppedClock(): Clock {
  let time = Date.parse('2026-11-22T09:00:00Z');
  return {
    now: () => new Date(time),
    pass(seconds) {
      time += seconds * 1000;
    },
  };
}

export interface Minting {
  api: ApiServer;
  source: { server: string; tokenFile: string; mint: object };
  clusters: KubernetesClusters;
  /** Every token shown to the server, but the administrator's. */
  shown: Set<string>;
  /** How many tokens were asked for. */
  requested(): number;
  /** Users of all requests that were answered, but those for tokens. */
  readers(): string[];
}

const knows: Authenticate = (token) =>
  token === minterToken ? { username: 'lambda', groups: ['portolan-minters'] } : undefined;

export interface MintingOptions extends KubernetesOptions {
  authenticate?: Authenticate;
  /** The server's own; else that of `now`. */
  serverNow?: () => Date;
}

export async function openMinting(options: MintingOptions = {}): Promise<Minting> {
  const { authenticate = knows, serverNow = options.now, ...rest } = options;
  const shown = new Set<string>();
  const api = await startRecordedCluster({
    ...(serverNow ? { now: serverNow } : {}),
    authenticate(token) {
      shown.add(token);
      return authenticate(token);
    },
  });
  onTestFinished(() => api.close());
  applyInfra(api);
  const tokenFile = await fileWith(minterToken);
  const source = { server: api.url, tokenFile, mint: {} };
  const isMint = ({ path }: { path: string }) => path.endsWith('/token');
  return {
    api,
    source,
    clusters: clustersFor(source, rest),
    shown,
    requested: () => api.requests.filter(isMint).length,
    readers: () => api.requests.filter((one) => !isMint(one)).map(({ user }) => user),
  };
}

const files = [
  'reader/service-account',
  'reader/cluster-role',
  'reader/cluster-role-binding',
  'minter/role',
  'minter/role-binding',
  'canary/service-account',
  'canary/cluster-role',
  'canary/role-binding',
  'canary/minter-role',
  'canary/minter-role-binding',
  'canary/ingress-policy',
  'canary/ingress-policy-binding',
];

export function applyInfra({ storage, resources }: ApiServer): void {
  for (const path of files) {
    const url = new URL(`../../infra/kubernetes/${path}.yaml`, import.meta.url);
    const object = parse(readFileSync(url, 'utf8'));
    const resource = resources.of(object);
    const { namespace, name } = object.metadata;
    if (storage.get(resource, namespace, name)) storage.remove(resource, namespace, name);
    storage.create(resource, object);
  }
}

/** As if it had been deleted and created again: tokens of the old one are worth nothing. */
export function replaceReader({ storage, resources }: ApiServer): void {
  const accounts = resources.of({ apiVersion: 'v1', kind: 'ServiceAccount' });
  const metadata = { name: 'portolan-reader', namespace: 'portolan' };
  storage.remove(accounts, metadata.namespace, metadata.name);
  storage.create(accounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
}
