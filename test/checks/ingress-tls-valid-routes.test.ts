/** Certificates that an IngressRoute names, or a listener on which an HTTPRoute hangs. */
import { describe, expect, test } from 'vitest';
import { ingressTlsValid } from '../../src/checks/ingress-tls-valid.ts';
import { judge } from '../../src/checks/judge.ts';
import { listenerProgrammed } from '../../src/checks/listener-programmed.ts';
import { sources } from '../../src/checks/sources/registry.ts';
import { nothing, type SourceName } from '../../src/checks/sources/source.ts';
import { IngressRoute } from '../../src/objects/ingress-route.ts';
import type { Secret } from '../../src/objects/secret.ts';
import { type Given, gateway, gatewayClass, http, https, route } from './objects-gateway.ts';
import { ingress } from './objects-ingress.ts';
import { now, secret } from './objects-tls.ts';
import { told, verdict } from './verdict.ts';

const ask = (given: Given, kind: 'ingressroute' | 'httproute') =>
  told(verdict(ingressTlsValid, given, { rules: { kind, name: 'shop', namespace: 'shop' }, now }));

function ingressRoute(tls: object | undefined, match = 'Host(`shop.example.com`)', name = 'shop') {
  const routes = [{ kind: 'Rule', match, services: [{ name: 'web', port: 80 }] }];
  return IngressRoute.parse({ metadata: { name, namespace: 'shop' }, spec: { routes, tls } });
}

describe('an IngressRoute', () => {
  const named = ingressRoute({ secretName: 'shop-tls' });
  const judgedWith = (tlsSecrets: readonly Secret[], given: Given = {}) =>
    ask({ ingressRoutes: [named], tlsSecrets, ...given }, 'ingressroute');

  test('with a certificate for its hosts is well', () => {
    expect(judgedWith([secret({ names: ['*.example.com'] })])).toMatch(
      /^ok: `shop-tls` is valid until/,
    );
  });

  test('is held to every host of its rules, but for those it shuts out', () => {
    const match = 'Host(`a.example.com`, `B.example.com`) && !Host(`c.example.com`)';
    const ingressRoutes = [ingressRoute({ secretName: 'shop-tls' }, match)];
    const ofOne = judgedWith([secret({ names: ['a.example.com'] })], { ingressRoutes });
    expect(ofOne).toContain('is for `a.example.com`, not for `b.example.com`: Traefik shows');
    expect(
      judgedWith([secret({ names: ['a.example.com', 'b.example.com'] })], { ingressRoutes }),
    ).toMatch(/^ok/);
  });

  test('without its Secret is a problem, and a warning where others may stand in', () => {
    const missing =
      'there is no Secret `shop/shop-tls`, which `spec.tls` names, so Traefik shows another one';
    expect(judgedWith([])).toContain(`problem: ${missing}`);
    const beside = ingressRoute({ secretName: 'all-tls' }, 'Host(`a.example.com`)', 'beside');
    const ingressRoutes = [named, beside];
    expect(judgedWith([], { ingressRoutes })).toContain(`warning: ${missing}`);
    const ingresses = [ingress({ spec: { tls: [{ secretName: 'all-tls' }] } })];
    expect(judgedWith([secret({ names: ['b.example.com'] })], { ingresses })).toMatch(
      /^warning: .*not for/,
    );
  });

  test('whose certificate has expired is a problem even beside others', () => {
    const beside = ingressRoute({ secretName: 'all-tls' }, 'Host(`a.example.com`)', 'beside');
    const ingressRoutes = [named, beside];
    expect(judgedWith([secret({ until: '2026-02-01' })], { ingressRoutes })).toMatch(
      /^problem: .* expired on 2026-02-01/,
    );
  });

  test('with options says that these are not read', () => {
    const ingressRoutes = [ingressRoute({ secretName: 'shop-tls', options: { name: 'strict' } })];
    expect(judgedWith([secret()], { ingressRoutes })).toMatch(
      /^ok: .*; TLSOption `strict` is not read$/,
    );
  });

  test.each([
    ['without TLS', undefined, 'it has no `spec.tls`'],
    ['with the default certificate', {}, 'its `spec.tls` names no Secret'],
    [
      'with a resolver',
      { certResolver: 'le' },
      'Traefik gets its certificate by the resolver `le`',
    ],
  ])('%s is no business of Secrets', (_, tls, words) => {
    const said = ask({ ingressRoutes: [ingressRoute(tls)] }, 'ingressroute');
    expect(said).toContain(`skipped: ${words}`);
  });
});

const secure = (refs: readonly object[], more: object = {}) => ({
  ...https,
  tls: { certificateRefs: refs },
  ...more,
});
const own = { name: 'shop-tls' };
const hosted = route({ spec: { hostnames: ['shop.example.com'] } });

function ofListeners(listeners: object[], tlsSecrets: readonly Secret[], httpRoute = hosted) {
  const gateways = [gateway({ listeners: listeners as Record<string, unknown>[] })];
  const given = { httpRoutes: [httpRoute], gateways, gatewayClasses: [gatewayClass()], tlsSecrets };
  return ask(given, 'httproute');
}

describe('an HTTPRoute', () => {
  test('with a certificate for its host is well', () => {
    expect(ofListeners([secure([own])], [secret()])).toMatch(/^ok/);
  });

  test('whose certificate has expired, or is for others, is a problem', () => {
    expect(ofListeners([secure([own])], [secret({ until: '2026-02-01' })])).toMatch(
      /^problem: .* expired on/,
    );
    expect(ofListeners([secure([own])], [secret({ names: ['b.example.com'] })])).toMatch(
      /^problem: .* not for `shop.example.com`: clients refuse it/,
    );
  });

  test('without its Secret names the listener', () => {
    expect(ofListeners([secure([own])], [])).toMatch(
      /^problem: there is no Secret `shop\/shop-tls`, which listener `https` of Gateway `shop\/web` names, so it takes no https/,
    );
  });

  test.each([
    ['of the route, where the listener takes more', '*.example.com', ['shop.example.com']],
    ['of the listener, where the route takes more', 'a.example.com', ['*.example.com']],
    ['of the listener, where the route names none', 'a.example.com', []],
  ])('is held to the host %s', (_, hostname, hostnames) => {
    const host = hostname.startsWith('*') ? 'shop.example.com' : hostname;
    const one = route({ spec: { hostnames } });
    expect(ofListeners([secure([own], { hostname })], [secret({ names: [host] })], one)).toMatch(
      /^ok/,
    );
    expect(
      ofListeners([secure([own], { hostname })], [secret({ names: ['c.org'] })], one),
    ).toContain(`not for \`${host}\``);
  });

  test('of several certificates of a listener each may be for other hosts', () => {
    const refs = [own, { name: 'shop-tls', namespace: 'certificates' }];
    const both = [
      secret({ names: ['a.org'] }),
      secret({ names: ['b.org'], namespace: 'certificates' }),
    ];
    expect(ofListeners([secure(refs)], both)).toMatch(/^ok: .*; so are 1 other$/);
  });

  test.each([
    ['over http', [http], 'no listener that lets it in speaks https'],
    ['with certificates of the cloud', [secure([])], 'its listeners name no Secret'],
    ['with another kind of certificate', [secure([{ ...own, kind: 'Vault' }])], 'its listeners'],
  ])('%s is no business of Secrets', (_, listeners, words) => {
    expect(ofListeners(listeners, [])).toContain(`skipped: ${words}`);
  });
});

test('a listener that its controller refuses for a missing Secret is a consequence', () => {
  const refused = { https: ['Accepted True', 'ResolvedRefs False InvalidCertificateRef'] };
  const given: Given = {
    httpRoutes: [hosted],
    gatewayClasses: [gatewayClass()],
    gateways: [gateway({ listeners: [secure([own])], listenerSays: refused })],
  };
  const facts = Object.fromEntries(
    (Object.keys(sources) as SourceName[]).map((name) => [
      name,
      { ...nothing, all: given[name] ?? [] },
    ]),
  );
  const rules = { kind: 'httproute', name: 'shop', namespace: 'shop' } as const;
  const target = { clusterDomain: 'cluster.local', rules, now };
  expect(judge([ingressTlsValid, listenerProgrammed], facts, target)).toMatchObject([
    { status: 'problem' },
    { status: 'problem', consequenceOf: 'ingress-tls-valid' },
  ]);
});
