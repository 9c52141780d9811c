/** Certificates of an Ingress: missing, for another host, out of date, not of its business. */
import { describe, expect, test } from 'vitest';
import { ingressTlsValid } from '../../src/checks/ingress-tls-valid.ts';
import type { Secret } from '../../src/objects/secret.ts';
import { certify } from '../cluster/certificates.ts';
import { ingress, ingressClass, judged, nginx, traefik } from './objects-ingress.ts';
import { base64, now, pair, secret, type Words } from './objects-tls.ts';
import { told, verdict } from './verdict.ts';

const entry = { hosts: ['shop.example.com'], secretName: 'shop-tls' };
const secured = (tls: readonly object[] = [entry], words: Parameters<typeof ingress>[0] = {}) =>
  ingress({ ...words, spec: { tls, ...words.spec } });

type Ingresses = readonly ReturnType<typeof ingress>[];

const findingOf = (tlsSecrets: readonly Secret[], ingresses: Ingresses = [secured()]) =>
  verdict(
    ingressTlsValid,
    { tlsSecrets, ingresses, ingressClasses: [nginx, traefik] },
    { rules: { kind: 'ingress', name: 'shop', namespace: 'shop' }, now },
  );
const said = (...args: Parameters<typeof findingOf>) => told(findingOf(...args));

const certificate = 'the certificate in Secret `shop/shop-tls`';

describe('the Secret', () => {
  test('that holds a valid certificate is well', () => {
    expect(said([secret()])).toMatch(/^ok: `shop-tls` is valid until 2026-12-31, signed by itself/);
  });

  test('that is missing is named, and no list of others is asked for in vain', () => {
    const found = findingOf([]);
    expect(found).toMatchObject({
      status: 'problem',
      evidence: [{ object: 'ingress shop/shop', value: 'shop-tls' }],
    });
    expect(told(found)).toContain('no name like it can be offered');
  });

  test.each([
    ['without a certificate', { 'tls.key': 'a2V5' }, 'holds no certificate'],
    ['without a key', { 'tls.crt': base64(pair.cert) }, 'holds no private key'],
    ['with words', { 'tls.crt': 'd29yZHM=', 'tls.key': 'a2V5' }, 'is no certificate in PEM'],
    [
      'with a key of words',
      { 'tls.crt': base64(pair.cert), 'tls.key': 'a2V5' },
      'no private key in PEM',
    ],
  ])('%s is a problem', (_, data, words) => {
    const found = findingOf([secret({ data })]);
    expect(found.status).toBe('problem');
    expect(found.summary).toContain(words);
    expect(found).toMatchObject({ kubectl: 'kubectl describe secret shop-tls -n shop' });
  });

  test('with the key of another certificate is a problem, and the line shows none', () => {
    const data = { 'tls.crt': base64(pair.cert), 'tls.key': base64(certify({ name: 'a' }).key) };
    const found = findingOf([secret({ data })]);
    expect(told(found)).toContain(
      'problem: the private key in Secret `shop/shop-tls` is not of its certificate: controllers refuse both',
    );
    expect(found).toMatchObject({
      evidence: [{ field: 'data[tls.key]', value: 'of another certificate' }],
      kubectl: expect.stringMatching(/tls\\.crt}' \| base64 -d \| openssl x509 -noout/),
    });
  });

  test('of another type is a warning, as some controllers take it', () => {
    expect(said([secret({ type: 'Opaque' })])).toMatch(/^warning: .* is of type `Opaque`/);
  });

  test('no line to copy shows its key', () => {
    const all = [findingOf([]), findingOf([secret({ names: ['b.example.com'] })])];
    expect(JSON.stringify(all)).not.toContain('-o yaml');
  });
});

test.each<[string, Words, string]>([
  ['expired', { until: '2026-02-27' }, `problem: ${certificate} expired on 2026-02-27`],
  [
    'not yet valid',
    { from: '2026-05-01' },
    `problem: ${certificate} is not valid before 2026-05-01`,
  ],
  [
    'about to expire',
    { until: '2026-03-10' },
    `warning: ${certificate} expires on 2026-03-10, in 8 days`,
  ],
  ['with time left', { until: '2026-03-16' }, 'ok: '],
  [
    'of another host',
    { names: ['www.example.com'] },
    `problem: ${certificate} is for \`www.example.com\`, not for \`shop.example.com\``,
  ],
  ['without names', { names: [] }, `problem: ${certificate} names no host at all`],
  ['of all below', { names: ['*.example.com'] }, 'ok: '],
  ['of a star too far up', { names: ['*.com'] }, 'problem: '],
  ['of a star too far down', { names: ['*.shop.example.com'] }, 'problem: '],
  ['in capitals', { names: ['SHOP.example.com'] }, 'ok: '],
])('a certificate %s', (_, words, start) => {
  expect(said([secret(words)]).slice(0, start.length)).toBe(start);
});

test('a certificate for a star is held against an Ingress with one', () => {
  const tls = [{ hosts: ['*.example.com'], secretName: 'shop-tls' }];
  const ingresses = [secured(tls, { host: '*.example.com' })];
  expect(findingOf([secret({ names: ['*.example.com'] })], ingresses).status).toBe('ok');
  expect(findingOf([secret()], ingresses).status).toBe('problem');
});

test('several troubles are told together, the gravest first', () => {
  const both = secret({ names: ['b.example.com'], until: '2026-02-01', type: 'Opaque' });
  expect(said([both])).toMatch(/^problem: .*not for .*; .*expired on .*; .*of type/);
});

describe('a host that no entry covers', () => {
  const tls = [{ hosts: ['other.example.com'], secretName: 'shop-tls' }];

  test('is a warning, while others have one', () => {
    expect(said([secret({ names: ['other.example.com'] })], [secured(tls)])).toMatch(
      /^warning: no entry of `spec.tls` covers `shop.example.com`/,
    );
  });

  test('is well where a certificate is for it all the same, or another Ingress has it', () => {
    expect(findingOf([secret()], [secured(tls)]).status).toBe('ok');
    const other = ingress({ name: 'other', spec: { tls: [entry] } });
    const own = secret({ names: ['other.example.com'] });
    expect(findingOf([own], [secured(tls), other]).status).toBe('ok');
  });

  test('is covered by an entry without hosts', () => {
    const open = [secured([{ secretName: 'shop-tls' }])];
    expect(findingOf([secret()], open).status).toBe('ok');
    expect(findingOf([secret({ names: ['b.example.com'] })], open).status).toBe('problem');
  });
});

const passed = { 'nginx.ingress.kubernetes.io/ssl-passthrough': 'true' };
const canary = { 'nginx.ingress.kubernetes.io/canary': 'true' };
const alb = ingressClass('alb', 'ingress.k8s.aws/alb');

test.each([
  ['without TLS', ingress()],
  ['with the default certificate', secured([{ hosts: ['shop.example.com'] }])],
  ['that passes TLS on', secured([entry], { annotations: passed })],
  ['that is a canary', secured([entry], { annotations: canary })],
  ['of an AWS load balancer', secured([entry], { spec: { ingressClassName: 'alb' } })],
])('an Ingress %s is no business of Secrets', (_, one) => {
  const given = { ingresses: [one], ingressClasses: [nginx, alb] };
  expect(judged(ingressTlsValid, given).status).toBe('skipped');
});

describe('a request', () => {
  const tls = [entry, { hosts: ['old.example.com'], secretName: 'old-tls' }];
  const given = { ingresses: [secured(tls)], ingressClasses: [nginx], tlsSecrets: [secret()] };

  test('depends on the certificate of its own host', () => {
    expect(judged(ingressTlsValid, given, 'https://shop.example.com/').status).toBe('ok');
    expect(judged(ingressTlsValid, given, 'ingress/shop').status).toBe('problem');
  });

  test('over http depends on none', () => {
    expect(judged(ingressTlsValid, given, 'http://shop.example.com/').status).toBe('skipped');
  });
});

test('without the right nothing is in doubt', () => {
  const given = { ingresses: [secured()], ingressClasses: [nginx] };
  expect(judged(ingressTlsValid, given, 'ingress/shop', ['tlsSecrets'])).toMatchObject({
    status: 'unknown',
    isOptional: true,
  });
});
