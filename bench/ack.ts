/** How long a person waits for the ack: the built front, warm, with an SQS on loopback. */
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { buildFunctions, root } from '../infra/build/lambda.ts';
import { inTemporaryFolder, start, told } from './processes.ts';
import { percentile, type Row, round, type Suite } from './row.ts';

const requests = 2000;
const warmUps = 50;
const mostMs = 25;
const signingSecret = 'bench-signing-secret';

export const ack: Suite = {
  name: 'ack',
  run: () =>
    inTemporaryFolder(async (folder) => {
      const sqs = start('sqs-server.ts');
      try {
        const { url } = await told<{ url: string }>(sqs);
        await buildFunctions(folder, { configPath: join(root, 'portolan.yaml'), names: ['slack'] });
        return [toRow(await measure(join(folder, 'slack'), url))];
      } finally {
        sqs.disconnect();
      }
    }),
};

type Handler = (event: object, context: object) => Promise<APIGatewayProxyStructuredResultV2>;

async function measure(folder: string, queueUrl: string): Promise<number[]> {
  Object.assign(process.env, environment(folder, queueUrl));
  const { handler } = createRequire(import.meta.url)(join(folder, 'index.js')) as {
    handler: Handler;
  };
  const times: number[] = [];
  for (let i = 0; i < warmUps + requests; i += 1) {
    const event = signed(i);
    const began = performance.now();
    const { statusCode } = await handler(event, {});
    if (i >= warmUps) times.push(performance.now() - began);
    if (statusCode !== 200) throw new Error(`the front answered ${statusCode}`);
  }
  return times;
}

export function environment(folder: string, queueUrl: string): Record<string, string> {
  return {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    PORTOLAN_JOB_KEY: 'k'.repeat(64),
    PORTOLAN_QUEUE_URL: queueUrl,
    PORTOLAN_TABLE: 'portolan',
    PORTOLAN_CONFIG: join(folder, 'portolan.json'),
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: new URL(queueUrl).origin,
  };
}

/** A slash command as a Function URL hands it over. */
export function signed(number: number) {
  const body = new URLSearchParams({
    command: '/svc',
    text: 'endpoints api-service -n shop',
    team_id: 'T0123ABCD',
    channel_id: 'C0123ABCD',
    user_id: 'U0123ABCD',
    trigger_id: `${number}.1`,
    response_url: 'https://hooks.slack.com/commands/T0/1/x',
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    version: '2.0',
    rawPath: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hash}`,
    },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

function toRow(times: readonly number[]): Row {
  const p99 = percentile(times, 99);
  return {
    suite: 'ack',
    name: `${requests} signed commands, one after the other`,
    values: {
      'p50 ms': round(percentile(times, 50), 2),
      'p99 ms': round(p99, 2),
      'max ms': round(Math.max(...times), 2),
    },
    aim: { text: `p99 at most ${mostMs} ms on an idle machine`, met: p99 <= mostMs },
  };
}
