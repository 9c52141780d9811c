import type { IncomingMessage, ServerResponse } from 'node:http';

const BODY_MAX = 4_000_000;

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_MAX) throw new Error('The request is too large for the emulated Slack.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/**
 * Whether a request was meant for this server. A page of somebody else's can make a browser call
 * 127.0.0.1 under a name of its own (DNS rebinding), but not without that name in Host or Origin.
 */
export function isForThisServer(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  const isHost = host !== undefined && hosts.includes(host);
  return isHost && (origin === undefined || hosts.some((one) => origin === `http://${one}`));
}
