/** Processes of their own, so that what is measured does not share a thread with what serves it. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterSource } from '../src/config.ts';

export function start(file: string, args: string[] = []): ChildProcess {
  return fork(new URL(file, import.meta.url), args);
}

/** The first message of a process. */
export function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`a bench process ended with ${code}`)));
  });
}

export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where it is, and as whom to come. */
export interface Access {
  url: string;
  token: string;
}

/** An embedded cluster of many Services, ten endpoints each, for as long as `use` runs. */
export function withBulkCluster<T>(
  options: { services: number; latencyMs: number },
  use: (source: ClusterSource, access: Access) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const server = start('bulk-server.ts', [String(options.services), String(options.latencyMs)]);
    try {
      const { url, token } = await told<Access>(server);
      const tokenFile = join(folder, 'token');
      await writeFile(tokenFile, token, { mode: 0o600 });
      return await use({ server: url, tokenFile }, { url, token });
    } finally {
      server.disconnect();
    }
  });
}

/** As the bulk generator names them: a hundred to a namespace. */
export function serviceAt(index: number): { service: string; namespace: string } {
  const padded = (number: number) => `bulk-${String(number).padStart(5, '0')}`;
  return { service: padded(index), namespace: padded(Math.floor(index / 100)) };
}
