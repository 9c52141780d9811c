import { expect, test } from 'vitest';
import { readQuestion } from '../../src/network/dns-question.ts';

const read = (text: string, namespace?: string) =>
  readQuestion(text, { namespace, clusterDomain: 'cluster.local' });

test.each([
  ['10.96.0.10', { kind: 'address', address: { family: 'IPv4', text: '10.96.0.10' } }],
  ['FD00:0::1', { kind: 'address', address: { family: 'IPv6', text: 'fd00::1' } }],
  ['10.0.96.10.in-addr.arpa.', { kind: 'address', address: { text: '10.96.0.10' } }],
  ['', { kind: 'invalid' }],
  ['a..b', { kind: 'invalid' }],
  ['*.shop', { kind: 'invalid', why: /wildcards/ }],
  [`${'a'.repeat(64)}.shop`, { kind: 'invalid', why: /64 characters, 63 are allowed/ }],
  ['http://shop.example.com/', { kind: 'invalid' }],
  ['bücher.example', { kind: 'idn', punycode: 'xn--bcher-kva.example' }],
])('%j', (text, expected) => {
  const { why, ...rest } = expected as { why?: RegExp };
  expect(read(text)).toMatchObject(rest);
  if (why) expect(read(text)).toMatchObject({ why: expect.stringMatching(why) });
});

test.each([
  ['api', undefined, ['svc api']],
  ['api', 'shop', ['svc api shop']],
  ['shop/api', undefined, ['svc api shop']],
  ['api.shop', undefined, ['svc api shop']],
  ['db-0.db', 'shop', ['svc db-0 db', 'svc db shop db-0']],
  ['_http._tcp.api', 'shop', ['svc api shop http tcp']],
  ['_http._tcp.api.shop.svc.cluster.local', undefined, ['svc api shop http tcp']],
  ['10-1-2-3.shop.pod', undefined, ['pod 10-1-2-3 shop']],
  ['api.shop.svc.cluster.local.', 'other', ['svc api shop']],
  ['example.com.', 'shop', []],
])('%s with namespace %s is read as %j', (text, namespace, expected) => {
  const asked = read(text, namespace);
  const readings = asked.kind === 'name' ? asked.readings : [];
  const words = readings.map((one) =>
    [one.branch, one.name, one.namespace, one.endpoint, one.port, one.protocol]
      .filter(Boolean)
      .join(' '),
  );
  expect(words).toEqual(expect.arrayContaining(expected));
});
