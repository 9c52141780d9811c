/** What was not read, or only in part, is never "there is no such name". */
import { expect, test } from 'vitest';
import { addShops } from '../../src/playground/cluster/bulk.ts';
import { exitCode } from '../../src/report.ts';
import { startShop, textOf, troublesOf } from './shop.ts';

const shop = startShop();

/** More in one namespace than are read for one answer. */
function crowd(): void {
  const { storage, resources } = shop.demo.api;
  addShops(storage, resources, {
    services: 600,
    endpointsPerService: 1,
    servicesPerNamespace: 600,
  });
}

test('among too many EndpointSlices it is not known who has an address', async () => {
  crowd();
  const report = await shop.ask('dns 10.128.2.80');
  expect(exitCode(report)).toBe(3);
  expect(report.headline).toBe(
    'Whether `10.128.2.80` (pod `bulk-00000/bulk-00592-00000`) has a name is not known: not all EndpointSlices of its namespace were read, and a pod gets its name as a ready endpoint of a Service',
  );
  expect(report.notEvaluated).toEqual([
    {
      what: 'who has this address among the EndpointSlices of `bulk-00000` beyond the first 500',
      why: 'no more are read for one answer',
    },
  ]);
  expect(report.data.expected).toContainEqual(expect.objectContaining({ rcode: 'UNKNOWN' }));
});

test('a name among the first of them is told, and that there may be more', async () => {
  const report = await shop.ask('dns 10.128.0.5');
  expect(report.headline).toBe(
    '`10.128.0.5` (pod `bulk-00000/bulk-00005-00000`) is expected to be `10-128-0-5.bulk-00005.bulk-00000.svc.cluster.local`',
  );
  expect(report).toMatchObject({ verdict: 'ok', notEvaluated: [{}] });
  expect(textOf(report)).not.toContain('NXDOMAIN');
  expect(report.reads?.roundTrips).toBe(2);
});

test('a pod behind no Service has no name, where all was read', async () => {
  const pod = {
    metadata: { name: 'lonely' },
    spec: { containers: [{ name: 'app', image: 'example.com/lonely:1' }] },
  };
  await shop.admin('POST', '/api/v1/namespaces/shop/pods', pod);
  const report = await shop.ask('dns lonely -n shop');
  expect(report).toMatchObject({
    verdict: 'ok',
    mark: 'warning',
    headline: 'Pod `shop/lonely` has no name of its own: it is a ready endpoint of no Service',
  });
});

test.each(['pods', 'services'])('without %s nobody is told to have no name', async (kind) => {
  await shop.deny(kind);
  const report = await shop.ask('dns 10.99.99.99');
  expect(exitCode(report)).toBe(3);
  expect(report.headline).toBe(
    'Whether `10.99.99.99` has a name is not known: not all Services and pods could be read, and one of them may have it',
  );
  expect(report.notEvaluated[0]?.why).toContain(`this account may not \`list ${kind}`);
});

test('with all of them read, an address that nobody has is a problem', async () => {
  const report = await shop.ask('dns 10.99.99.99');
  expect(report).toMatchObject({ verdict: 'problem', notEvaluated: [] });
});

test('without EndpointSlices a headless Service may have its name or not', async () => {
  await shop.deny('endpointslices');
  const report = await shop.ask('dns search-peers -n shop');
  expect(exitCode(report)).toBe(3);
  expect(report.headline).toBe(
    'Whether `search-peers.shop.svc.cluster.local` resolves is not known: its EndpointSlices could not be read, and this name exists only as long as an endpoint is ready',
  );
  expect(textOf(report)).not.toContain('NXDOMAIN');
});

test('without EndpointSlices a Service with an address resolves, and its endpoints are not judged', async () => {
  await shop.deny('endpointslices');
  const report = await shop.ask('dns payments -n shop');
  expect(report.verdict).toBe('ok');
  expect(report.headline).toContain('is expected to resolve to');
  expect(troublesOf(report)).toEqual([]);
});

test('what could not be computed is not held against a DNS pod that answers', async () => {
  await shop.deny('endpointslices');
  const report = await shop.ask('dns search-peers -n shop --observe');
  expect(report.headline).not.toContain('confirmed');
  expect(troublesOf(report)).toEqual([expect.stringMatching(/^unknown Its EndpointSlices/)]);
});
