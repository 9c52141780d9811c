import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { certify } from './certificates.ts';
import { doorTo, emptyList, failureOf, fileWith, kubeconfig } from './fixtures.ts';
import {
  minterToken,
  openMinting,
  pods,
  reader,
  replaceReader,
  services,
  stoppedClock,
} from './minted.ts';

test('everything is read as the account, and our own identity asks for its tokens', async () => {
  const { api, clusters, requested, readers, shown } = await openMinting();
  const { gaps } = await clusters.open('shop').read([services, pods]);
  expect(gaps).toEqual([]);
  expect(readers()).toEqual([reader, reader]);
  expect(requested()).toBe(1);
  expect(api.requests[0]).toEqual({
    method: 'POST',
    path: '/api/v1/namespaces/portolan/serviceaccounts/portolan-reader/token',
    user: 'lambda',
    status: 201,
  });
  const [token = ''] = [...shown].filter((one) => one !== minterToken);
  const { exp, iat, aud } = JSON.parse(atob(token.split('.')[1] ?? ''));
  expect({ life: exp - iat, aud }).toEqual({ life: 600, aud: [expect.stringContaining('svc')] });
});

test('ten Jobs in a row make one request for a token, which none of them pays for', async () => {
  const { clusters, requested } = await openMinting();
  for (let job = 0; job < 10; job++) {
    const door = clusters.open('shop');
    await door.read([services, pods]);
    expect(door.reads()).toMatchObject({ requests: 2, roundTrips: 1 });
  }
  expect(requested()).toBe(1);
});

test('Jobs that begin together share the first token', async () => {
  const { api, clusters, requested } = await openMinting();
  api.faults.add({ match: { path: /token$/ }, delayMs: 50 });
  const jobs = Array.from({ length: 12 }, () => clusters.open('shop').read([services, pods]));
  for (const { gaps } of await Promise.all(jobs)) expect(gaps).toEqual([]);
  expect(requested()).toBe(1);
});

test('a token is used until shortly before its end, and never after', async () => {
  const clock = stoppedClock();
  const { clusters, requested, readers } = await openMinting({ now: clock.now });
  const ages: [seconds: number, tokens: number][] = [
    [0, 1],
    [300, 1],
    [209, 1],
    [1, 2],
    [509, 2],
    [3600, 3],
  ];
  for (const [seconds, tokens] of ages) {
    clock.pass(seconds);
    expect((await clusters.open('shop').read([services])).gaps).toEqual([]);
    expect([seconds, requested()]).toEqual([seconds, tokens]);
  }
  expect(readers()).toEqual(ages.map(() => reader));
});

test.each([-3600, 3600])('a clock that is %i s off neither wastes nor overuses', async (off) => {
  const clock = stoppedClock();
  const serverNow = () => new Date(clock.now().getTime() + off * 1000);
  const { clusters, requested } = await openMinting({ now: clock.now, serverNow });
  for (const seconds of [0, 509, 1]) {
    clock.pass(seconds);
    expect((await clusters.open('shop').read([services])).gaps).toEqual([]);
  }
  expect(requested()).toBe(2);
});

test('a token that is revoked is replaced once, for all who held it', async () => {
  const { api, clusters, requested, readers } = await openMinting();
  await clusters.open('shop').read([services]);
  replaceReader(api);
  const door = clusters.open('shop');
  const { gaps } = await door.read([services, pods, { kind: 'events', namespace: 'shop' }]);
  expect(gaps).toEqual([]);
  expect(requested()).toBe(2);
  expect(readers()).toEqual([reader, '', '', '', reader, reader, reader]);
  expect(door.reads()).toMatchObject({ requests: 6, roundTrips: 2 });
});

test('a late refusal of the old token does not cost the new one', async () => {
  const { api, clusters, requested } = await openMinting();
  await clusters.open('shop').read([services]);
  replaceReader(api);
  api.faults.add({ match: { path: /pods/ }, delayMs: 150, times: 1 });
  expect((await clusters.open('shop').read([services, pods])).gaps).toEqual([]);
  expect(requested()).toBe(2);
});

test('a server that takes no token at all is not asked for ever', async () => {
  const { api, clusters, requested } = await openMinting();
  api.faults.add({ match: { method: 'GET' }, status: 401 });
  const error = await failureOf(clusters.open('shop').read([services]));
  expect(error.message).toMatch(/does not accept our credentials \(401\)\.$/);
  expect(error.hint).toContain('the token minted for `portolan/portolan-reader`');
  expect(requested()).toBe(2);
  expect(api.requests).toHaveLength(4);
});

/** Shows a token to nobody, and tells which requests came with a client certificate. */
async function serveCertified() {
  const authority = certify({ name: 'test authority' });
  const good = certify({ name: 'api', dnsNames: ['localhost'], issuer: authority });
  const asked: [method: string | undefined, certificate: boolean, header: string | undefined][] =
    [];
  const options = { ...good, ca: authority.cert, requestCert: true, rejectUnauthorized: false };
  const server = createServer(options, (request, response) => {
    const { authorized } = request.socket as TLSSocket;
    asked.push([request.method, authorized, request.headers.authorization]);
    if (request.method === 'GET') return emptyList(request, response);
    response.writeHead(201, { 'content-type': 'application/json' });
    const status = { token: 'minted', expirationTimestamp: new Date().toISOString() };
    response.end(
      JSON.stringify({ kind: 'TokenRequest', spec: { expirationSeconds: 600 }, status }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  onTestFinished(() => void server.close());
  const client = certify({ name: 'minter', issuer: authority });
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const text = kubeconfig({
    server: `https://localhost:${(server.address() as AddressInfo).port}`,
    cluster: { 'certificate-authority-data': base64(authority.cert) },
    user: {
      'client-certificate-data': base64(client.cert),
      'client-key-data': base64(client.key),
    },
  });
  return { file: await fileWith(text), asked };
}

test('a client certificate mints, and stays at home when the token reads', async () => {
  const { file, asked } = await serveCertified();
  await doorTo({ kubeconfig: file, mint: {} }).read([pods]);
  expect(asked).toEqual([
    ['POST', true, undefined],
    ['GET', false, 'Bearer minted'],
  ]);
});
