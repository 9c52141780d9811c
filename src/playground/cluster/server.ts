/**
 * The embedded Kubernetes API server: the REST API over HTTP, from memory. Production code, kubectl
 * and tests talk to it as they would to any cluster. It listens on the loopback interface only.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdmissionRequest, Admit } from './admission.ts';
import type { Cluster } from './cluster.ts';
import { admit as applyDefaults } from './defaults/registry.ts';
import { type ClusterDns, createDns } from './dns/dns.ts';
import { createFaults, type Faults } from './faults.ts';
import { createLogs, type Logs } from './logs.ts';
import { createPodPorts, type PodPorts } from './pod-ports.ts';
import { enforcePolicies } from './policies/enforce.ts';
import { createAuthorizer } from './rbac.ts';
import type { Resource, Resources } from './resources.ts';
import { type RequestRecord, respond } from './respond.ts';
import type { KubeObject, Storage } from './storage.ts';
import { type Authenticate, createTokens } from './tokens.ts';
import { createUpgrades } from './upgrade.ts';
import { validate, validateChange } from './validation/registry.ts';
import { withStructs } from './validation/shape.ts';

export interface ApiServerOptions {
  storage: Storage;
  resources: Resources;
  /** 0, the default, takes a free one. */
  port?: number;
  /** Milliseconds added to every answer, as a network would. */
  latencyMs?: number;
  /** Told about the server's own errors, with their stack; stderr unless given. */
  log?: (message: string) => void;
  now?: () => Date;
  /** `host:port` that discovery names; where the server listens when absent. */
  advertise?: string;
  /** What objects go through on their way into storage: defaults and allocations when absent. */
  admit?: Admit;
  /** Who is asking, by tokens that are not of this server's making. */
  authenticate?: Authenticate;
}

export interface ApiServer {
  url: string;
  storage: Storage;
  resources: Resources;
  adminToken: string;
  /** A token for a stored ServiceAccount, valid for an hour. Throws when there is none. */
  tokenFor(namespace: string, serviceAccount: string): string;
  faults: Faults;
  /** What was asked last, oldest first, at most a thousand. */
  requests: readonly RequestRecord[];
  setLog: Logs['set'];
  /** Makes a DNS pod sick, or well whatever its annotation says. */
  setDnsFault: ClusterDns['setFault'];
  /** Answers a port of a pod to whoever forwards it. */
  listen: PodPorts['listen'];
  /** Ends watches and idle connections at once. */
  close(): Promise<void>;
}

const keptRequests = 1000;

const toStderr = (message: string) => void process.stderr.write(`${message}\n`);

/** What an object goes through on its way into storage: checks, defaults, checks of the result. */
const withDefaults: Admit = (request) => {
  const object = withOwnRules(request);
  enforcePolicies({ ...request, object });
  return object;
};

function withOwnRules(request: AdmissionRequest): KubeObject {
  const { operation, resource, before, storage } = request;
  if (operation !== 'CREATE' && operation !== 'UPDATE') return request.object;
  const asked = withStructs(resource, request.object);
  validateChange({ ...request, object: asked });
  const object = applyDefaults(resource, asked, before, storage);
  validate({ ...request, object });
  return object;
}

/** Keeps the resources in step with the CustomResourceDefinitions in storage. */
function followDefinitions(storage: Storage, resources: Resources): () => void {
  const definitions = resources.of({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
  });
  for (const definition of storage.list(definitions)) resources.define(definition);
  return storage.subscribe(({ type, resource, object }) => {
    if (resource.kind !== definitions.kind || resource.group !== definitions.group) return;
    if (type !== 'DELETED') resources.define(object);
    else for (const gone of resources.undefine(object.metadata.name)) clear(storage, gone);
  });
}

/** Custom objects do not outlive their definition. */
function clear(storage: Storage, resource: Resource): void {
  for (const { metadata } of storage.list(resource)) {
    storage.remove(resource, metadata.namespace, metadata.name);
  }
}

function createCluster(options: ApiServerOptions): Cluster {
  const {
    storage,
    resources,
    now = () => new Date(),
    admit = withDefaults,
    authenticate,
  } = options;
  const serviceAccounts = resources.of({ apiVersion: 'v1', kind: 'ServiceAccount' });
  return {
    storage,
    resources,
    tokens: createTokens({ storage, serviceAccounts, now, authenticate }),
    authorizer: createAuthorizer(storage, resources),
    logs: createLogs(now),
    admit,
    now,
    address: options.advertise ?? '',
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

function mintFor({ storage, resources, tokens }: Cluster, namespace: string, name: string): string {
  const serviceAccounts = resources.of({ apiVersion: 'v1', kind: 'ServiceAccount' });
  const account = storage.get(serviceAccounts, namespace, name);
  if (!account) throw new Error(`no ServiceAccount ${namespace}/${name} is stored`);
  return tokens.mint(account, 3600);
}

export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { storage, resources, port = 0, latencyMs = 0, log = toStderr } = options;
  const cluster = createCluster(options);
  const faults = createFaults();
  const requests: RequestRecord[] = [];
  const record = (request: RequestRecord) => {
    requests.push(request);
    if (requests.length > keptRequests) requests.shift();
  };
  const front = { cluster, faults, latencyMs, log, record };
  const dns = createDns(storage, resources);
  const ports = createPodPorts(dns.listener);
  const upgrades = createUpgrades(front, ports);
  const server = createServer((request, response) => {
    respond(front, request, response).catch((error) => {
      log(String(error));
      response.destroy();
    });
  });
  server.on('upgrade', upgrades.take);
  const stop = followDefinitions(storage, resources);
  const address = `127.0.0.1:${await listen(server, port)}`;
  cluster.address ||= address;
  return {
    url: `http://${address}`,
    storage,
    resources,
    adminToken: cluster.tokens.adminToken,
    tokenFor: (namespace, account) => mintFor(cluster, namespace, account),
    faults,
    requests,
    setLog: cluster.logs.set,
    setDnsFault: dns.setFault,
    listen: ports.listen,
    async close() {
      stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      upgrades.close();
      await closed;
    },
  };
}
