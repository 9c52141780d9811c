import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const services = '/api/v1/namespaces/shop/services';
let server: ApiServer;

beforeEach(async () => {
  server = await startRecordedCluster();
});
afterEach(() => server.close());

const status = async (path = services) => (await ask(server, path)).status;

test('a fault strikes as often as it should', async () => {
  server.faults.add({ match: { path: /services/ }, status: 503, times: 2 });
  expect([await status(), await status(), await status()]).toEqual([503, 503, 200]);
});

test('a fault is a Status with a time to wait', async () => {
  server.faults.add({ match: { method: 'GET' }, status: 429, retryAfter: 7 });
  const answer = await ask(server, services);
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(await answer.json()).toMatchObject({ kind: 'Status', code: 429 });
});

test('a fault strikes one user alone', async () => {
  const user = 'system:serviceaccount:portolan:reader';
  server.faults.add({ match: { user }, status: 500 });
  expect(await status()).toBe(200);
  const token = server.tokenFor('portolan', 'reader');
  expect((await ask(server, services, { token })).status).toBe(500);
});

test('a dropped connection is no answer', async () => {
  server.faults.add({ match: () => true, drop: true, times: 1 });
  await expect(ask(server, services)).rejects.toThrow('fetch failed');
  expect(server.requests.at(-1)).toMatchObject({ status: 0, user: 'kubernetes-admin' });
});

test('a hanging request does not keep the server from closing', async () => {
  server.faults.add({ match: () => true, hang: true });
  const hanging = ask(server, services).catch((error) => String(error));
  await expect.poll(() => server.requests.length).toBe(1);
  await server.close();
  expect(await hanging).toContain('fetch failed');
  server = await startRecordedCluster();
});

test('a delay alone ends in the true answer', async () => {
  server.faults.add({ match: { path: /redis$/ }, delayMs: 60 });
  const before = performance.now();
  const { metadata } = await askJson(server, `${services}/redis`);
  expect(metadata.name).toBe('redis');
  expect(performance.now() - before).toBeGreaterThan(50);
});

test('a body takes the place of the true one', async () => {
  server.faults.add({ match: () => true, status: 200, body: '<html>login</html>' });
  const answer = await ask(server, services);
  expect([answer.status, await answer.text()]).toEqual([200, '<html>login</html>']);
});

test('a fault can be taken back', async () => {
  const takeBack = server.faults.add({ match: () => true, status: 500 });
  takeBack();
  expect(await status()).toBe(200);
});
