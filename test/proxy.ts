/** A way to a server on which things can go wrong: requests or their answers get lost on demand. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** lost: nothing arrives. answer lost: it takes effect, and nobody hears of it. */
export type Fate =
  | 'pass'
  | 'lost'
  | 'answer lost'
  | { status: number; headers?: Record<string, string>; body?: string };

export interface Passing {
  path: string;
  /** What an AWS client wants, such as `PutItem`; '' for others. */
  action: string;
  body: string;
}

export interface Way {
  url: string;
  /** Asked at every request. */
  decide: (passing: Passing) => Fate;
  close(): Promise<void>;
}

export async function startProxy(upstream: string): Promise<Way> {
  const server = createServer((incoming, response) => {
    pass(upstream, way, incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const way: Way = {
    url: `http://127.0.0.1:${port}`,
    decide: () => 'pass',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return way;
}

async function pass(upstream: string, way: Way, incoming: IncomingMessage, to: ServerResponse) {
  const body = await read(incoming);
  const action = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  const fate = way.decide({ path: incoming.url ?? '/', action, body: body.toString() });
  if (fate === 'lost') return to.destroy();
  if (typeof fate === 'object') return to.writeHead(fate.status, fate.headers).end(fate.body);
  const answer = await forward(upstream, incoming, body);
  const content = await read(answer);
  if (fate === 'answer lost') return to.destroy();
  return to.writeHead(answer.statusCode ?? 502, answer.headers).end(content);
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forward(upstream: string, incoming: IncomingMessage, body: Buffer) {
  const { method, url = '/', headers } = incoming;
  const target = new URL(url, upstream);
  return new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method, headers: { ...headers, host: target.host } };
    request(target, options, resolve).on('error', reject).end(body);
  });
}
