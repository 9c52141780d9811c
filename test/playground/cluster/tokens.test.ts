import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const accounts = '/api/v1/namespaces/portolan/serviceaccounts';
const services = '/api/v1/namespaces/shop/services';
let server: ApiServer;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-11-22T18:00:00Z');
  server = await startRecordedCluster({ now: () => now });
});
afterEach(() => server.close());

async function mint(spec: object): Promise<string> {
  const body = { spec };
  const { status } = await askJson(server, `${accounts}/reader/token`, { method: 'POST', body });
  return status.token;
}

const pass = async (minutes: number, token: string) => {
  now = new Date(now.getTime() + minutes * 60_000);
  return (await ask(server, services, { token })).status;
};

test('a token works until it expires', async () => {
  const token = await mint({ expirationSeconds: 600 });
  expect(await pass(9, token)).toBe(200);
  expect(await pass(2, token)).toBe(401);
});

test('a token for another audience is refused', async () => {
  expect(await pass(0, await mint({ audiences: ['elsewhere'] }))).toBe(401);
});

test('a token dies with its account', async () => {
  const token = await mint({});
  await ask(server, `${accounts}/reader`, { method: 'DELETE' });
  expect(await pass(0, token)).toBe(401);
  const body = { metadata: { name: 'reader' } };
  await ask(server, accounts, { method: 'POST', body });
  expect(await pass(0, token)).toBe(401);
});

test('a forged token is refused', async () => {
  const [header, payload] = (await mint({})).split('.');
  expect(await pass(0, `${header}.${payload}.c2lnbmF0dXJl`)).toBe(401);
});

test('a token says who it is for, as a JWT does', async () => {
  const [, payload = ''] = (await mint({})).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  expect(claims).toMatchObject({
    sub: 'system:serviceaccount:portolan:reader',
    exp: now.getTime() / 1000 + 3600,
  });
});
