import { expect, test } from 'vitest';
import { parseCorefile, serverFor } from '../../src/network/corefile.ts';
import { zonesOf } from '../../src/network/corefile-zones.ts';

test('server blocks, snippets, comments, stub domains and what may change an answer', () => {
  const corefile = parseCorefile(`
    (shared) {
      errors # not a word
      cache 30
    }
    .:53, dns://corp.test:5353 {
      import shared
      rewrite name exact a b
      kubernetes cluster.local in-addr.arpa {
        pods verified
        namespace_labels team=a
        fallthrough
      }
      forward . /etc/resolv.conf {
        max_concurrent 1000
      }
    }
    example.com {
      forward . 192.0.2.1 192.0.2.2
    }`);
  expect(corefile.servers.map(({ zones }) => zones)).toEqual([['', 'corp.test'], ['example.com']]);
  expect(serverFor(corefile, 'www.example.com')?.forwards).toEqual([
    { zone: '', servers: ['192.0.2.1', '192.0.2.2'] },
  ]);
  const server = serverFor(corefile, 'a.b');
  expect(server).toMatchObject({
    cacheTtl: 30,
    mayChange: ['rewrite', 'kubernetes namespace_labels'],
    kubernetes: { zones: ['cluster.local', 'in-addr.arpa'], pods: 'verified', fallthrough: [''] },
  });
});

test.each([
  ['10.0.0.0/8', ['10.in-addr.arpa']],
  ['10.96.0.0/16', ['96.10.in-addr.arpa']],
  ['10.96.0.0/15', ['96.10.in-addr.arpa', '97.10.in-addr.arpa']],
  ['fd00::/8', ['d.f.ip6.arpa']],
  ['Cluster.Local.', ['cluster.local']],
  ['tls://example.com:853', ['example.com']],
  ['.', ['']],
])('%s is the zone %j', (word, zones) => {
  expect(zonesOf([word])).toEqual(zones);
});

test.each(['', '{', '}', 'a {', '. {\n}\n}', 'kubernetes'])(
  '%j is read without a fault',
  (text) => {
    expect(() => parseCorefile(text)).not.toThrow();
  },
);
