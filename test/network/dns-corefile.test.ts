/** What the settings in a Corefile change about the answers. */
import { describe, expect, test } from 'vitest';
import { parseCorefile } from '../../src/network/corefile.ts';
import { answerOf } from '../../src/network/dns.ts';
import type { DnsType } from '../../src/network/dns-records.ts';
import { headless, serviceOf, sliceOf, told, worldOf } from './dns-world.ts';

type Case = [type: DnsType, name: string, told: string[]];

describe('what the Corefile says', () => {
  const services = [
    serviceOf('idle', { clusterIP: '10.96.0.9', ports: [{ name: 'http', port: 80 }] }),
    serviceOf('db', headless),
  ];
  const target = { kind: 'Pod', name: 'db-x7' };
  const slices = [sliceOf('db', [{ addresses: ['10.1.0.1'], targetRef: target }])];
  test.each<[plugin: string, ...Case]>([
    ['', 'A', 'idle.shop.svc', ['NOERROR', 'idle.shop A 10.96.0.9']],
    ['ignore empty_service', 'A', 'idle.shop.svc', ['NXDOMAIN']],
    ['namespaces default', 'A', 'idle.shop.svc', ['NXDOMAIN']],
    ['namespaces shop default', 'A', 'idle.shop.svc', ['NOERROR', 'idle.shop A 10.96.0.9']],
    ['noendpoints', 'A', 'db.shop.svc', ['NXDOMAIN']],
    ['endpoint_pod_names', 'A', 'db-x7.db.shop.svc', ['NOERROR', 'db-x7.db.shop A 10.1.0.1']],
    ['', 'A', 'db-x7.db.shop.svc', ['NXDOMAIN']],
    ['fallthrough', 'A', 'gone.shop.svc', ['SERVFAIL']],
    ['fallthrough in-addr.arpa', 'A', 'gone.shop.svc', ['NXDOMAIN']],
  ])('%s: %s %s', (plugin, type, name, answer) => {
    expect(told(worldOf({ services, slices, plugin }), type, name)).toEqual(answer);
  });

  test.each([
    ['', '', 5],
    ['ttl 60', '', 60],
    ['ttl 60', 'cache 30', 30],
    ['ttl 0', '', 0],
    ['ttl 0', 'cache', 5],
    ['ttl 600', 'cache {\n success 9984 120\n}', 120],
  ])('TTL with "%s" and "%s"', (plugin, block, ttl) => {
    const world = worldOf({ services, plugin, block });
    const { answers } = answerOf({ name: 'idle.shop.svc.cluster.local', type: 'A' }, world);
    expect(answers.map((one) => one.ttl)).toEqual([ttl]);
  });
});

test.each([
  ['.:53 {\n forward . 192.0.2.53\n}', 'example.com', 'FORWARDED'],
  ['.:53 {\n kubernetes cluster.local\n}', 'example.com', 'SERVFAIL'],
  ['cluster.local {\n kubernetes\n}', 'example.com', 'REFUSED'],
  ['cluster.local {\n kubernetes\n}', 'ns.dns.cluster.local', 'NOERROR'],
  ['cluster.local {\n kubernetes\n}', 'dns.cluster.local', 'NXDOMAIN'],
  ['cluster.local {\n kubernetes\n}', 'a.b.c.d.shop.svc.cluster.local', 'NXDOMAIN'],
  ['.:53 {\n kubernetes a.test b.test\n}', 'svc.b.test', 'NOERROR'],
])('with %j, %s is %s', (text, name, rcode) => {
  const world = { ...worldOf({}), corefile: parseCorefile(text) };
  expect(answerOf({ name, type: 'A' }, world).rcode).toBe(rcode);
});
