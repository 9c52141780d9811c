/**
 * Forwarded ports over one WebSocket, as a kubelet does it (pkg/cri/streaming/portforward/websocket.go,
 * `v4.channel.k8s.io`): channel 2n carries the data of the nth port, 2n+1 its errors; the first frame
 * of either holds the port in two bytes, low byte first; a message's first byte is its channel.
 */
import { type Duplex, duplexPair } from 'node:stream';
import type { WebSocket } from 'ws';
import type { FindListener } from './pod-ports.ts';
import type { KubeObject } from './storage.ts';

export const protocol = 'v4.channel.k8s.io';

/** Ends with the last port that is done, or when the client goes. */
export function forward(
  socket: WebSocket,
  pod: KubeObject,
  ports: readonly number[],
  find: FindListener,
): void {
  const send = (channel: number, data: Buffer) => {
    if (socket.readyState === socket.OPEN) socket.send(Buffer.concat([Buffer.of(channel), data]));
  };
  let open = ports.length;
  const connections = ports.map((port, index) => {
    const header = Buffer.alloc(2);
    header.writeUInt16LE(port);
    send(index * 2, header);
    send(index * 2 + 1, header);
    return connect(pod, port, find, {
      data: (chunk) => send(index * 2, chunk),
      error: (words) => send(index * 2 + 1, Buffer.from(words)),
      end() {
        open -= 1;
        if (open === 0) socket.close(1000);
      },
    });
  });
  socket.on('message', (message: Buffer) => {
    const channel = message[0] ?? 0;
    if (channel % 2 === 0) connections[channel / 2]?.write(message.subarray(1));
  });
  socket.on('close', () => {
    for (const connection of connections) connection?.destroy();
  });
  socket.on('error', () => socket.terminate());
}

interface Outlet {
  data(chunk: Buffer): void;
  error(words: string): void;
  end(): void;
}

function connect(pod: KubeObject, port: number, find: FindListener, outlet: Outlet) {
  const listener = find(pod, port);
  if (!listener) {
    outlet.error(refusal(pod, port));
    outlet.end();
    return undefined;
  }
  const [ours, theirs]: [Duplex, Duplex] = duplexPair();
  ours.on('data', outlet.data);
  ours.on('close', outlet.end);
  ours.on('end', () => ours.destroy());
  for (const side of [ours, theirs]) side.on('error', () => side.destroy());
  theirs.on('close', () => ours.destroy());
  ours.on('close', () => theirs.destroy());
  listener(theirs);
  return ours;
}

/** In containerd's words, which name the pod by the id of its sandbox. */
function refusal({ metadata: { uid = '' } }: KubeObject, port: number): string {
  const sandbox = uid.replaceAll('-', '').padEnd(64, '0');
  const namespace = `"/var/run/netns/cni-${uid}"`;
  const four = `IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused`;
  const six = `IPv6 dial tcp6 [::1]:${port}: connect: connection refused`;
  const where = `failed to connect to localhost:${port} inside namespace ${namespace}`;
  const why = `failed to execute portforward in network namespace ${namespace}: ${where}`;
  return `error forwarding port ${port} to pod ${sandbox}, uid : ${why}, ${four} ${six} `;
}
