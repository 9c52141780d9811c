import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const services = '/api/v1/namespaces/shop/services';
let server: ApiServer;

beforeEach(async () => {
  server = await startRecordedCluster({ history: 5 });
});
afterEach(() => server.close());

const names = (list: { items: { metadata: { name: string } }[] }) =>
  list.items.map(({ metadata }) => metadata.name);

const createConfigMap = (name: string) =>
  ask(server, '/api/v1/namespaces/shop/configmaps', {
    method: 'POST',
    body: { metadata: { name } },
  });

test('the pages of a list are the list', async () => {
  const whole = names(await askJson(server, services));
  const paged: string[] = [];
  let token = '';
  do {
    const page = await askJson(server, `${services}?limit=3&continue=${token}`);
    paged.push(...names(page));
    token = page.metadata.continue ?? '';
  } while (token !== '');
  expect(paged).toEqual(whole);
});

test('all pages show the state of the first one', async () => {
  const first = await askJson(server, `${services}?limit=9`);
  await ask(server, `${services}/web-service`, { method: 'DELETE' });
  const body = { metadata: { name: 'zebra' }, spec: { ports: [{ port: 80 }] } };
  await ask(server, services, { method: 'POST', body });
  const second = await askJson(server, `${services}?limit=9&continue=${first.metadata.continue}`);
  expect(names(second)).toEqual(['search-peers', 'web-service']);
  expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
});

test('a token too old is 410 and brings one to go on with', async () => {
  const first = await askJson(server, `${services}?limit=9`);
  for (let count = 0; count < 20; count += 1) await createConfigMap(`filler-${count}`);
  const answer = await ask(server, `${services}?limit=9&continue=${first.metadata.continue}`);
  const status = await answer.json();
  expect([answer.status, status.reason]).toEqual([410, 'Expired']);
  const rest = await askJson(server, `${services}?continue=${status.metadata.continue}`);
  expect(names(rest)).toEqual(['search-peers', 'web-service']);
});

test('what remains is counted only where no selector is', async () => {
  const plain = await askJson(server, `${services}?limit=1`);
  const selected = await askJson(server, `${services}?limit=1&labelSelector=!nosuch`);
  expect(plain.metadata.remainingItemCount).toBe(10);
  expect(selected.metadata.remainingItemCount).toBeUndefined();
  expect(selected.metadata.continue).toBeTypeOf('string');
});

test('resourceVersionMatch=Exact shows a state of the past', async () => {
  const { metadata } = await askJson(server, services);
  await ask(server, `${services}/redis`, { method: 'DELETE' });
  const query = `resourceVersion=${metadata.resourceVersion}&resourceVersionMatch=Exact`;
  expect(names(await askJson(server, `${services}?${query}`))).toContain('redis');
  expect(names(await askJson(server, services))).not.toContain('redis');
});

test('a version from the future is a timeout', async () => {
  const answer = await ask(server, `${services}?resourceVersion=999999`);
  const status = await answer.json();
  expect([answer.status, status.reason]).toEqual([504, 'Timeout']);
  expect(status.message).toBe('Too large resource version: 999999, current: 763');
});
