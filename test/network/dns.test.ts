/** From the specification and the plugin's documentation, beyond what was recorded. */
import { describe, expect, test } from 'vitest';
import { answerOf } from '../../src/network/dns.ts';
import type { DnsType } from '../../src/network/dns-records.ts';
import { headless, serviceOf, sliceOf, told, worldOf } from './dns-world.ts';

type Case = [type: DnsType, name: string, told: string[]];

describe('a headless Service of both families, with hostnames', () => {
  const world = worldOf({
    services: [serviceOf('db', { ...headless, ports: [{ name: 'sql', port: 5432 }] })],
    slices: [
      sliceOf('db', [
        { addresses: ['10.1.0.1'], hostname: 'db-0' },
        { addresses: ['10.1.0.2'], hostname: 'db-1', conditions: { ready: true } },
        { addresses: ['10.1.0.3'], conditions: { ready: false, serving: true, terminating: true } },
      ]),
      sliceOf('db', [{ addresses: ['fd00::1'], hostname: 'db-0' }], { addressType: 'IPv6' }),
    ],
  });
  test.each<Case>([
    ['A', 'db.shop.svc', ['NOERROR', 'db.shop A 10.1.0.1', 'db.shop A 10.1.0.2']],
    ['AAAA', 'db.shop.svc', ['NOERROR', 'db.shop AAAA fd00::1']],
    ['AAAA', 'db-1.db.shop.svc', ['NOERROR']],
    ['A', 'DB-1.Db.shop.svc', ['NOERROR', 'db-1.db.shop A 10.1.0.2']],
    ['A', '10-1-0-1.db.shop.svc', ['NXDOMAIN']],
    ['A', '10-1-0-3.db.shop.svc', ['NXDOMAIN']],
    [
      'SRV',
      '_http._tcp.db.shop.svc',
      [
        'NOERROR',
        '_http._tcp.db.shop SRV 0 33 8080 db-0.db.shop',
        '_http._tcp.db.shop SRV 0 33 8080 db-1.db.shop',
        '+ db-0.db.shop A 10.1.0.1',
        '+ db-0.db.shop AAAA fd00::1',
        '+ db-1.db.shop A 10.1.0.2',
      ],
    ],
    ['SRV', '_sql._tcp.db.shop.svc', ['NXDOMAIN']],
  ])('%s %s', (type, name, answer) => {
    expect(told(world, type, name)).toEqual(answer);
  });
});

test('a named port that is another number on other pods is told with each number', () => {
  const world = worldOf({
    services: [serviceOf('web', { ...headless, ports: [{ name: 'http', port: 80 }] })],
    slices: [
      sliceOf('web', [{ addresses: ['10.1.0.1'] }]),
      sliceOf('web', [{ addresses: ['10.1.0.2'] }], { ports: [{ name: 'http', port: 9090 }] }),
    ],
  });
  expect(told(world, 'SRV', '_http._tcp.web.shop.svc').slice(0, 3)).toEqual([
    'NOERROR',
    '_http._tcp.web.shop SRV 0 50 8080 10-1-0-1.web.shop',
    '_http._tcp.web.shop SRV 0 50 9090 10-1-0-2.web.shop',
  ]);
});

test('endpoints without ports have names and addresses, and no SRV', () => {
  const world = worldOf({
    services: [serviceOf('bare', headless)],
    slices: [sliceOf('bare', [{ addresses: ['10.1.0.1'] }], { ports: [] })],
  });
  expect(told(world, 'A', 'bare.shop.svc')).toEqual(['NOERROR', 'bare.shop A 10.1.0.1']);
  expect(told(world, 'SRV', 'bare.shop.svc')).toEqual(['NOERROR']);
});

describe('an alias', () => {
  const alias = (name: string, externalName: string) =>
    serviceOf(name, { type: 'ExternalName', externalName });
  const world = worldOf({
    services: [
      serviceOf('api', { clusterIP: '10.96.0.7', ports: [{ port: 80 }] }),
      alias('inner', 'api.shop.svc.cluster.local'),
      alias('twice', 'inner.shop.svc.cluster.local.'),
      alias('nowhere', 'gone.shop.svc.cluster.local'),
      alias('self', 'self.shop.svc.cluster.local'),
      alias('left', 'right.shop.svc.cluster.local'),
      alias('right', 'left.shop.svc.cluster.local'),
      alias('outer', 'Example.com'),
      alias('number', '192.0.2.1'),
    ],
    block: 'forward . 192.0.2.53',
  });
  test.each<Case>([
    ['A', 'inner.shop.svc', ['NOERROR', 'api.shop A 10.96.0.7', 'inner.shop CNAME api.shop']],
    [
      'A',
      'twice.shop.svc',
      [
        'NOERROR',
        'api.shop A 10.96.0.7',
        'inner.shop CNAME api.shop',
        'twice.shop CNAME inner.shop',
      ],
    ],
    ['AAAA', 'inner.shop.svc', ['NOERROR']],
    ['CNAME', 'inner.shop.svc', ['NOERROR', 'inner.shop CNAME api.shop']],
    ['A', 'nowhere.shop.svc', ['NOERROR']],
    ['A', 'self.shop.svc', ['NOERROR']],
    ['A', 'left.shop.svc', ['NOERROR']],
    ['A', 'outer.shop.svc', ['NOERROR', 'outer.shop CNAME example.com']],
    ['A', 'number.shop.svc', ['NXDOMAIN']],
    ['SRV', 'inner.shop.svc', ['NOERROR']],
    ['SRV', '_http._tcp.inner.shop.svc', ['NXDOMAIN']],
    ['CNAME', 'api.shop.svc', ['NOERROR']],
    ['TXT', 'api.shop.svc', ['NOERROR']],
    ['TXT', 'gone.shop.svc', ['NXDOMAIN']],
  ])('%s %s', (type, name, answer) => {
    expect(told(world, type, name)).toEqual(answer);
  });

  test('that leads outside says where the answer goes on', () => {
    const { outside } = answerOf({ name: 'outer.shop.svc.cluster.local', type: 'A' }, world);
    expect(outside).toEqual({ name: 'example.com', servers: ['192.0.2.53'] });
  });
});

describe('addresses', () => {
  const world = worldOf({
    services: [
      serviceOf('api', { clusterIP: '10.96.0.7', clusterIPs: ['10.96.0.7', 'fd00::7'] }),
      serviceOf('db', headless),
    ],
    slices: [
      sliceOf('db', [{ addresses: ['10.1.0.1'], hostname: 'db-0' }]),
      sliceOf('api', [{ addresses: ['10.1.0.1'] }]),
    ],
    plugin: 'fallthrough in-addr.arpa\nttl 30',
    block: 'forward . 192.0.2.53',
  });
  const six = `7.${'0.'.repeat(27)}0.0.d.f.ip6.arpa`;
  test.each([
    ['7.0.96.10.in-addr.arpa', 'NOERROR', ['api.shop.svc.cluster.local']],
    [six, 'NOERROR', ['api.shop.svc.cluster.local']],
    [
      '1.0.1.10.in-addr.arpa',
      'NOERROR',
      ['db-0.db.shop.svc.cluster.local', '10-1-0-1.api.shop.svc.cluster.local'],
    ],
    ['9.9.9.9.in-addr.arpa', 'FORWARDED', []],
    ['9.9.ip6.arpa', 'NXDOMAIN', []],
  ])('PTR %s', (name, rcode, names) => {
    const answer = answerOf({ name, type: 'PTR' }, world);
    expect([answer.rcode, answer.answers.map(({ data }) => data)]).toEqual([rcode, names]);
  });
});

test('a DNS server in the cluster names its own Service as the name server', () => {
  const kubeDns = serviceOf('kube-dns', { clusterIPs: ['10.96.0.10', 'fd00::a'] });
  const world = {
    ...worldOf({
      services: [kubeDns],
      slices: [sliceOf('kube-dns', [{ addresses: ['10.1.0.9'] }])],
    }),
    serverAddresses: ['10.1.0.9'],
  };
  const { answers, additionals } = answerOf({ name: 'cluster.local', type: 'NS' }, world);
  expect(answers.map(({ data }) => data)).toEqual(['kube-dns.shop.svc.cluster.local']);
  expect(additionals.map(({ type, data }) => [type, data])).toEqual([
    ['A', '10.96.0.10'],
    ['AAAA', 'fd00::a'],
  ]);
});
