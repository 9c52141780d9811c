/** A question about one Service must not cost more because the cluster is large. */
import type { Reads } from '../src/snapshot.ts';
import { byHand } from './by-hand.ts';
import { serviceAt, start, told, withBulkCluster } from './processes.ts';
import { median, type Row, round, type Suite } from './row.ts';

const sizes = [100, 1000, 10_000];
const latencies = [0, 50];
const times = 41;
const mostRatio = 1.3;

interface Question {
  command: string;
  args: Record<string, unknown>;
  scope: { namespace?: string };
}

interface Scale {
  name: string;
  /** Of one Service among many. */
  ask(at: { service: string; namespace: string }): Question;
  /** Round trips that are aimed at. */
  mostRoundTrips: number;
}

export const endpointsAtScale = suite({
  name: 'endpoints',
  ask: ({ service, namespace }) => ({
    command: 'endpoints',
    args: { service },
    scope: { namespace },
  }),
  mostRoundTrips: 2,
});

export const dnsAtScale = suite({
  name: 'dns',
  ask: ({ service, namespace }) => ({
    command: 'dns',
    args: { name: `${service}.${namespace}` },
    scope: {},
  }),
  mostRoundTrips: 2,
});

const check = suite({
  name: 'check',
  ask: ({ service, namespace }) => ({
    command: 'check',
    args: { target: service },
    scope: { namespace },
  }),
  mostRoundTrips: 3,
});

/** Beside it, what the same facts cost a person with kubectl. */
export const checkAtScale: Suite = {
  name: check.name,
  async run() {
    const rows = await check.run();
    const large = rows.find(({ aim }) => aim);
    const ms = Number(large?.values['median ms']);
    return [...rows, await byHand(sizes.at(-1) ?? 0, ms)];
  },
};

/** All Ingresses are read, a thousand: another one may take the request. */
export const ingressAtScale = suite({
  name: 'check-ingress',
  ask: ({ namespace }) => ({
    command: 'check',
    args: { target: 'ingress', name: `${namespace}/ingress-50` },
    scope: {},
  }),
  mostRoundTrips: 3,
});

/** The bulk cluster has an Ingress for each of its first thousand Services, whatever its size. */
export const traceAtScale = suite({
  name: 'trace',
  ask: ({ service }) => ({
    command: 'trace',
    args: { url: `http://${service}.example.com/` },
    scope: {},
  }),
  mostRoundTrips: 3,
});

/** What a request for a change begins with. */
export const canaryAtScale = suite({
  name: 'canary',
  ask: ({ namespace }) => ({ command: 'canary', args: { target: 'shared' }, scope: { namespace } }),
  mostRoundTrips: 2,
});

function suite(scale: Scale): Suite {
  return {
    name: scale.name,
    async run() {
      const rows: Row[] = [];
      for (const latencyMs of latencies) {
        const medians: number[] = [];
        for (const services of sizes) {
          const measured = await measure(scale, services, latencyMs);
          medians.push(median(measured.ms));
          rows.push(toRow(scale, { services, latencyMs }, measured, medians[0] ?? Number.NaN));
        }
      }
      return rows;
    },
  };
}

interface Measured {
  ms: number[];
  reads: Reads;
  peakMb: number;
}

function toRow(
  { name, mostRoundTrips }: Scale,
  { services, latencyMs }: { services: number; latencyMs: number },
  { ms, reads, peakMb }: Measured,
  smallest: number,
): Row {
  const ratio = median(ms) / smallest;
  const text = `at most ${mostRatio} and ${mostRoundTrips} round trips`;
  const met = ratio <= mostRatio && reads.roundTrips <= mostRoundTrips;
  return {
    suite: name,
    name: `${services} Services, ${services * 10} endpoints, ${latencyMs} ms away`,
    values: {
      requests: reads.requests,
      roundTrips: reads.roundTrips,
      bytes: reads.bytes,
      'median ms': round(median(ms)),
      'peak MB': round(peakMb, 0),
      'ratio to smallest': round(ratio, 2),
    },
    ...(services === sizes.at(-1) && { aim: { text, met } }),
  };
}

function measure(scale: Scale, services: number, latencyMs: number): Promise<Measured> {
  return withBulkCluster({ services, latencyMs }, async (source) => {
    const client = start('answer-client.ts');
    client.send({ source, times, ...scale.ask(serviceAt(50)) });
    return told<Measured>(client);
  });
}
