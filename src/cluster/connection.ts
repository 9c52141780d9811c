/**
 * One way into a cluster as one identity, shared by all Jobs. The library's generated classes are left
 * alone: they turn every object of an answer into an instance, and hide how many bytes it had.
 */
import type { RequestContext, ResponseContext } from '@kubernetes/client-node';
import { createEntrance, type Library, type Pass } from './entrance.ts';
import type { Answer } from './failures.ts';
import type { Login } from './kubeconfig.ts';
import type { Place } from './place.ts';
import { openTunnel, type PodPort, type Tunnel } from './tunnel.ts';

export interface Request {
  method: 'GET' | 'POST' | 'PATCH';
  /** Below the server's address, with the query. */
  path: string;
  /** Sent as JSON. */
  body?: object;
  /** Of the body; absent: plain JSON. */
  mediaType?: 'application/json-patch+json';
}

export type Received = Answer & { bytes: number };

export interface Connection {
  readonly place: Place;
  /**
   * Resolves for every answer, whatever its status. `whole` ends everything, also the wait for
   * credentials; `start` is called when the request itself begins and gives its own signal. A token
   * that is refused is replaced once, if there are others: then it is called again.
   * @throws UserError about our own credentials; what `fetch` throws about the network
   */
  send(request: Request, whole: AbortSignal, start: () => AbortSignal): Promise<Received>;
  /**
   * A connection to a port of a pod, until the signal: then it breaks.
   * @throws UserError about our own credentials; Turned if the server says no; what `ws` throws
   */
  forward(to: PodPort, signal: AbortSignal): Promise<Tunnel>;
  close(): Promise<void>;
}

/** What a cluster is read through, and the way to another identity for the moment of a write. */
export interface Doorway extends Connection {
  /** As the account that may write; its connection and its token end with the work. */
  asWriter<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
}

/** A page of 500 of the largest EndpointSlices has about 25 MB. */
const LARGEST_BODY_MB = 64;

/** Connects only with the first request. */
export function createConnection(
  library: Library,
  login: Login,
  place: Place,
  now: () => Date,
): Connection {
  const entrance = createEntrance(library, login, place);

  async function exchange(asked: Request, pass: Pass, signal: AbortSignal): Promise<Received> {
    const request = new library.RequestContext(`${login.server.server}${asked.path}`, asked.method);
    dress(request, asked, pass);
    request.setSignal(signal);
    const http = new library.IsomorphicFetchHttpLibrary();
    return receive(await http.send(request).toPromise(), now);
  }

  return {
    place,
    async send(request, whole, start) {
      const pass = await orAborted(entrance.enter(), whole);
      const answer = await exchange(request, pass, start());
      if (answer.status !== 401 || !login.bearer?.drop) return answer;
      login.bearer.drop(tokenIn(pass));
      const again = await exchange(request, await orAborted(entrance.enter(), whole), start());
      return { ...again, bytes: answer.bytes + again.bytes };
    },
    async forward(to, signal) {
      await orAborted(entrance.enter(), signal);
      return openTunnel(library, entrance.configUntil(signal), to, signal);
    },
    close: () => entrance.close(),
  };
}

function dress(request: RequestContext, asked: Request, { headers, agent }: Pass): void {
  const { body, mediaType = 'application/json' } = asked;
  const all = { ...headers, Accept: 'application/json', 'User-Agent': 'portolan' };
  for (const [name, value] of Object.entries(all)) request.setHeaderParam(name, value);
  if (body) {
    request.setHeaderParam('Content-Type', mediaType);
    request.setBody(JSON.stringify(body));
  }
  request.setDispatcher(agent);
}

async function receive(response: ResponseContext, now: () => Date): Promise<Received> {
  const { httpStatusCode, headers, body } = response;
  const bytes = await bytesOf(body.stream());
  return {
    status: httpStatusCode,
    contentType: headers['content-type'] ?? '',
    ...retryAfterIn(headers['retry-after']),
    ...clockAheadOf(headers.date, now()),
    body: bytes.toString(),
    bytes: bytes.length,
  };
}

function tokenIn({ headers }: Pass): string {
  return headers.Authorization?.replace(/^Bearer /, '') ?? '';
}

async function bytesOf(stream: ReadableStream<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > LARGEST_BODY_MB * 2 ** 20) {
      const message = `the answer has more than ${LARGEST_BODY_MB} MB`;
      throw Object.assign(new Error(message), { code: 'EFBIG' });
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, size);
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now. */
function retryAfterIn(header: string | undefined): { retryAfter?: number } {
  if (!header) return {};
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? {} : { retryAfter: Math.max(0, wait) };
}

/** To the second, and as late as the answer took: good enough to tell minutes. */
function clockAheadOf(date: string | undefined, now: Date): { clockAhead?: number } {
  const theirs = Date.parse(date ?? '');
  return Number.isNaN(theirs) ? {} : { clockAhead: now.getTime() - theirs };
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
