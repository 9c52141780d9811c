/**
 * Portolan as it runs on Lambda, without AWS: front and worker over an emulated SQS, a table in memory
 * and the embedded cluster, on a clock that can be put forward.
 */
import { SQSClient } from '@aws-sdk/client-sqs';
import { createKubernetes } from '../../src/cluster/kubernetes.ts';
import type { Command } from '../../src/commands/command.ts';
import { commands as usual } from '../../src/commands/registry.ts';
import type { Config } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createPump } from '../../src/playground/aws/sqs/pump.ts';
import { startSqs } from '../../src/playground/aws/sqs/server.ts';
import { playgroundConfig } from '../../src/playground/config.ts';
import { startDemo } from '../../src/playground/demo.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import type { Usergroup } from '../../src/playground/slack/slack.ts';
import { createSqsQueue } from '../../src/queue/sqs.ts';
import { maxReceives } from '../../src/slack/deliveries.ts';
import { createFrontHalf } from '../../src/slack/front-half.ts';
import { startTables, testAccess } from '../store/table.ts';
import { type Decide, startWorker } from './mortal-worker.ts';

export const visibilitySeconds = 120;
export const sealingKey = 'k'.repeat(40);
const jobKeys = { sealing: sealingKey, opening: [sealingKey] };

export interface Delivery {
  /** Workers at the same time. */
  atOnce?: number;
  /** Seconds of its clock; what is due later stays in the queue. */
  within?: number;
}

export type LambdaWorld = Awaited<ReturnType<typeof startLambdaWorld>>;

export interface LambdaWorldOptions {
  /** What can be asked; the program's own unless told. */
  commands?: readonly Command[];
  /** Of the workspace; the playground's unless told. */
  usergroups?: Usergroup[];
  /** Beside the playground's configuration, or in its place. */
  policy?: Config['policy'];
}

export async function startLambdaWorld({
  commands = usual,
  usergroups,
  policy,
}: LambdaWorldOptions = {}) {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const [slack, demo, tables, sqs] = await Promise.all([
    startSlack({ now: () => now().getTime(), ...(usergroups && { usergroups }) }),
    startDemo({ scenario: 'shop' }),
    startTables(),
    startSqs({ now: () => now().getTime() }),
  ]);
  await tables.create('portolan');
  const jobs = sqs.create('jobs', { visibilitySeconds, maxReceives });
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  const config = { ...playgroundConfig(demo.source), ...(policy && { policy }) };
  const clusters = createKubernetes(config.clusters);
  const { botToken, signingSecret, apiUrl } = slack;
  const responseOrigins = [new URL(slack.url).origin];
  const urls = { slack: slack.url, table: tables.endpoint, queue: sqs.url };
  const deps = { config, clusters, commands, log, now, botToken, responseOrigins, jobKeys };

  const client = new SQSClient({ ...testAccess, endpoint: sqs.url, maxAttempts: 2 });
  const queue = createSqsQueue({ queueUrl: jobs.url, client, signingKey: sealingKey });
  const front = createFrontHalf({ ...deps, signingSecret, apiUrl, queue });
  slack.setApp(async ({ headers, body }) => {
    const { statusCode = 200, body: answer = '' } = await front({
      headers,
      body,
      isBase64Encoded: false,
    });
    return { status: statusCode, headers: { 'content-type': 'application/json' }, body: answer };
  });

  const world = {
    slack,
    demo,
    config,
    sqs,
    jobs,
    lines,
    decide: (() => 'pass') as Decide,
    /** Seconds a call of the worker may take. */
    timeoutSeconds: 20,
    /** Calls of the worker. */
    calls: 0,
    now,
    /** Puts the clock forward. */
    pass: (seconds: number) => {
      ahead += seconds * 1000;
    },
    deliver: ({ atOnce = 1, within = Number.POSITIVE_INFINITY }: Delivery = {}) =>
      deliverAll(atOnce, now().getTime() + within * 1000),
    async close() {
      client.destroy();
      await clusters.close();
      await Promise.all([slack.close(), demo.close(), tables.close(), sqs.close()]);
    },
  };

  /** Until the queue is empty, or holds only what waits for a later time than `until` (ms). */
  async function deliverAll(atOnce: number, until: number): Promise<void> {
    for (let next = jobs.queue.nextAt(); next !== undefined; next = jobs.queue.nextAt()) {
      if (next > until) return;
      ahead += Math.max(0, next - now().getTime());
      await Promise.all(Array.from({ length: atOnce }, turn));
    }
  }
  /** Each batch gets a worker of its own, as if every sandbox were new. */
  async function turn(): Promise<void> {
    world.calls += 1;
    const worker = await startWorker({ ...deps, queueUrl: jobs.url, urls }, (call) =>
      world.decide(call),
    );
    const { timeoutSeconds } = world;
    const onFailure = worker.kill;
    await createPump({
      queue: jobs.queue,
      handler: worker.handler,
      timeoutSeconds,
      onFailure,
    }).turn();
    await worker.close();
  }

  return world;
}
