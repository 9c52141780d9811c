/**
 * A worker that reaches Slack, table and queue through proxies, so that each of its calls can be cut,
 * and the worker with it: from then on nothing it does has any effect.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { createSqsQueue } from '../../src/queue/sqs.ts';
import { createDeliveries, type DeliveriesDeps } from '../../src/slack/deliveries.ts';
import { createDynamoStore } from '../../src/store/dynamodb.ts';
import { type Fate, type Passing, startProxy } from '../proxy.ts';
import { testAccess } from '../store/table.ts';

/** @returns what becomes of a call of the worker, or of the worker itself before or after the call */
export type Decide = (call: Passing) => Fate | 'killed before' | 'killed after';

export interface WorkerPlace extends Omit<DeliveriesDeps, 'store' | 'queue' | 'apiUrl'> {
  queueUrl: string;
  urls: { slack: string; table: string; queue: string };
}

/** Of the SDK's own patience a little, so that a test need not wait for it. */
const impatient = { ...testAccess, maxAttempts: 2 };

export async function startWorker(place: WorkerPlace, decide: Decide) {
  const { queueUrl, urls, now } = place;
  const life = createLife(decide);
  const ways = await Promise.all([urls.slack, urls.table, urls.queue].map(startProxy));
  for (const way of ways) way.decide = life.fateOf;
  const [slack, table, queue] = ways.map(({ url }) => url);
  const dynamo = new DynamoDBClient({ ...impatient, endpoint: `${table}` });
  const sqs = new SQSClient({ ...impatient, endpoint: `${queue}`, useQueueUrlAsEndpoint: false });
  const handler = createDeliveries({
    ...place,
    apiUrl: `${slack}/api/`,
    queue: createSqsQueue({ queueUrl, client: sqs, signingKey: place.jobKeys.sealing }),
    store: createDynamoStore({ table: 'portolan', client: dynamo, now }),
  });
  return {
    kill: life.kill,
    handler: (event: SQSEvent) => Promise.race([handler(event), life.death]),
    async close() {
      for (const way of ways) await way.close();
      dynamo.destroy();
      sqs.destroy();
    },
  };
}

function createLife(decide: Decide) {
  const { promise: death, reject } = Promise.withResolvers<never>();
  death.catch(() => undefined);
  let isDead = false;
  const kill = () => {
    isDead = true;
    reject(new Error('the worker was killed'));
  };
  const fateOf = (call: Passing): Fate => {
    if (isDead) return 'lost';
    const fate = decide(call);
    if (fate !== 'killed before' && fate !== 'killed after') return fate;
    kill();
    return fate === 'killed before' ? 'lost' : 'answer lost';
  };
  return { death, kill, fateOf };
}
