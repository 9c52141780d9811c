/** Lambda: what Slack sends is checked, put on the queue and acked; the worker does the rest. */
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { commands } from '../src/commands/registry.ts';
import { loadConfig } from '../src/config.ts';
import { readFrontEnvironment } from '../src/environment.ts';
import { createLog } from '../src/log.ts';
import { createSqsQueue } from '../src/queue/sqs.ts';
import { createFrontHalf } from '../src/slack/front-half.ts';

async function start() {
  const environment = readFrontEnvironment(process.env);
  const { configPath, logLevel: level, queueUrl, jobKeys } = environment;
  const config = await loadConfig({ PORTOLAN_CONFIG: configPath });
  const queue = createSqsQueue({ queueUrl, signingKey: jobKeys.sealing });
  const log = createLog({ level });
  return createFrontHalf({ ...environment, config, commands, queue, log, now: () => new Date() });
}

const started = start();
// Said once, here; the handler throws it at every call, so that the alarm on errors hears of it.
started.catch((error) => createLog().error('the front cannot start', { error }));

export async function handler(event: APIGatewayProxyEventV2, _context: Context) {
  return (await started)(event);
}
