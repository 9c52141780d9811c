/** Services made for the occasion: by hand, without an address, an alias of the wrong thing. */
import { expect, test } from 'vitest';
import type { Report } from '../../src/report.ts';
import { startShop, troublesOf } from './shop.ts';

const shop = startShop('healthy');
const services = '/api/v1/namespaces/shop/services';
const tallyOf = ({ headline }: Report) => headline.replace(/^`[^`]*`:? /, '');

const made: [name: string, spec: object, status: string, headline: string][] = [
  [
    'by-hand',
    { ports: [{ port: 80 }] },
    'problem',
    'has no endpoints: it has no selector, and nobody has written an EndpointSlice for it',
  ],
  [
    'outside',
    { type: 'LoadBalancer', selector: { app: 'mysql' }, ports: [{ port: 80, targetPort: 3306 }] },
    'ok',
    '3 of 3 endpoints ready, external address pending',
  ],
  [
    'alias-of-an-address',
    { type: 'ExternalName', externalName: '10.0.0.1', selector: { app: 'mysql' } },
    'problem',
    'is an alias of `10.0.0.1`, which does not work: an address cannot be an alias, a host name can',
  ],
];

test.each(made)('a Service %s', async (name, spec, verdict, headline) => {
  await shop.admin('POST', services, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec,
  });
  const report = await shop.ask(`endpoints ${name} -n shop`);
  expect([report.verdict, tallyOf(report)]).toEqual([verdict, headline]);
});

test('a slice written by hand whose port has another name than the Service’s is found out', async () => {
  await shop.admin('POST', '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices', {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'by-hand-1', labels: { 'kubernetes.io/service-name': 'by-hand' } },
    addressType: 'IPv4',
    ports: [{ name: 'web', port: 80 }],
    endpoints: [{ addresses: ['203.0.113.5'] }],
  });
  const report = await shop.ask('endpoints by-hand -n shop');
  expect(tallyOf(report)).toBe('1 of 1 endpoint ready, but port 80/TCP leads nowhere');
  expect(report.verdict).toBe('problem');
});

test('why the cloud gives no address stands beside it', async () => {
  const annotations = { 'playground.portolan.dev/load-balancer-error': 'quota, token=hunter2' };
  await shop.change(`${services}/outside`, { metadata: { annotations } });
  const { sections } = await shop.ask('endpoints outside -n shop');
  const said = JSON.stringify(sections);
  expect(said).toContain('SyncLoadBalancerFailed: Error syncing load balancer');
  expect(said).not.toContain('hunter2');
});

test('a list says that an address is pending', async () => {
  expect(troublesOf(await shop.ask('list -n shop'))).toContain(
    'warning `outside`: external address pending',
  );
});
