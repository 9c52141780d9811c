/**
 * An embedded cluster to ask: a scenario on the embedded API server, entered as a Lambda enters a real
 * one: as an identity that may do nothing but mint tokens for the account that `infra/kubernetes`
 * gives Portolan to read as.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClusterSource } from '../config.ts';
import { UserError } from '../errors.ts';
import type { User } from './cluster/admission.ts';
import { type RunningControllers, startControllers } from './cluster/controllers/start.ts';
import { createStorage } from './cluster/memory.ts';
import { createResources } from './cluster/resources.ts';
import { loadScenario, ScenarioError, type Target } from './cluster/scenario.ts';
import { type ApiServer, startApiServer } from './cluster/server.ts';

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
];
const minter: User = { username: 'lambda', groups: ['portolan-minters'] };

/** @throws UserError usage for a scenario that does not exist or cannot be read */
export async function startDemo({ scenario, ...options }: DemoOptions): Promise<Demo> {
  const storage = createStorage();
  const resources = createResources();
  const controllers = startControllers(storage, resources);
  load(scenario, { storage, resources, controllers, also: infraFiles.map(infraFile) });
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
