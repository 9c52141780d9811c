/** Ports of pods, forwarded with the library that the door uses, and DNS over them. */
import { PassThrough } from 'node:stream';
import { KubeConfig, PortForward } from '@kubernetes/client-node';
import { type DecodedPacket, decode, encode, type RecordType } from 'dns-packet';
import { onTestFinished } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';

export interface Tunnel {
  input: PassThrough;
  output: PassThrough;
  /** What came on the error channel so far. */
  errors(): string;
  closed: Promise<void>;
}

export async function tunnelTo(
  api: ApiServer,
  { namespace = 'kube-system', pod = '', port = 53, token = api.adminToken },
): Promise<Tunnel> {
  const config = new KubeConfig();
  const server = { name: 'embedded', server: api.url, skipTLSVerify: true };
  config.loadFromClusterAndUser(server, { name: 'somebody', token });
  const [input, output, error] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const text: string[] = [];
  error.on('data', (chunk) => text.push(String(chunk)));
  const forward = new PortForward(config);
  const socket = await forward.portForward(namespace, pod, [port], output, error, input);
  if (typeof socket === 'function') throw new Error('a tunnel that restarts was not asked for');
  onTestFinished(() => socket.close());
  const closed = new Promise<void>((resolve) => {
    socket.onclose = () => resolve();
  });
  return { input, output, errors: () => text.join(''), closed };
}

export async function query(tunnel: Tunnel, name: string, type: RecordType) {
  const message = encode({ type: 'query', id: 7, flags: 256, questions: [{ name, type }] });
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  tunnel.input.write(Buffer.concat([length, message]));
  let all = Buffer.alloc(0);
  const answer = await new Promise<Buffer>((resolve) => {
    tunnel.output.on('data', function take(chunk: Buffer) {
      all = Buffer.concat([all, chunk]);
      if (all.length < 2 || all.length < 2 + all.readUInt16BE()) return;
      tunnel.output.off('data', take);
      resolve(all.subarray(2));
    });
  });
  return decode(answer) as DecodedPacket & { rcode: string };
}

/** `10.96.0.1`, `0 100 80 web.shop.svc.cluster.local` */
export function dataOf({ answers = [] }: Pick<DecodedPacket, 'answers'>): string[] {
  return answers
    .map((record) => {
      if (record.type !== 'SRV') return 'data' in record ? String(record.data) : '';
      const { priority, weight, port, target } = record.data;
      return `${priority} ${weight} ${port} ${target}`;
    })
    .sort();
}

/** The names of the DNS pods, in order. */
export function dnsPods({ storage, resources }: ApiServer): string[] {
  const pods = resources.of({ apiVersion: 'v1', kind: 'Pod' });
  return storage
    .withLabel(pods, 'kube-system', 'k8s-app', 'kube-dns')
    .map(({ metadata }) => metadata.name);
}
