/** A thousand commands at once, through front, queue, table and worker: nothing lost, nothing twice. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createKubernetes } from '../src/cluster/kubernetes.ts';
import { commands } from '../src/commands/registry.ts';
import type { ClusterSource } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { createPump } from '../src/playground/aws/sqs/pump.ts';
import { startSqs } from '../src/playground/aws/sqs/server.ts';
import { playgroundConfig } from '../src/playground/config.ts';
import { startSlack } from '../src/playground/slack/server.ts';
import { createSqsQueue } from '../src/queue/sqs.ts';
import { createDeliveries, maxReceives } from '../src/slack/deliveries.ts';
import { createFrontHalf } from '../src/slack/front-half.ts';
import { createDynamoStore } from '../src/store/dynamodb.ts';
import { startTables, testAccess } from '../test/store/table.ts';
import { serviceAt, withBulkCluster } from './processes.ts';
import { type Row, round, type Suite } from './row.ts';

const all = 1000;
const channel = 'incidents';
/** As many workers as MaximumConcurrency of the event source allows. */
const workers = 10;
const patienceMs = 300_000;

export const storm: Suite = {
  name: 'storm',
  run: () => withBulkCluster({ services: all, latencyMs: 0 }, unleash),
};

async function unleash(source: ClusterSource): Promise<Row[]> {
  const bot = await startBot(source);
  const { slack } = bot;
  try {
    const began = performance.now();
    const sent = await Promise.all(
      Array.from({ length: all }, (_, index) => {
        const { service, namespace } = serviceAt(index);
        return slack.slash({ user: 'ada', channel, text: `endpoints ${service} -n ${namespace}` });
      }),
    );
    const ackedMs = performance.now() - began;
    await bot.empty();
    const ms = performance.now() - began;
    const times = countAnswers(slack.messages(channel).filter((m) => m.botId && !m.threadTs));
    const lost = times.filter((n) => n === 0).length;
    const twice = times.filter((n) => n > 1).length;
    return [
      {
        suite: 'storm',
        name: `${all} commands at once, ${workers} workers`,
        values: {
          acked: sent.filter(({ outcome }) => outcome === 'ok').length,
          answered: times.filter((n) => n > 0).length,
          lost,
          twice,
          'all acked s': round(ackedMs / 1000),
          'all answered s': round(ms / 1000),
        },
        aim: { text: '0 lost, 0 twice', met: lost + twice === 0 },
      },
    ];
  } finally {
    await bot.close();
  }
}

function countAnswers(roots: { text: string }[]): number[] {
  const named = roots.map(({ text }) => /bulk-\d{5}\/(bulk-\d{5})/.exec(text)?.[1]);
  return Array.from({ length: all }, (_, index) => {
    const { service } = serviceAt(index);
    return named.filter((name) => name === service).length;
  });
}

async function startBot(source: ClusterSource) {
  const [slack, tables, sqs] = await Promise.all([startSlack(), startTables(), startSqs()]);
  await tables.create('portolan');
  const jobs = sqs.create('jobs', { visibilitySeconds: 360, maxReceives });
  const key = 'k'.repeat(40);
  const config = playgroundConfig(source);
  const clusters = createKubernetes(config.clusters);
  const { botToken, signingSecret, apiUrl } = slack;
  const log = createLog({ level: 'error' });
  const deps = { config, clusters, commands, log, now: () => new Date(), botToken, apiUrl };
  const client = new SQSClient({ ...testAccess, endpoint: sqs.url });
  const table = new DynamoDBClient({ ...testAccess, endpoint: tables.endpoint });
  const queue = createSqsQueue({ queueUrl: jobs.url, client, signingKey: key });
  const front = createFrontHalf({ ...deps, signingSecret, queue });
  slack.setApp(async ({ headers, body }) => {
    const { statusCode = 200, body: answer = '' } = await front({
      headers,
      body,
      isBase64Encoded: false,
    });
    return { status: statusCode, headers: { 'content-type': 'application/json' }, body: answer };
  });
  const store = createDynamoStore({ table: 'portolan', client: table });
  const jobKeys = { sealing: key, opening: [key] };
  const handler = createDeliveries({ ...deps, queue, store, jobKeys });
  const pump = createPump({ queue: jobs.queue, handler, batchSize: 5, concurrency: workers });
  pump.start();
  return {
    slack,
    /** Resolves when no message is left; throws when that takes too long. */
    async empty() {
      const end = performance.now() + patienceMs;
      while (jobs.queue.nextAt() !== undefined) {
        if (performance.now() > end) throw new Error('the queue does not become empty');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await pump.stop();
    },
    async close() {
      await pump.stop();
      client.destroy();
      table.destroy();
      await clusters.close();
      await Promise.all([slack.close(), tables.close(), sqs.close()]);
    },
  };
}
