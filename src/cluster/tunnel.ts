/** A port of a pod, forwarded by the API server over a WebSocket. */
import { PassThrough } from 'node:stream';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Library } from './entrance.ts';

export interface PodPort {
  namespace: string;
  name: string;
  port: number;
}

export interface Tunnel {
  write(data: Buffer): void;
  /** Ends when the connection does. */
  output: AsyncIterable<Buffer>;
  /** What the kubelet said beside the data; mostly why it closed the connection. */
  complaint(): string;
  close(): void;
}

/** The server answered the request for a WebSocket with an HTTP status instead. */
export class Turned extends Error {
  override readonly name = 'Turned';
  readonly status: number;

  constructor(status: number, cause: unknown) {
    super(`the API server answered ${status}`, { cause });
    this.status = status;
  }
}

export function pathOf({ namespace, name, port }: PodPort): string {
  const [space, pod] = [namespace, name].map(encodeURIComponent);
  return `/api/v1/namespaces/${space}/pods/${pod}/portforward?ports=${port}`;
}

export async function openTunnel(
  library: Library,
  config: KubeConfig,
  { namespace, name, port }: PodPort,
  signal: AbortSignal,
): Promise<Tunnel> {
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const complaints: string[] = [];
  errors.on('data', (chunk) => complaints.push(String(chunk)));
  const [space, pod] = [namespace, name].map(encodeURIComponent) as [string, string];
  const socket = await new library.PortForward(config)
    .portForward(space, pod, [port], output, errors, input)
    .catch((event: unknown) => {
      throw turnedBy(event);
    });
  if (typeof socket === 'function') throw new Error('a tunnel that restarts was not asked for');
  // A polite farewell may never be answered, and would keep the process waiting.
  const close = () => socket.terminate();
  socket.onclose = () => void output.end();
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  return {
    write: (data) => void input.write(data),
    output,
    complaint: () => complaints.join('').trim(),
    close() {
      signal.removeEventListener('abort', close);
      close();
    },
  };
}

/** The library rejects with an event; `ws` tells the status in words alone. */
function turnedBy(event: unknown): unknown {
  const { error = event } = Object(event) as { error?: unknown };
  const message = error instanceof Error ? error.message : '';
  const status = /^Unexpected server response: (\d+)/.exec(message)?.[1];
  return status === undefined ? error : new Turned(Number(status), error);
}
