import { mkdir, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { certify } from './certificates.ts';
import {
  doorTo,
  emptyList,
  failureOf,
  fileWith,
  kubeconfig,
  serve,
  serveTls,
  trailOf,
} from './fixtures.ts';

const day = 24 * 60 * 60 * 1000;
const authority = certify({ name: 'test authority' });
const good = certify({ name: 'api', dnsNames: ['localhost'], issuer: authority });
const pods = [{ kind: 'pods', namespace: 'shop' }] as const;

/** A door to an https server with this certificate, trusting the test authority. */
async function doorWith(server: object, listener: RequestListener = emptyList) {
  const caFile = await fileWith(authority.cert);
  const tokenFile = await fileWith('a-token');
  return doorTo({ server: await serveTls(server, listener), caFile, tokenFile });
}

test('a server whose certificate is of the named authority is read', async () => {
  const door = await doorWith(good);
  expect((await door.read(pods)).objects).toEqual({ pods: [] });
});

test.each([
  {
    name: 'expired',
    server: { until: new Date(Date.now() - day / 2), issuer: authority },
    says: /^The certificate of the API server of cluster `shop` \(`https:.*`\) has expired\.$/,
  },
  {
    name: 'of tomorrow',
    server: { from: new Date(Date.now() + day / 2), issuer: authority },
    says: /^The certificate of .* is not valid yet\.$/,
  },
  {
    name: 'for another host',
    server: { dnsNames: ['elsewhere.example'], issuer: authority },
    says: /^The certificate of .* is for another host name\.$/,
  },
  {
    name: 'signed by itself',
    server: {},
    says: /^The certificate of .* is signed by an authority that is not trusted here\.$/,
  },
  {
    name: 'of an unknown authority',
    server: { issuer: certify({ name: 'another authority' }) },
    says: /^The certificate of .* is signed by an authority that is not trusted here\.$/,
  },
])('a certificate that is $name is told, and no token is sent', async ({ server, says }) => {
  let requests = 0;
  const door = await doorWith(certify({ name: 'api', dnsNames: ['localhost'], ...server }), () => {
    requests += 1;
  });
  const error = await failureOf(door.read(pods));
  expect(error.kind).toBe('unreadable');
  expect(error.message).toMatch(says);
  expect(error.hint).not.toBe('');
  expect(trailOf(error)).toContain('list pods in shop: ');
  expect(requests).toBe(0);
});

test('a server that speaks plain http on an https address is told', async () => {
  const address = (await serve(emptyList)).replace('http:', 'https:');
  const error = await failureOf(doorTo({ server: address }).read(pods));
  expect(error.message).toMatch(/does not speak TLS\.$/);
});

test('a server that speaks TLS on an http address is told', async () => {
  const address = (await serveTls(good, emptyList)).replace('https:', 'http:');
  const error = await failureOf(doorTo({ server: address }).read(pods));
  expect(error.message).toMatch(
    /^Nothing could be read|does not (speak plain HTTP|answer like one)/,
  );
});

/** Trusts the test authority. */
const trusting = {
  'certificate-authority-data': Buffer.from(authority.cert).toString('base64'),
};
const demanding = { ...good, ca: authority.cert, requestCert: true, rejectUnauthorized: true };

test('a client certificate of the kubeconfig is shown to the server', async () => {
  const client = certify({ name: 'reader', issuer: authority });
  const user = {
    'client-certificate-data': Buffer.from(client.cert).toString('base64'),
    'client-key-data': Buffer.from(client.key).toString('base64'),
  };
  const file = await fileWith(
    kubeconfig({ server: await serveTls(demanding, emptyList), user, cluster: trusting }),
  );
  expect((await doorTo({ kubeconfig: file }).read(pods)).objects).toEqual({ pods: [] });
});

test('a client key that is none is told', async () => {
  const user = {
    'client-certificate-data': Buffer.from(good.cert).toString('base64'),
    'client-key-data': Buffer.from('-----BEGIN PRIVATE KEY-----\nx\n').toString('base64'),
  };
  const file = await fileWith(
    kubeconfig({ server: await serveTls(good, emptyList), user, cluster: trusting }),
  );
  const error = await failureOf(doorTo({ kubeconfig: file }).read(pods));
  expect(error.message).toMatch(/^A certificate or key for .* cannot be used\.$/);
});

test('a server name of the kubeconfig stands in for the address', async () => {
  const named = certify({ name: 'api', dnsNames: ['api.example'], issuer: authority });
  const server = await serveTls(named, emptyList);
  const cluster = { ...trusting, 'tls-server-name': 'api.example' };
  const file = await fileWith(kubeconfig({ server, cluster }));
  expect((await doorTo({ kubeconfig: file }).read(pods)).objects).toEqual({ pods: [] });
});

test('a server that speaks HTTP/2 is read', async () => {
  const server = createSecureServer({ ...good, allowHTTP1: false }, (_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ kind: 'PodList', metadata: {}, items: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  const source = { server: `https://localhost:${port}`, caFile: await fileWith(authority.cert) };
  const queries = Array.from({ length: 20 }, (_, n) => ({ ...pods[0], labels: `n=${n}` }));
  expect((await doorTo(source).read(queries)).objects).toEqual({ pods: [] });
});

/** What Kubernetes mounts into a pod, below a directory of our own. */
async function podMount(): Promise<{ podRoot: string; tokenFile: string }> {
  const podRoot = dirname(await fileWith(''));
  const mount = join(podRoot, 'var/run/secrets/kubernetes.io/serviceaccount');
  await mkdir(mount, { recursive: true });
  await writeFile(join(mount, 'ca.crt'), authority.cert);
  return { podRoot, tokenFile: join(mount, 'token') };
}

test("in a pod its service account's authority and token of the moment are used", async () => {
  const asked: (string | undefined)[] = [];
  const address = await serveTls(good, (request, response) => {
    asked.push(request.headers.authorization);
    emptyList(request, response);
  });
  vi.stubEnv('KUBERNETES_SERVICE_HOST', 'localhost');
  vi.stubEnv('KUBERNETES_SERVICE_PORT', new URL(address).port);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { podRoot, tokenFile } = await podMount();
  const door = doorTo({ inCluster: true }, { podRoot });
  for (const token of ['one', 'two']) {
    await writeFile(tokenFile, token);
    await door.read(pods);
  }
  expect(asked).toEqual(['Bearer one', 'Bearer two']);
});
