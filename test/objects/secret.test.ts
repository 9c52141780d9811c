/** Of a Secret only what every client is shown gets through the schema, whatever it holds and wherever. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
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

const neither = ['unreadable', 'unreadable'] as const;
const whole = { 'tls.crt': base64(cert), 'tls.key': base64(key), password: base64(password) };

test('names, dates and whether the key is its own are kept, and nothing else', () => {
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
    key: 'fitting',
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
  ['no data', null, 'absent', 'absent'],
  ['an empty certificate', { 'tls.crt': '', 'tls.key': base64(key) }, 'absent', 'alone'],
  ['words', { 'tls.crt': base64('no certificate') }, 'unreadable', 'absent'],
  ['half of one', { 'tls.crt': base64(cert.slice(0, 200)) }, 'unreadable', 'absent'],
  ['something that is no text', { 'tls.crt': 7, 'tls.key': {} }, 'absent', 'absent'],
  ['words for both', { 'tls.crt': base64('this'), 'tls.key': base64('that') }, ...neither],
])('%s', (_, data, kind, key) => {
  expect(secretOf(data)).toMatchObject({ certificate: { kind }, key });
});

const authority = certify({ name: 'authority', from, until });

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });

describe.each([
  ['RSA', rsa],
  ['EC', ec],
  ['Ed25519', generateKeyPairSync('ed25519')],
])('a key of %s', (_, keys) => {
  const own = certify({ name: 'own', from, until, issuer: authority, keys });
  const keyOf = (text: string | Buffer, crt = own.cert + authority.cert) =>
    secretOf({ 'tls.crt': base64(crt), 'tls.key': base64(text.toString()) }).key;
  const pem = { type: 'pkcs8', format: 'pem' } as const;

  test('fits the first certificate of a chain, and no other', () => {
    expect(keyOf(own.key)).toBe('fitting');
    expect(keyOf(own.key, authority.cert + own.cert)).toBe('stray');
    expect(keyOf(authority.key)).toBe('stray');
  });

  test('with a passphrase is not readable, whatever the passphrase', () => {
    for (const passphrase of ['', password]) {
      const cipher = { cipher: 'aes-256-cbc', passphrase };
      expect(keyOf(keys.privateKey.export({ ...pem, ...cipher }))).toBe('unreadable');
    }
  });

  test('is not readable in DER, or cut short', () => {
    const der = keys.privateKey.export({ type: 'pkcs8', format: 'der' });
    const data = { 'tls.crt': base64(own.cert), 'tls.key': der.toString('base64') };
    expect(secretOf(data).key).toBe('unreadable');
    expect(keyOf(own.key.slice(0, -60))).toBe('unreadable');
  });
});

test.each([
  ['RSA', rsa, 'pkcs1'],
  ['EC', ec, 'sec1'],
] as const)('a key of %s in its older form fits as well', (kind, keys, type) => {
  const own = certify({ name: 'own', from, until, issuer: authority, keys });
  const text = keys.privateKey.export({ type, format: 'pem' }).toString();
  expect(text).toContain(`BEGIN ${kind} PRIVATE KEY`);
  const data = { 'tls.crt': base64(own.cert), 'tls.key': base64(text) };
  expect(secretOf(data).key).toBe('fitting');
});

test('a key is found behind the parameters of its curve', () => {
  const parameters =
    '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
  const data = { 'tls.crt': base64(cert), 'tls.key': base64(parameters + key) };
  expect(secretOf(data).key).toBe('fitting');
});

test('the first certificate of a chain is the server’s', () => {
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
