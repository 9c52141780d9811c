/** `endpoints` of one Service must not cost more because the cluster is large. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reads } from '../src/snapshot.ts';
import { median, type Row, round, type Suite } from './row.ts';

const sizes = [100, 1000, 10_000];
const latencies = [0, 50];
const times = 41;
const mostRatio = 1.3;

export const endpointsAtScale: Suite = {
  name: 'endpoints',
  async run() {
    const rows: Row[] = [];
    for (const latencyMs of latencies) {
      const medians: number[] = [];
      for (const services of sizes) {
        const measured = await measure(services, latencyMs);
        medians.push(median(measured.ms));
        rows.push(toRow(services, latencyMs, measured, medians[0] ?? Number.NaN));
      }
    }
    return rows;
  },
};

interface Measured {
  ms: number[];
  reads: Reads;
  peakMb: number;
}

function toRow(services: number, latencyMs: number, measured: Measured, smallest: number): Row {
  const { ms, reads, peakMb } = measured;
  const ratio = median(ms) / smallest;
  const isLargest = services === sizes.at(-1);
  return {
    suite: 'endpoints',
    name: `${services} Services, ${services * 10} endpoints, ${latencyMs} ms away`,
    values: {
      requests: reads.requests,
      roundTrips: reads.roundTrips,
      bytes: reads.bytes,
      'median ms': round(median(ms)),
      'peak MB': round(peakMb, 0),
      'ratio to smallest': round(ratio, 2),
    },
    ...(isLargest && { aim: { text: `at most ${mostRatio}`, met: ratio <= mostRatio } }),
  };
}

async function measure(services: number, latencyMs: number): Promise<Measured> {
  const directory = await mkdtemp(join(tmpdir(), 'portolan-bench-'));
  const server = start('bulk-server.ts', [String(services), String(latencyMs)]);
  try {
    const { url, token } = await told<{ url: string; token: string }>(server);
    const tokenFile = join(directory, 'token');
    await writeFile(tokenFile, token, { mode: 0o600 });
    const client = start('endpoints-client.ts', []);
    const index = Math.floor(services / 2);
    client.send({ source: { server: url, tokenFile }, times, ...serviceAt(index) });
    return await told<Measured>(client);
  } finally {
    server.disconnect();
    await rm(directory, { recursive: true, force: true });
  }
}

/** As the bulk generator names them: a hundred to a namespace. */
function serviceAt(index: number): { service: string; namespace: string } {
  const padded = (number: number) => `bulk-${String(number).padStart(5, '0')}`;
  return { service: padded(index), namespace: padded(Math.floor(index / 100)) };
}

function start(file: string, args: string[]): ChildProcess {
  return fork(new URL(file, import.meta.url), args);
}

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`a bench process ended with ${code}`)));
  });
}
