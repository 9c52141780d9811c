/**
 * The front door: an HTTP request from Slack in the shape of AWS, checked before Bolt sees it. Bolt's
 * Lambda receiver throws on missing headers, on a charset in the content type and on malformed JSON
 * (before it looks at the signature), and reads base64 bodies as ASCII; so the request is made plain,
 * its age and signature verified, and only then handed on.
 */
import { AwsLambdaReceiver, App as Bolt, isValidSlackRequest } from '@slack/bolt';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Log } from '../log.ts';
import { slackLogger } from './slack-logger.ts';

export type FrontRequest = Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'> &
  Partial<Pick<APIGatewayProxyEventV2, 'rawPath'>>;
export type FrontResponse = APIGatewayProxyStructuredResultV2;
export type Front = (request: FrontRequest) => Promise<FrontResponse>;

export interface FrontOptions {
  botToken: string;
  signingSecret: string;
  listen: (bolt: Bolt) => void;
  log: Log;
  now: () => Date;
}

/** Slack's own limit; also what makes a replayed request useless. */
const oldestSeconds = 300;

export function createFront(options: FrontOptions): Front {
  const { signingSecret, log, now } = options;
  const logger = slackLogger(log);
  const receiver = new AwsLambdaReceiver({ signingSecret, logger });
  const bolt = new Bolt({
    receiver,
    logger,
    // A fixed answer instead of the token: Bolt would ask auth.test on every cold start.
    authorize: async () => ({ botToken: options.botToken }),
    ignoreSelf: false,
  });
  options.listen(bolt);
  const handle = receiver.toHandler();

  return async (request) => {
    const plain = normalise(request);
    if (isSslCheck(plain)) return { statusCode: 200, body: '' };
    const problem = wrongRequest(plain, signingSecret, now());
    if (problem) {
      log.warn('refused a request', { status: problem.status, why: problem.why });
      return { statusCode: problem.status, body: problem.why };
    }
    return (await handle(toAwsEvent(plain), {})) as FrontResponse;
  };
}

interface PlainRequest {
  body: string;
  contentType: string;
  signature: string;
  /** Seconds since the epoch; NaN where absent or not a number. */
  timestamp: number;
  headers: Record<string, string>;
}

function normalise({ headers, body = '', isBase64Encoded }: FrontRequest): PlainRequest {
  const lower = Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']),
  );
  const contentType = (lower['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return {
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    contentType,
    signature: lower['x-slack-signature'] ?? '',
    timestamp: Number(lower['x-slack-request-timestamp'] || Number.NaN),
    headers: { ...lower, 'content-type': contentType },
  };
}

/** Slack probes the certificate of a slash command's address with an unsigned form. */
function isSslCheck({ contentType, body }: PlainRequest): boolean {
  return contentType === form && new URLSearchParams(body).get('ssl_check') === '1';
}

const form = 'application/x-www-form-urlencoded';

/** undefined: it is Slack's, fresh, and can be read. */
function wrongRequest(
  { signature, timestamp, body, contentType }: PlainRequest,
  signingSecret: string,
  now: Date,
): { status: 400 | 401; why: string } | undefined {
  if (!signature || Number.isNaN(timestamp)) return { status: 401, why: 'not signed by Slack' };
  if (Math.abs(now.getTime() / 1000 - timestamp) > oldestSeconds) {
    return { status: 401, why: 'the timestamp is more than 5 minutes off' };
  }
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp };
  const nowMilliseconds = now.getTime();
  if (!isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds })) {
    return { status: 401, why: 'the signature does not match' };
  }
  return isReadable(contentType, body)
    ? undefined
    : { status: 400, why: 'the body cannot be read as what it says it is' };
}

function isReadable(contentType: string, body: string): boolean {
  if (contentType === 'application/json') return isJsonObject(body);
  if (contentType !== form) return false;
  const payload = new URLSearchParams(body).get('payload');
  return payload === null || isJsonObject(payload);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

type AwsEvent = Parameters<ReturnType<AwsLambdaReceiver['toHandler']>>[0];

function toAwsEvent({ headers, body }: PlainRequest): AwsEvent {
  return { headers, body, isBase64Encoded: false, rawPath: '/slack/events' } as unknown as AwsEvent;
}
