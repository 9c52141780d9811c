import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, startRecordedCluster } from './fixtures.ts';

const pod = '/api/v1/namespaces/shop/pods/mysql-0';
const now = new Date('2026-11-22T18:00:00Z');
let server: ApiServer;

beforeAll(async () => {
  server = await startRecordedCluster({ now: () => now });
  const old = { time: new Date('2026-11-22T17:00:00Z'), text: 'started' };
  server.setLog('shop', 'mysql-0', 'mysql', [old, 'one', 'two']);
  server.setLog('shop', 'mysql-0', 'mysql', ['crashed'], { previous: true });
});
afterAll(() => server.close());

const cases: [string, string][] = [
  ['', 'started\none\ntwo\n'],
  ['container=mysql', 'started\none\ntwo\n'],
  ['tailLines=1', 'two\n'],
  ['tailLines=0', ''],
  ['limitBytes=9', 'started\no'],
  ['sinceSeconds=60', 'one\ntwo\n'],
  ['previous=true', 'crashed\n'],
  ['tailLines=1&timestamps=true', '2026-11-22T18:00:00.000000000Z two\n'],
];
test.each(cases)('a log read with %j is %j', async (query, expected) => {
  expect(await (await ask(server, `${pod}/log?${query}`)).text()).toBe(expected);
});

test('a container the pod does not have is refused', async () => {
  const answer = await ask(server, `${pod}/log?container=nosuch`);
  expect(answer.status).toBe(400);
  expect((await answer.json()).message).toBe('container nosuch is not valid for pod mysql-0');
});

test('a container that never restarted has no previous log', async () => {
  const other = '/api/v1/namespaces/shop/pods/mysql-1/log?previous=true';
  expect((await (await ask(server, other)).json()).message).toBe(
    'previous terminated container "mysql" in pod "mysql-1" not found',
  );
});
