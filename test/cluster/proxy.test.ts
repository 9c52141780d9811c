import { createServer } from 'node:http';
import { type AddressInfo, connect as connectTo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { certify } from './certificates.ts';
import {
  doorTo,
  emptyList,
  failureOf,
  fileWith,
  kubeconfig,
  serveTls,
  trailOf,
} from './fixtures.ts';

const pods = [{ kind: 'pods', namespace: 'shop' }] as const;

/** The kubeconfig of a server that is to be reached through the proxy. */
async function behind(proxy: string): Promise<string> {
  const own = certify({ name: 'api', dnsNames: ['localhost'] });
  const authority = Buffer.from(own.cert).toString('base64');
  const cluster = { 'certificate-authority-data': authority, 'proxy-url': proxy };
  return fileWith(kubeconfig({ server: await serveTls(own, emptyList), cluster }));
}

/** A proxy that tunnels, or refuses to; says how often it was asked. */
async function startProxy(refuse = false) {
  let tunnels = 0;
  const proxy = createServer().on('connect', (request, socket) => {
    tunnels += 1;
    if (refuse) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const [host, port] = (request.url ?? '').split(':');
    const target = connectTo(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const { port } = proxy.address() as AddressInfo;
  return { url: `http://user:pass-word@127.0.0.1:${port}`, tunnels: () => tunnels };
}

test('a proxy of the kubeconfig is gone through', async () => {
  const proxy = await startProxy();
  const file = await behind(proxy.url);
  expect((await doorTo({ kubeconfig: file }).read(pods)).objects).toEqual({ pods: [] });
  expect(proxy.tunnels()).toBeGreaterThan(0);
});

test('a proxy that refuses is told, without its password', async () => {
  const proxy = await startProxy(true);
  const file = await behind(proxy.url);
  const error = await failureOf(doorTo({ kubeconfig: file }).read(pods));
  expect(error.message).toMatch(/^The proxy `http:\/\/127\.0\.0\.1:\d+` refuses a connection to/);
  expect(trailOf(error)).not.toContain('pass-word');
});
