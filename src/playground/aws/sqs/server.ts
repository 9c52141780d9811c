/** An SQS of one's own on 127.0.0.1, as far as Portolan uses it; the SDK's client talks to it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { type Account, createAccount } from './account.ts';
import { actions } from './actions.ts';
import { AwsError } from './aws-error.ts';
import { createFaults, type FaultList, type Faults } from './faults.ts';
import type { MessageQueue } from './queue.ts';

export interface SqsOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Milliseconds since 1970; of delays and visibility. */
  now?: () => number;
}

export interface EmulatedSqs {
  /** For AWS_ENDPOINT_URL_SQS. */
  url: string;
  faults: Faults;
  /** Makes a queue and its dead letters, `<name>-dead`. */
  create(name: string, options: QueueOptions): EmulatedQueue;
  close(): Promise<void>;
}

export interface QueueOptions {
  visibilitySeconds: number;
  /** Deliveries before a message is a dead letter. */
  maxReceives: number;
}

export interface EmulatedQueue {
  url: string;
  queue: MessageQueue;
  dead: MessageQueue;
}

export async function startSqs(options: SqsOptions = {}): Promise<EmulatedSqs> {
  const { port = 0, now = Date.now } = options;
  const faults = createFaults();
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = createAccount(url, now);
  server.on('request', (request, response) => {
    answer(request, response, account, faults).catch(() => response.destroy());
  });
  return {
    url,
    faults,
    create(name, { visibilitySeconds, maxReceives }) {
      const dead = account.create(`${name}-dead`, {});
      const queue = account.create(name, { VisibilityTimeout: String(visibilitySeconds) });
      queue.settings.redrive = { deadLetters: dead, maxReceives };
      return { url: account.urlOf(queue), queue, dead };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  account: Account,
  faults: FaultList,
): Promise<void> {
  const body = await read(request);
  const [, name = ''] = String(request.headers['x-amz-target'] ?? '').split('AmazonSQS.');
  const fault = faults.take(name);
  if (fault === 'lost') return void response.destroy();
  const { status, headers, content } = await perform(name, body, account, fault);
  if (fault === 'answer lost') return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers });
  response.end(JSON.stringify(content));
}

async function perform(name: string, body: string, account: Account, fault?: string) {
  try {
    refuse(fault);
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) throw new AwsError('UnknownOperationException', `There is no action ${name}.`);
    const content = await action(JSON.parse(body || '{}'), account);
    return { status: 200, headers: {}, content };
  } catch (error) {
    const { name: type, message, status, queryCode } = toAwsError(error);
    const blame = status < 500 ? 'Sender' : 'Receiver';
    const headers = { 'x-amzn-query-error': `${queryCode};${blame}` };
    return { status, headers, content: { __type: `com.amazonaws.sqs#${type}`, message } };
  }
}

function refuse(fault: string | undefined): void {
  if (fault === 'throttle') throw new AwsError('ThrottlingException', 'Rate exceeded.');
  if (fault === 'error') {
    throw new AwsError('InternalFailure', 'We encountered an internal error.', { status: 500 });
  }
  if (fault === 'refuse') {
    const words = 'User is not authorized to perform this action.';
    throw new AwsError('AccessDeniedException', words, { status: 403 });
  }
}

function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof z.ZodError) {
    return new AwsError('InvalidParameterValue', z.prettifyError(error));
  }
  return new AwsError('InternalFailure', String(error), { status: 500 });
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
