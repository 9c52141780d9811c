/** One HTTP request that wants to become a WebSocket: the same questions as any, then the streams. */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { Reply } from './cluster.ts';
import type { Fault } from './faults.ts';
import { beginForwarding, type Forwarding } from './forwarding.ts';
import { impersonate } from './impersonate.ts';
import type { PodPorts } from './pod-ports.ts';
import { forward, protocol } from './port-forward-streams.ts';
import { authenticate, type Front, failure, faultReply, readInfo } from './respond.ts';
import { authorize } from './route.ts';
import { unauthorized } from './status.ts';

export interface Upgrades {
  take(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends them all: the HTTP server no longer knows their sockets. */
  close(): void;
}

export function createUpgrades(front: Front, ports: PodPorts): Upgrades {
  const sockets = new Set<Duplex>();
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => protocol });

  async function answer(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    const user = authenticate(request, front.cluster)?.username ?? '';
    const record = (status: number) => front.record({ method, path, user, status });
    if (front.latencyMs > 0) await sleep(front.latencyMs, undefined, { ref: false });
    const fault = front.faults.strike({ method, path, user });
    if (fault && (await suffer(fault, socket))) return record(fault.status ?? 0);
    try {
      const { pod, ports: wanted } = decide(front, request);
      server.handleUpgrade(request, socket, head, (client) => {
        record(101);
        forward(client, pod, wanted, ports.find);
      });
    } catch (error) {
      const reply = failure(error, front);
      record(reply.status);
      refuse(socket, reply);
    }
  }

  return {
    take(request, socket, head) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      answer(request, socket, head).catch((error) => {
        front.log(String(error));
        socket.destroy();
      });
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function decide({ cluster }: Front, request: IncomingMessage): Forwarding {
  const { method = 'GET', url = '/', headers } = request;
  const user = authenticate(request, cluster);
  if (!user) throw unauthorized();
  const info = readInfo(method, url);
  const acting = impersonate(headers, user, cluster.authorizer);
  const body = Buffer.alloc(0);
  const call = { cluster, info, method, headers, user: acting, body, warnings: [] };
  authorize(call);
  return beginForwarding(call);
}

/** True when the fault is all the client gets. */
async function suffer(fault: Fault, socket: Duplex): Promise<boolean> {
  if (fault.delayMs) await sleep(fault.delayMs, undefined, { ref: false });
  if (fault.drop) socket.destroy();
  if (fault.drop || fault.hang) return true;
  if (fault.status === undefined && fault.body === undefined) return false;
  refuse(socket, faultReply(fault));
  return true;
}

function refuse(socket: Duplex, { status, contentType, body }: Reply): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    `Content-Type: ${contentType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]));
}
