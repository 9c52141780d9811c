/**
 * An embedded cluster to ask: a scenario on the embedded API server, entered as a Lambda enters a real
 * one: as an identity that may do nothing but mint tokens for the accounts that `infra/kubernetes`
 * gives Portolan to read as, and to change weights as.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { ClusterSource } from '../config.ts';
import { UserError } from '../errors.ts';
import type { User } from './cluster/admission.ts';
import { type RunningControllers, startControllers } from './cluster/controllers/start.ts';
import { createStorage } from './cluster/memory.ts';
import { createResources, type Resources } from './cluster/resources.ts';
import { loadScenario, ScenarioError, type Target } from './cluster/scenario.ts';
import { type ApiServer, startApiServer } from './cluster/server.ts';
import type { KubeObject, Storage } from './cluster/storage.ts';

export interface Demo {
  /** For the configuration's `clusters`. */
  source: ClusterSource;
  api: ApiServer;
  controllers: RunningControllers;
  close(): Promise<void>;
}

export interface DemoOptions {
  scenario: string;
  port?: number;
  latencyMs?: number;
}

const infraFiles = [
  'namespace',
  'reader/service-account',
  'reader/cluster-role',
  'reader/cluster-role-binding',
  'minter/role',
  'minter/role-binding',
  'dns-lookup/role',
  'dns-lookup/role-binding',
  'logs/role',
  'logs/role-binding',
  'rbac-objects/cluster-role',
  'rbac-objects/cluster-role-binding',
  'canary/service-account',
  'canary/cluster-role',
  'canary/minter-role',
  'canary/minter-role-binding',
  'canary/ingress-policy',
  'canary/ingress-policy-binding',
  'canary/http-route-policy',
  'canary/http-route-policy-binding',
  'canary/traefik-service-policy',
  'canary/traefik-service-policy-binding',
  'canary/ingress-route-policy',
  'canary/ingress-route-policy-binding',
];
/** Whose traffic may be shifted, where a scenario has them. */
const shifted = ['shop', 'shop-gateway', 'shop-traefik', 'shop-alb'];
const minter: User = { username: 'lambda', groups: ['portolan-minters'] };

/** @throws UserError usage for a scenario that does not exist or cannot be read */
export async function startDemo({ scenario, ...options }: DemoOptions): Promise<Demo> {
  const storage = createStorage();
  const resources = createResources();
  const controllers = startControllers(storage, resources);
  load(scenario, { storage, resources, controllers, also: infraFiles.map(infraFile) });
  for (const namespace of shifted) bindCanary(namespace, storage, resources);
  const minterToken = randomBytes(24).toString('base64url');
  const authenticate = (token: string) => (token === minterToken ? minter : undefined);
  const api = await startApiServer({ storage, resources, authenticate, ...options });

  const directory = await mkdtemp(join(tmpdir(), 'portolan-'));
  const tokenFile = join(directory, 'token');
  await writeFile(tokenFile, minterToken, { mode: 0o600 });
  return {
    source: { server: api.url, tokenFile, mint: {} },
    api,
    controllers,
    async close() {
      controllers.stop();
      await api.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const infraFile = (name: string) =>
  fileURLToPath(new URL(`../../infra/kubernetes/${name}.yaml`, import.meta.url));

function bindCanary(namespace: string, storage: Storage, resources: Resources): void {
  const namespaces = resources.of({ apiVersion: 'v1', kind: 'Namespace' });
  if (!storage.get(namespaces, undefined, namespace)) return;
  const binding: KubeObject = parse(readFileSync(infraFile('canary/role-binding'), 'utf8'));
  const metadata = { ...binding.metadata, namespace };
  storage.create(resources.of(binding), { ...binding, metadata });
}

function load(scenario: string, target: Target): void {
  try {
    loadScenario(scenario, target);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new UserError(
      'usage',
      { what: sentence(error.message.split('\n')[0] ?? ''), hint: sentence(error.hint) },
      { cause: error },
    );
  }
}

/** Written for a test's output; a person gets a capital, names in backticks and one end mark. */
function sentence(words: string): string {
  const named = words.replaceAll(/"([^"`]*)"/g, '`$1`').replace(/[.?!]*$/, '');
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}.`;
}
