import { expect, test } from 'vitest';
import { exitCode } from '../../src/report.ts';
import { startShop } from './shop.ts';

const shop = startShop();

interface ServiceRow {
  namespace: string;
  name: string;
  type: string;
  ports: string[];
  address: string | null;
  endpoints: { ready: number; total: number } | null;
}

const rowsOf = async (line: string, channel?: string) =>
  (await shop.ask(line, channel)).data.services as ServiceRow[];

test('a namespace’s Services come by name, with what each of them has', async () => {
  const rows = await rowsOf('list -n shop');
  expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).sort());
  expect(rows.find(({ name }) => name === 'payments')).toMatchObject({
    type: 'ClusterIP',
    ports: ['80/TCP', '9090/TCP', '8125/UDP'],
    endpoints: { ready: 2, total: 2 },
  });
  expect(rows.find(({ name }) => name === 'mail')).toMatchObject({
    address: 'smtp.mail.example.net',
    endpoints: null,
  });
  expect(rows.find(({ name }) => name === 'mysql')).toMatchObject({
    type: 'headless',
    address: null,
  });
});

test('all namespaces are one read of each kind', async () => {
  const report = await shop.ask('list');
  expect(report.target).toBeUndefined();
  expect(report.reads).toMatchObject({ requests: 2, roundTrips: 1 });
  const namespaces = (report.data.services as ServiceRow[]).map(({ namespace }) => namespace);
  expect(new Set(namespaces).size).toBeGreaterThan(5);
});

test('the channel’s namespace counts, and -A goes beyond it', async () => {
  expect(new Set((await rowsOf('list', 'shop')).map((row) => row.namespace))).toEqual(
    new Set(['shop']),
  );
  expect((await rowsOf('list -A', 'shop')).length).toBeGreaterThan(11);
  expect((await rowsOf('list -n Default', 'shop'))[0]?.namespace).toBe('default');
});

test('a node port is shown as kubectl shows it', async () => {
  const rows = await rowsOf('list -n default');
  expect(rows.find(({ name }) => name === 'frontend-service')?.ports).toEqual(['80:30080/TCP']);
});

test.each([
  ['list -n shop -A', 'usage', '`--all-namespaces` and `-n shop` contradict each other.', 2],
  ['list -n shop_1', 'usage', '`shop_1` cannot be a namespace.', 2],
  ['list -n shpo', 'not-found', 'There is no namespace `shpo` in cluster `demo`.', 1],
])('%s is answered with what to do', async (line, kind, what, code) => {
  const report = await shop.ask(line);
  expect(report.error).toMatchObject({ kind, what });
  expect(exitCode(report)).toBe(code);
});

test('a namespace without Services is empty, and that is no problem', async () => {
  const metadata = { name: 'empty' };
  await shop.admin('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
  const report = await shop.ask('list -n empty');
  expect(report.headline).toBe('There is no Service in `empty`');
  expect([report.verdict, report.mark, report.sections]).toEqual(['ok', undefined, []]);
});

test('a problem is a mark on the list, not its verdict', async () => {
  const report = await shop.ask('list -n shop');
  expect([report.verdict, report.mark]).toEqual(['ok', 'warning']);
});

test('more than a thousand Services are cut, and the reader is told', async () => {
  const { storage, resources } = shop.demo.api;
  const services = resources.of({ apiVersion: 'v1', kind: 'Service' });
  const [model] = storage.list(services, 'empty').concat(storage.list(services, 'default'));
  if (!model) throw new Error('there is no Service to copy');
  for (let index = 0; index < 1005; index++) {
    const { uid: _, resourceVersion: __, ...metadata } = model.metadata;
    const name = `copy-${index}`;
    storage.create(services, { ...model, metadata: { ...metadata, namespace: 'empty', name } });
  }
  const report = await shop.ask('list -n empty');
  expect(report.headline).toMatch(/^The first 1000 Services in `empty`; there are more/);
  expect(report.reads?.roundTrips).toBeLessThanOrEqual(3);
});
