import { expect, test } from 'vitest';
import { startShop } from './shop.ts';

const shop = startShop();

function alias(name: string, target: string) {
  return shop.admin('POST', '/api/v1/namespaces/shop/services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { type: 'ExternalName', externalName: `${target}.shop.svc.cluster.local` },
  });
}

const words = (value: unknown) => JSON.stringify(value);

test('an alias of a Service ends at its address, within two round trips', async () => {
  await alias('one', 'redis');
  const report = await shop.ask('dns one.shop');
  expect(report.verdict).toBe('ok');
  expect(words(report.data)).toMatch(/"10\.96\.\d+\.\d+"/);
  expect(report.reads?.roundTrips).toBe(2);
});

test('a chain of aliases is followed to its end, one round trip a link', async () => {
  await alias('two', 'one');
  await alias('three', 'two');
  const report = await shop.ask('dns three.shop');
  expect(report.verdict).toBe('ok');
  expect(words(report.data)).toMatch(/"10\.96\.\d+\.\d+"/);
  expect(words(report)).not.toMatch(/does not exist|no such name/);
  expect(report.reads?.roundTrips).toBe(4);
});

test('a circle of aliases is named, and ends', async () => {
  await alias('left', 'right');
  await alias('right', 'left');
  const report = await shop.ask('dns left.shop');
  expect(report.verdict).toBe('problem');
  expect(report.headline).toBe(
    '`left.shop.svc.cluster.local` is an alias of `right.shop.svc.cluster.local`, which leads nowhere: its aliases lead back to themselves: the answer stays empty',
  );
});
