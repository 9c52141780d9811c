/** The recorded cluster, new for every test, and the ways to write to it as its administrator. */
import { afterEach, beforeEach } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

export const shop = '/api/v1/namespaces/shop';
export const deployment = '/apis/apps/v1/namespaces/shop/deployments/web';

/** Call it at the top of a test file. */
export function writableCluster() {
  let server: ApiServer;
  beforeEach(async () => {
    server = await startRecordedCluster();
  });
  afterEach(() => server.close());
  const write = (method: string) => (path: string, body?: unknown) =>
    ask(server, path, { method, body });
  return {
    get: (path: string) => ask(server, path),
    getJson: (path: string) => askJson(server, path),
    patch: (path: string, body: unknown, contentType = 'application/merge-patch+json') =>
      ask(server, path, { method: 'PATCH', body, contentType }),
    put: write('PUT'),
    post: write('POST'),
    remove: write('DELETE'),
    version: () => server.storage.resourceVersion,
  };
}
