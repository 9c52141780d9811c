/**
 * One cluster's connection, shared by all Jobs. The library's generated classes are left alone: they
 * turn every object of an answer into an instance, and hide how many bytes it had.
 */
import type { ClusterSource } from '../config.ts';
import { createEntrance } from './entrance.ts';
import type { Answer } from './failures.ts';
import { loginFrom, placeOf } from './login.ts';
import type { Place } from './place.ts';

export type Received = Answer & { bytes: number };

export interface Connection {
  readonly place: Place;
  /**
   * Resolves for every answer, whatever its status. `whole` ends everything, also the wait for a
   * credential program; `start` is called when the request itself begins and gives its own signal.
   * @throws UserError about our own credentials; what `fetch` throws about the network
   */
  get(path: string, whole: AbortSignal, start: () => AbortSignal): Promise<Received>;
  close(): Promise<void>;
}

/** A page of 500 of the largest EndpointSlices has about 25 MB. */
const LARGEST_BODY_MB = 64;

/**
 * Loads the library (half a second) and the kubeconfig; connects only with the first request.
 * `podRoot` stands before the paths at which Kubernetes mounts a pod's service account.
 */
export async function connect(
  cluster: string,
  source: ClusterSource,
  podRoot: string,
): Promise<Connection> {
  const library = await import('@kubernetes/client-node');
  const login = await loginFrom(() => new library.KubeConfig(), source, podRoot);
  const place = placeOf(cluster, login);
  const entrance = createEntrance(library, login, place);
  const http = new library.IsomorphicFetchHttpLibrary();
  return {
    place,
    async get(path, whole, start) {
      const { headers, agent } = await orAborted(entrance.enter(), whole);
      const request = new library.RequestContext(`${login.server.server}${path}`, 'GET');
      const all = { ...headers, Accept: 'application/json', 'User-Agent': 'portolan' };
      for (const [name, value] of Object.entries(all)) request.setHeaderParam(name, value);
      request.setDispatcher(agent);
      request.setSignal(start());
      const { httpStatusCode, headers: answered, body } = await http.send(request).toPromise();
      const bytes = await bytesOf(body.stream());
      return {
        status: httpStatusCode,
        contentType: answered['content-type'] ?? '',
        ...retryAfterIn(answered['retry-after']),
        body: bytes.toString(),
        bytes: bytes.length,
      };
    },
    close: () => entrance.close(),
  };
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

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
