/** What could not be read is unknown, and says which permission is missing: the real Role, cut down. */
import { expect, test } from 'vitest';
import { exitCode } from '../../src/report.ts';
import { startShop, troublesOf } from './shop.ts';

const shop = startShop();

test('without events the probe’s answer is missing, and nothing else', async () => {
  await shop.deny('events');
  const report = await shop.ask('endpoints search -n shop');
  expect(report.headline).toBe(
    '`shop/search`: 0 of 2 endpoints ready: container app: running, but its readiness probe has not succeeded',
  );
  expect(report.notEvaluated).toEqual([
    {
      what: 'what the probes answered (events)',
      why: expect.stringContaining('this account may not `list events in namespace shop`'),
    },
  ]);
  expect(exitCode(report)).toBe(1);
});

test('without events a Service that is well lacks nothing', async () => {
  await shop.deny('events');
  expect((await shop.ask('endpoints redis -n shop')).notEvaluated).toEqual([]);
});

test('without pods the slices still tell who is ready', async () => {
  await shop.deny('pods', 'events');
  const report = await shop.ask('endpoints search -n shop');
  expect(report.headline).toBe(
    '`shop/search`: 0 of 2 endpoints ready: its EndpointSlice says not ready',
  );
  expect(report.notEvaluated[0]).toMatchObject({ what: 'restarts, and why pods are not ready' });
  expect(report.notEvaluated[0]?.why).toContain('`list pods in namespace shop`');
});

test('without pods nobody can say why there is no endpoint', async () => {
  await shop.deny('pods');
  const report = await shop.ask('endpoints orders -n shop');
  expect(report.headline).toBe('`shop/orders` has no endpoints; its selector is `app=orders`');
});

test('without slices there is no verdict, and no pod is accused of not being in one', async () => {
  await shop.deny('endpointslices');
  const report = await shop.ask('endpoints api-service -n shop');
  expect(report.headline).toBe(
    '`shop/api-service` cannot be judged: its EndpointSlices could not be read; 3 of 3 selected pods ready',
  );
  expect(troublesOf(report)).toEqual([]);
  expect(report.data).toMatchObject({ counts: null, endpoints: null });
  expect(report.notEvaluated[0]).toMatchObject({ what: 'the endpoints' });
  expect(report.notEvaluated[0]?.why).toContain(
    '`list endpointslices.discovery.k8s.io in namespace shop`',
  );
  expect(exitCode(report)).toBe(3);
});

test('without slices a pod that is unwell is still named', async () => {
  await shop.deny('endpointslices', 'events');
  expect(troublesOf(await shop.ask('endpoints search -n shop'))).toHaveLength(1);
});

test('without slices a list has no numbers, and says so', async () => {
  await shop.deny('endpointslices');
  const report = await shop.ask('list -n shop');
  expect(report).toMatchObject({ headline: '11 Services in `shop`', mark: 'unknown' });
  expect(report.notEvaluated[0]).toMatchObject({ what: 'how many endpoints are ready' });
});

test('an alias needs neither', async () => {
  await shop.deny('endpointslices', 'pods', 'events');
  expect((await shop.ask('endpoints mail -n shop')).verdict).toBe('ok');
});

test.each([
  ['endpoints search -n shop', 'get services in namespace shop', 'a Role in that namespace'],
  ['endpoints search', 'list services in all namespaces', 'say which: `-n <namespace>`'],
  ['list -n shop', 'list services in namespace shop', 'a Role in that namespace'],
])('without anything, %s names what is missing', async (line, permission, hint) => {
  await shop.deny('services', 'pods', 'namespaces', 'events', 'endpointslices');
  const report = await shop.ask(line);
  expect(report.error).toMatchObject({
    kind: 'unreadable',
    what: `Services could not be read: this account may not \`${permission}\`.`,
    hint: expect.stringContaining(hint),
  });
  expect(report.verdict).toBe('unknown');
  expect(report.cluster).toBe('demo');
  expect(exitCode(report)).toBe(3);
});

test('without namespaces a name that is not found is not blamed on the namespace', async () => {
  await shop.deny('namespaces');
  const report = await shop.ask('endpoints redis -n shpo');
  expect(report.error?.what).toBe('There is no Service `redis` in namespace `shpo`.');
  expect(report.error?.hint).toBe('`redis` exists in `shop`.');
});

test('without namespaces it stays open whether an empty one exists', async () => {
  await shop.deny('namespaces');
  const report = await shop.ask('list -n shpo');
  expect(report).toMatchObject({ headline: 'There is no Service in `shpo`', mark: 'unknown' });
  const why =
    'this account may not `get namespaces`. Grant it with a ClusterRole, or apply `infra/kubernetes`.';
  expect(report.notEvaluated).toEqual([{ what: 'whether the namespace `shpo` exists', why }]);
});

test('an API server that is busy for one question leaves a gap, with its words', async () => {
  shop.demo.api.faults.add({ match: { path: /\/pods/ }, status: 503 });
  const report = await shop.ask('endpoints search -n shop');
  expect(report.notEvaluated[0]?.what).toBe('restarts, and why pods are not ready');
  expect(report.notEvaluated[0]?.why).toMatch(/503.*Try again/);
});

test('an API server that answers nothing at all is told as such', async () => {
  shop.demo.api.faults.add({ match: {}, status: 503 });
  const report = await shop.ask('endpoints search -n shop');
  expect(report.error?.kind).toBe('unreadable');
  expect(exitCode(report)).toBe(3);
});
