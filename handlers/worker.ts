/** Lambda: Jobs from the queue, each answered in Slack; those that failed are reported one by one. */
import type { Context, SQSEvent } from 'aws-lambda';
import { createHostLookup } from '../src/cluster/host-lookup.ts';
import { createKubernetes } from '../src/cluster/kubernetes.ts';
import { commands } from '../src/commands/registry.ts';
import { loadConfig } from '../src/config.ts';
import { readWorkerEnvironment } from '../src/environment.ts';
import { createLog } from '../src/log.ts';
import { createSqsQueue } from '../src/queue/sqs.ts';
import { createDeliveries } from '../src/slack/deliveries.ts';
import { createDynamoStore } from '../src/store/dynamodb.ts';

async function start() {
  const environment = readWorkerEnvironment(process.env);
  const config = await loadConfig({ PORTOLAN_CONFIG: environment.configPath });
  const doors = {
    clusters: createKubernetes(config.clusters),
    lookupHost: createHostLookup(),
    store: createDynamoStore(environment),
    queue: createSqsQueue({ ...environment, signingKey: environment.jobKeys.sealing }),
    log: createLog({ level: environment.logLevel }),
  };
  return createDeliveries({ ...environment, ...doors, config, commands, now: () => new Date() });
}

const started = start();
started.catch((error) => createLog().error('the worker cannot start', { error }));

export async function handler(event: SQSEvent, _context: Context) {
  return (await started)(event);
}
