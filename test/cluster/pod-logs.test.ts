import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { narrow } from '../../src/commands/narrow.ts';
import { describePermission } from '../../src/snapshot.ts';
import { doorTo, openRecorded, serve } from './fixtures.ts';

const mysql = { namespace: 'shop', pod: 'mysql-0' };

test('a log comes as lines, oldest first', async () => {
  const { api, door } = await openRecorded();
  api.setLog('shop', 'mysql-0', 'mysql', ['starting', '', 'ready']);
  expect(await door.logs([mysql])).toEqual([
    { query: mysql, kind: 'log', lines: ['starting', '', 'ready'], isCut: false },
  ]);
  expect(api.requests.map(({ path }) => path)).toEqual([
    '/api/v1/namespaces/shop/pods/mysql-0/log?tailLines=200&limitBytes=65536',
  ]);
});

test('a container that printed nothing has a log without lines', async () => {
  const { door } = await openRecorded();
  const [log] = await door.logs([mysql]);
  expect(log).toMatchObject({ kind: 'log', lines: [], isCut: false });
});

test('one container, and its run before the last restart, can be named', async () => {
  const { api, door } = await openRecorded();
  api.setLog('shop', 'mysql-0', 'mysql', ['now']);
  api.setLog('shop', 'mysql-0', 'mysql', ['before'], { previous: true });
  const logs = await door.logs([
    { ...mysql, container: 'mysql' },
    { ...mysql, container: 'mysql', previous: true },
  ]);
  expect(logs).toMatchObject([{ lines: ['now'] }, { lines: ['before'] }]);
});

test('secrets do not come through the door', async () => {
  const { api, door } = await openRecorded();
  api.setLog('shop', 'mysql-0', 'mysql', ['root password: hunter2', 'ready']);
  const [log] = await door.logs([mysql]);
  expect(log).toMatchObject({ lines: ['root password: [redacted]', 'ready'] });
});

test('three logs are one round trip, and a fourth is not read', async () => {
  const { api, door } = await openRecorded();
  await door.read([{ kind: 'pods', namespace: 'shop' }]);
  const before = door.reads();
  api.setLog('shop', 'mysql-0', 'mysql', ['ready']);
  expect(await door.logs([mysql, mysql, mysql, mysql])).toHaveLength(3);
  const after = door.reads();
  expect(after.requests - before.requests).toBe(3);
  expect(after.roundTrips - before.roundTrips).toBe(1);
  expect(after.bytes - before.bytes).toBe(3 * 'ready\n'.length);
});

test('of a long log the last 200 lines are read, and it says that there may be more', async () => {
  const { api, door } = await openRecorded();
  const lines = Array.from({ length: 300 }, (_, index) => `line ${index}`);
  api.setLog('shop', 'mysql-0', 'mysql', lines);
  const [log] = await door.logs([mysql]);
  expect(log).toMatchObject({ lines: lines.slice(-200), isCut: true });
});

test('of long lines 64 KiB are read, and none of them in part', async () => {
  const { api, door } = await openRecorded();
  const lines = Array.from({ length: 100 }, (_, index) => `${index} ${'x'.repeat(997)}`);
  api.setLog('shop', 'mysql-0', 'mysql', lines);
  const [log] = await door.logs([mysql]);
  expect(log).toMatchObject({ lines: lines.slice(0, 65), isCut: true });
});

test.each([
  ['a pod', { pod: 'nosuch' }, 'pods "nosuch" not found'],
  ['a container', { container: 'web' }, 'container web is not valid for pod mysql-0'],
  ['a run before', { previous: true }, 'previous terminated container "mysql" in pod "mysql-0"'],
  ['a name', { pod: '..' }, 'no pod can have this name'],
] as const)('%s that does not exist is missing', async (_, change, words) => {
  const { door } = await openRecorded();
  const [log] = await door.logs([{ ...mysql, ...change }]);
  expect(log).toMatchObject({
    kind: 'not-read',
    failure: { reason: 'missing', message: expect.stringContaining(words) },
  });
});

test('words of the kubelet in place of a log are not taken for one', async () => {
  const words = 'unable to retrieve container logs for containerd://0123abcd';
  const [log] = await doorTo({ server: await saying(200, 'text/plain', words) }).logs([mysql]);
  expect(log).toMatchObject({ kind: 'not-read', failure: { reason: 'missing', message: words } });
});

test('without the right it is refused, in words a person can act on', async () => {
  const { api, tokenFile, source } = await openRecorded();
  const metadata = { name: 'nobody', namespace: 'shop' };
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
  api.storage.create(api.resources.of(account), account);
  await writeFile(tokenFile, api.tokenFor('shop', 'nobody'));
  const [log] = await doorTo(source).logs([mysql]);
  if (log?.kind !== 'not-read') throw new Error('it was read');
  expect(log.failure).toMatchObject({
    reason: 'refused',
    message: expect.stringContaining('cannot get resource "pods/log"'),
  });
  expect(log.failure.permission && describePermission(log.failure.permission)).toBe(
    'get pods/log in namespace shop',
  );
});

test.each([
  ['a page of a proxy', 200, 'text/html', '<html>Sign in</html>'],
  ['an error without words', 404, 'text/html', ''],
  ['a kubelet that cannot be reached', 502, 'text/plain', 'dial tcp 10.0.0.1:10250: i/o timeout'],
])('%s is not a log', async (_, status, type, body) => {
  const [log] = await doorTo({ server: await saying(status, type, body) }).logs([mysql]);
  expect(log).toMatchObject({ kind: 'not-read', failure: { reason: 'unreachable' } });
});

test('the deadline of the door counts for logs too, and one that hangs spoils no other', async () => {
  const { api, door } = await openRecorded({ deadlineMs: 500 });
  api.faults.add({ match: { path: /mysql-0/ }, hang: true });
  const start = performance.now();
  const [hung, well] = await door.logs([mysql, { namespace: 'shop', pod: 'mysql-1' }]);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(hung).toMatchObject({ kind: 'not-read', failure: { reason: 'unreachable' } });
  expect(well).toMatchObject({ kind: 'log' });
});

test('a command that does not declare that it reads logs gets none', async () => {
  const { api, door } = await openRecorded();
  await expect(narrow(door, { needs: ['pods'] }).logs([mysql])).rejects.toThrow(/does not declare/);
  expect(api.requests).toEqual([]);
  const [log] = await narrow(door, { needs: ['pods'], readsLogs: true }).logs([mysql]);
  expect(log).toMatchObject({ kind: 'log' });
});

const saying = (status: number, type: string, body: string) =>
  serve((_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  });
