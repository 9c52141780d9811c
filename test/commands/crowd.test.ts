/** Hundreds of endpoints: what is wrong comes first, and where it is. */
import { expect, test } from 'vitest';
import type { Section } from '../../src/report.ts';
import { startShop, textOf, troublesOf } from './shop.ts';

const shop = startShop('healthy');
const size = 240;
const sickOnes = 8;

const tables = (sections: readonly Section[]) =>
  sections.flatMap((section) => (section.kind === 'table' ? [section] : []));

test('a Deployment of hundreds stands in several slices', async () => {
  const path = '/apis/apps/v1/namespaces/shop/deployments';
  const containers = [
    { name: 'app', image: 'example.com/crowd:1', ports: [{ name: 'http', containerPort: 8080 }] },
  ];
  const deployment = (name: string, replicas: number, annotations: object) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { run: name } },
      template: {
        metadata: { labels: { run: name, app: 'crowd' }, annotations },
        spec: { containers },
      },
    },
  });
  const readiness = 'Get "http://10.244.7.7:8080/": connection refused';
  const ailing = { 'playground.portolan.dev/readiness': readiness };
  await shop.admin('POST', path, deployment('crowd', size - sickOnes, {}));
  await shop.admin('POST', path, deployment('crowd-sick', sickOnes, ailing));
  await shop.admin('POST', '/api/v1/namespaces/shop/services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'crowd' },
    spec: { selector: { app: 'crowd' }, ports: [{ port: 80, targetPort: 'http' }] },
  });
  const { data, reads } = await shop.ask('endpoints crowd -n shop');
  expect(data.counts).toMatchObject({ total: size, ready: size - sickOnes });
  expect(reads?.roundTrips).toBe(2);
});

test('the headline takes the reason that says something, not the commonest', async () => {
  const report = await shop.ask('endpoints crowd -n shop');
  expect(report.headline).toBe(
    '`shop/crowd`: 232 of 240 endpoints ready: Readiness probe failed: Get "http://10.244.7.7:8080/": connection refused (42 times)',
  );
  expect(report.verdict).toBe('ok');
  expect(report.mark).toBe('warning');
});

test('what is alike is one line, and whose events were not read is said', async () => {
  const report = await shop.ask('endpoints crowd -n shop');
  expect(troublesOf(report)).toEqual([
    expect.stringMatching(/^problem `.*`, `.*`, `.*` and 2 more: Readiness probe failed: Get/),
    expect.stringMatching(
      /^problem `.*`, `.*` and `.*`: container app: running, but its readiness/,
    ),
  ]);
  expect(report.notEvaluated).toEqual([
    {
      what: 'what the probes of 3 more pods answered',
      why: 'events are read for the first 5',
    },
  ]);
});

test('zones and nodes are counted, the worst first, and the sick ones lead the table', async () => {
  const { sections } = await shop.ask('endpoints crowd -n shop');
  const [zones, nodes, all] = tables(sections);
  expect([zones?.title, nodes?.title]).toEqual(['By zone', 'By node']);
  const sum = zones?.rows.reduce((total, [, , count]) => total + Number(count), 0);
  expect(sum).toBe(size);
  expect(all?.title).toBe('240 endpoints on 8080/TCP');
  expect(all?.rows.slice(0, sickOnes).every(([state]) => state === 'not ready')).toBe(true);
  expect(all?.rows.slice(sickOnes).every(([state]) => state === 'ready')).toBe(true);
});

test('no name is broken at 100 columns', async () => {
  const text = textOf(await shop.ask('endpoints crowd -n shop'));
  const rows = text.split('\n').filter((line) => /^(not )?ready /.test(line));
  expect(rows).toHaveLength(size);
  expect(rows.every((row) => /crowd(-sick)?-[a-z0-9]+-[a-z0-9]{5} /.test(row))).toBe(true);
});

test('a list counts them once', async () => {
  const report = await shop.ask('list -n shop');
  expect(troublesOf(report)).toEqual(['warning `crowd`: 232 of 240 endpoints ready']);
});
