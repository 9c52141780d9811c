/** kubectl against the embedded server, where there is one on the PATH. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';

const candidates = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'kubectl'));
const binary = candidates.find((path) => existsSync(path));
if (!binary) console.log('kubectl tests are skipped: there is no kubectl on the PATH');

export const hasKubectl = binary !== undefined;

export interface Kubectl {
  run(...args: string[]): Promise<string>;
  /** With a manifest on standard input (`-f -`). */
  feed(manifest: unknown, ...args: string[]): Promise<string>;
  close(): void;
}

/** Credentials stand in the URL: kubectl sends no token over plain HTTP. */
export function createKubectl(server: ApiServer): Kubectl {
  const cache = mkdtempSync(join(tmpdir(), 'kubectl-'));
  const address = `http://token:${server.adminToken}@${new URL(server.url).host}`;
  const env = { ...process.env, KUBECONFIG: '/dev/null' };
  function start(args: string[], input?: string) {
    const all = ['--server', address, '--cache-dir', cache, ...args];
    const running = promisify(execFile)(binary ?? '', all, { env });
    running.child.stdin?.end(input);
    return running.then(({ stdout }) => stdout);
  }
  return {
    run: (...args) => start(args),
    feed: (manifest, ...args) => start([...args, '-f', '-'], JSON.stringify(manifest)),
    close: () => rmSync(cache, { recursive: true, force: true }),
  };
}
