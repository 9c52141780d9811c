import type { Delivery } from '../slack.ts';
import { sign } from './sign.ts';

export interface AppRequest {
  headers: Record<string, string>;
  body: string;
  path: string;
}

export interface AppAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** The app under test: its address, or the function that a Lambda would run. */
export type AppTarget = string | ((request: AppRequest) => Promise<AppAnswer>);

export interface App {
  set(target: AppTarget): void;
  /** Signs and sends one request and waits at most three seconds for its answer. */
  send(kind: Delivery['kind'], body: string, extra?: Record<string, string>): Promise<Delivery>;
}

/** The path an app is called at when it is a function and has no address of its own. */
const DEFAULT_PATH = '/slack/events';

export function createApp(parts: {
  target: AppTarget | undefined;
  secret: string;
  now: () => number;
  ackTimeoutMs: number;
  onDelivery: (delivery: Delivery) => void;
}): App {
  let target = parts.target;
  return {
    set: (next) => {
      target = next;
    },
    async send(kind, body, extra = {}) {
      const timestamp = Math.floor(parts.now() / 1000);
      const headers = { ...headersFor(body), ...sign(body, { ...parts, timestamp }), ...extra };
      const started = performance.now();
      const reply = await answerOf(target, { headers, body }, parts.ackTimeoutMs);
      const milliseconds = Math.round(performance.now() - started);
      const delivery: Delivery = { kind, body, headers, milliseconds, ...reply };
      parts.onDelivery(delivery);
      return delivery;
    },
  };
}

function headersFor(body: string): Record<string, string> {
  const isJson = body.startsWith('{');
  return {
    'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: '*/*',
  };
}

type Reply = Pick<Delivery, 'outcome' | 'status' | 'answer'>;

async function answerOf(
  target: AppTarget | undefined,
  request: Omit<AppRequest, 'path'>,
  timeoutMs: number,
): Promise<Reply> {
  if (!target) return { outcome: 'dispatch_failed', answer: 'The app has no address yet.' };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const expired = new Promise<Reply>((resolve) => {
    late.signal.onabort = () => resolve({ outcome: 'operation_timeout', answer: '' });
  });
  try {
    return await Promise.race([call(target, request, late.signal), expired]);
  } catch (cause) {
    return { outcome: 'dispatch_failed', answer: `The app did not answer: ${cause}` };
  } finally {
    clearTimeout(timer);
  }
}

async function call(
  target: AppTarget,
  request: Omit<AppRequest, 'path'>,
  signal: AbortSignal,
): Promise<Reply> {
  if (typeof target === 'string') {
    const response = await fetch(target, {
      method: 'POST',
      redirect: 'manual',
      signal,
      ...request,
    });
    return judge(response.status, await response.text());
  }
  const { status, body = '' } = await target({ ...request, path: DEFAULT_PATH });
  return judge(status, body);
}

function judge(status: number, answer: string): Reply {
  return { outcome: status >= 200 && status < 300 ? 'ok' : 'dispatch_failed', status, answer };
}
