/** `endpoints` of one Service must not cost more because the cluster is large. */
import type { Reads } from '../src/snapshot.ts';
import { serviceAt, start, told, withBulkCluster } from './processes.ts';
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

function measure(services: number, latencyMs: number): Promise<Measured> {
  return withBulkCluster({ services, latencyMs }, async (source) => {
    const client = start('endpoints-client.ts');
    client.send({ source, times, ...serviceAt(Math.floor(services / 2)) });
    return told<Measured>(client);
  });
}
