/** Of a Secret only what every client is shown gets through the schema, whatever it holds and wherever. */
import { expect, test } from 'vitest';
import { Secret } from '../../src/objects/secret.ts';
import { certify } from '../cluster/certificates.ts';

const from = new Date('2026-01-01T00:00:00Z');
const until = new Date('2026-04-01T00:00:00Z');
const dnsNames = ['Shop.Example.com', '*.shop.example.com'];
const { cert, key } = certify({ name: 'shop', dnsNames, from, until });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const password = 'correct horse battery staple';

const secretOf = (data: Record<string, unknown> | null) =>
  Secret.parse({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'shop-tls',
      namespace: 'shop',
      labels: { note: password },
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': base64(key) },
    },
    type: 'kubernetes.io/tls',
    stringData: { 'tls.key': key },
    data,
  });

const whole = { 'tls.crt': base64(cert), 'tls.key': base64(key), password: base64(password) };

test('names, dates and whether there is a key are kept, and nothing else', () => {
  expect(secretOf(whole)).toEqual({
    metadata: { name: 'shop-tls', namespace: 'shop', uid: '' },
    type: 'kubernetes.io/tls',
    certificate: {
      kind: 'read',
      names: ['shop.example.com', '*.shop.example.com'],
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2026-04-01T00:00:00.000Z',
      isSelfSigned: true,
    },
    hasKey: true,
  });
});

test.each([
  ['in its place', whole],
  ['beside the certificate', { 'tls.crt': base64(key + cert) }],
  ['in the place of the certificate', { 'tls.crt': base64(key) }],
  ['as it is', { 'tls.crt': key, 'tls.key': key }],
  ['under another name', { 'server.key': base64(key), 'tls.crt': base64(cert) }],
])('a private key does not get through: %s', (_, data) => {
  const text = JSON.stringify(secretOf(data));
  const [, line = ''] = key.split('\n');
  for (const held of [line, base64(key), base64(line), password, base64(password)]) {
    expect(text).not.toContain(held.slice(0, 24));
  }
});

test('what is no Secret as it should be is refused without its words', () => {
  const parsed = Secret.safeParse({ metadata: {}, data: whole });
  expect(parsed.success).toBe(false);
  expect(String(parsed.error)).not.toContain(base64(key).slice(0, 24));
});

test.each([
  ['no data', null, 'absent', false],
  ['an empty certificate', { 'tls.crt': '', 'tls.key': base64(key) }, 'absent', true],
  ['words', { 'tls.crt': base64('no certificate') }, 'unreadable', false],
  ['half of one', { 'tls.crt': base64(cert.slice(0, 200)) }, 'unreadable', false],
  ['something that is no text', { 'tls.crt': 7, 'tls.key': {} }, 'absent', false],
])('%s', (_, data, kind, hasKey) => {
  expect(secretOf(data)).toMatchObject({ certificate: { kind }, hasKey });
});

test('the first certificate of a chain is the server’s', () => {
  const authority = certify({ name: 'authority', from, until });
  const own = certify({
    name: 'own',
    dnsNames: ['own.example.com'],
    from,
    until,
    issuer: authority,
  });
  const { certificate } = secretOf({ 'tls.crt': base64(own.cert + authority.cert) });
  expect(certificate).toMatchObject({ names: ['own.example.com'], isSelfSigned: false });
});
