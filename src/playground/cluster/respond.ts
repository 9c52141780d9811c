/** One HTTP request from first byte to last: who asks, may they, what is the answer, any fault. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { User } from './admission.ts';
import { messageOf } from './body.ts';
import { type Answer, type Cluster, json, type Reply } from './cluster.ts';
import type { Fault, Faults } from './faults.ts';
import { impersonate } from './impersonate.ts';
import { readRequest } from './request-info.ts';
import { authorize, route } from './route.ts';
import { ApiError, badRequest, unauthorized } from './status.ts';
import { anonymousUser } from './tokens.ts';

/** One line of what the server was asked. */
export interface RequestRecord {
  method: string;
  /** With the query. */
  path: string;
  /** Empty when the credentials were refused. */
  user: string;
  /** 0 when a fault left the request without an answer. */
  status: number;
}

export interface Front {
  cluster: Cluster;
  faults: Faults;
  latencyMs: number;
  log(message: string): void;
  record(request: RequestRecord): void;
}

const largestBody = 3 * 1024 * 1024;

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestBody) {
      const message = `Request entity too large: limit is ${largestBody}`;
      throw new ApiError(413, 'RequestEntityTooLarge', message, {});
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The bearer token, or a basic password in its place: kubectl keeps tokens to itself over plain
 * HTTP, but sends what stands in the server's URL (`http://token:<token>@127.0.0.1:<port>`).
 */
function readToken(authorization = ''): string | undefined {
  const [, scheme = '', value = ''] = /^(Bearer|Basic)\s+(.+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value === '' ? undefined : value;
  return Buffer.from(value, 'base64').toString().split(':').slice(1).join(':');
}

/** Undefined when a token is given that nobody may use; nobody at all is anonymous. */
export function authenticate({ headers }: IncomingMessage, cluster: Cluster): User | undefined {
  const token = readToken(headers.authorization);
  return token === undefined ? anonymousUser : cluster.tokens.identify(token);
}

export function readInfo(method: string, url: string) {
  try {
    return readRequest(method, url);
  } catch (error) {
    throw badRequest(messageOf(error));
  }
}

async function decide(
  front: Front,
  request: IncomingMessage,
  user: User | undefined,
): Promise<Answer> {
  const { cluster } = front;
  const { method = 'GET', url = '/', headers } = request;
  const body = await readAll(request);
  if (!user) throw unauthorized();
  const info = readInfo(method, url);
  const acting = impersonate(headers, user, cluster.authorizer);
  const call = { cluster, info, method, headers, user: acting, body, warnings: [] };
  authorize(call);
  const answer = route(call);
  const { target } = call.info;
  const resource = target && cluster.resources.byPath(target.group, target.version, target.plural);
  if (typeof answer === 'function') return answer;
  const deprecation = resource?.deprecation ? [resource.deprecation] : [];
  return { ...answer, warnings: [...(answer.warnings ?? []), ...call.warnings, ...deprecation] };
}

export function failure(error: unknown, front: Front): Reply {
  if (error instanceof ApiError) return json(error.status.code ?? 500, error.status);
  front.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const message = `Internal error occurred: ${messageOf(error)}`;
  return json(500, new ApiError(500, 'InternalError', message).status);
}

function send(response: ServerResponse, reply: Reply, extra: Record<string, string> = {}): void {
  const warnings = (reply.warnings ?? []).map((text) => `299 - ${JSON.stringify(text)}`);
  response.writeHead(reply.status, {
    'Cache-Control': 'no-cache, private',
    'Content-Type': reply.contentType,
    'Content-Length': Buffer.byteLength(reply.body),
    ...(warnings.length > 0 && { Warning: warnings }),
    ...extra,
  });
  response.end(reply.body);
}

export function faultReply({ status = 500, body }: Fault): Reply {
  if (typeof body === 'string') return { status, contentType: 'text/plain', body };
  const reason = status === 429 ? 'TooManyRequests' : 'InternalError';
  return json(status, body ?? new ApiError(status, reason, 'a fault was switched on').status);
}

/** True when the fault is all the client gets. */
async function suffer(fault: Fault, response: ServerResponse): Promise<boolean> {
  if (fault.delayMs) await sleep(fault.delayMs, undefined, { ref: false });
  if (fault.drop) response.destroy();
  if (fault.drop || fault.hang) return true;
  if (fault.status === undefined && fault.body === undefined) return false;
  const { retryAfter } = fault;
  const extra = retryAfter === undefined ? undefined : { 'Retry-After': String(retryAfter) };
  send(response, faultReply(fault), extra);
  return true;
}

export async function respond(
  front: Front,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: path = '/' } = request;
  const user = authenticate(request, front.cluster);
  const username = user?.username ?? '';
  const record = (status: number) => front.record({ method, path, user: username, status });
  if (front.latencyMs > 0) await sleep(front.latencyMs, undefined, { ref: false });
  const fault = front.faults.strike({ method, path, user: username });
  const carryOut = () => decide(front, request, user).catch((error) => failure(error, front));
  const early = fault?.isLate && (await carryOut());
  if (fault && (await suffer(fault, response))) {
    record(fault.drop || fault.hang ? 0 : response.statusCode);
    return;
  }
  const answer = early || (await carryOut());
  record(typeof answer === 'function' ? 200 : answer.status);
  if (typeof answer === 'function') answer(response);
  else send(response, answer);
}
