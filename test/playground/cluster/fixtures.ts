/** A server that starts from the recorded cluster, and the few calls every test needs. */
import { readFileSync } from 'node:fs';
import { createStorage, type StorageOptions } from '../../../src/playground/cluster/memory.ts';
import { createResources } from '../../../src/playground/cluster/resources.ts';
import {
  type ApiServer,
  type ApiServerOptions,
  startApiServer,
} from '../../../src/playground/cluster/server.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';

export const readGolden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8'));

export async function startRecordedCluster(
  options: Partial<ApiServerOptions> & StorageOptions = {},
): Promise<ApiServer> {
  const storage = createStorage(options);
  const resources = createResources();
  const objects: KubeObject[] = readGolden('cluster.json').items;
  for (const object of objects) {
    if (object.kind === 'CustomResourceDefinition') resources.define(object);
  }
  for (const object of objects) storage.restore(resources.of(object), object);
  return startApiServer({ storage, resources, ...options });
}

export interface Asked {
  method?: string;
  token?: string;
  body?: unknown;
  contentType?: string;
  accept?: string;
  signal?: AbortSignal;
}

/** `token` is the administrator's unless given; an empty one sends no credentials. */
export function ask(server: ApiServer, path: string, asked: Asked = {}): Promise<Response> {
  const { method = 'GET', token = server.adminToken, body, contentType, accept, signal } = asked;
  const headers: Record<string, string> = { accept: accept ?? 'application/json' };
  if (token !== '') headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers['content-type'] = contentType ?? 'application/json';
  return fetch(server.url + path, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON of every shape
export async function askJson(server: ApiServer, path: string, asked?: Asked): Promise<any> {
  return (await ask(server, path, asked)).json();
}
