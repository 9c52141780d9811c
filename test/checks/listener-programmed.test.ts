import { expect, test } from 'vitest';
import { listenerProgrammed } from '../../src/checks/listener-programmed.ts';
import { type Given, gateway, http, https, ofRoute, route } from './objects-gateway.ts';
import { told } from './verdict.ts';

const certificateRefs = [{ name: 'shop-tls' }];
const secured = { ...https, tls: { certificateRefs } };
const well = ['Accepted True', 'Programmed True', 'ResolvedRefs True'];
const two = (broken: string[], ...listeners: Record<string, unknown>[]): Given => ({
  gateways: [
    gateway({ listeners: [...listeners], listenerSays: { [String(listeners[0]?.name)]: broken } }),
  ],
});
const noCertificate = ['ResolvedRefs False InvalidCertificateRef', 'Programmed False Invalid'];

const cases: [what: string, given: Given, told: string][] = [
  ['it works', {}, 'ok: listener `http` (HTTP, port 80) works'],
  [
    'without its certificate, and the only one for https',
    two(noCertificate, secured, http),
    'problem: listener `https` (HTTPS, port 443) of Gateway `shop/web` does not work as it should: a certificate it names is missing, or is no valid TLS Secret (InvalidCertificateRef): `shop/shop-tls`',
  ],
  [
    'without its certificate, and another one for https',
    two(noCertificate, secured, { ...https, name: 'https-2', port: 8443 }),
    'warning: listener `https` (HTTPS, port 443) of Gateway `shop/web` does not work as it should: a certificate it names is missing, or is no valid TLS Secret (InvalidCertificateRef): `shop/shop-tls`',
  ],
  [
    'a broken one that the route has nothing to do with',
    {
      ...two(noCertificate, secured, http),
      httpRoutes: [route({ parentRefs: [{ name: 'web', sectionName: 'http' }] })],
    },
    'ok: listener `http` (HTTP, port 80) works',
  ],
  [
    'a broken one for another host',
    {
      ...two(noCertificate, { ...secured, hostname: 'other.test' }, http),
      httpRoutes: [route({ spec: { hostnames: ['shop.test'] } })],
    },
    'ok: listener `http` (HTTP, port 80) works',
  ],
  [
    'the same port and host twice',
    two(['Conflicted True HostnameConflict', 'Programmed False Invalid'], http, {
      ...http,
      name: 'again',
    }),
    'warning: listener `http` (HTTP, port 80) of Gateway `shop/web` does not work as it should: another listener of this Gateway has the same port and host name (HostnameConflict): listener `again` (HTTP, port 80)',
  ],
  [
    'two protocols on a port',
    two(['Conflicted True ProtocolConflict'], http, { ...https, port: 80 }),
    'problem: listener `http` (HTTP, port 80) of Gateway `shop/web` does not work as it should: another listener of this Gateway has the same port with a protocol that does not go with it (ProtocolConflict): listener `https` (HTTPS, port 80)',
  ],
  [
    'no conflict, said aloud',
    two([...well, 'Conflicted False NoConflicts'], http),
    'ok: listener `http` (HTTP, port 80) works',
  ],
  [
    'a kind that is not supported, beside those that are',
    two(['ResolvedRefs False InvalidRouteKinds', 'Programmed True'], http),
    'warning: listener `http` (HTTP, port 80) of Gateway `shop/web` does not work as it should: it lets in a kind of route that its controller or protocol does not support (InvalidRouteKinds)',
  ],
  [
    'no listener lets the route in',
    { httpRoutes: [route({ parentRefs: [{ name: 'web', sectionName: 'nope' }] })] },
    'skipped: no listener lets the route in: see `route-attached`',
  ],
  ['no Gateway', { gateways: [] }, 'skipped: there is no Gateway to look at'],
];

test.each(cases)('%s', (_, given, expected) => {
  expect(told(ofRoute(listenerProgrammed, given))).toBe(expected);
});

test('a missing grant accounts for a certificate of another namespace', () => {
  const given = two(['ResolvedRefs False RefNotPermitted', 'Programmed False Invalid'], secured);
  expect(ofRoute(listenerProgrammed, given)).toMatchObject({ causedBy: ['reference-granted'] });
});

test('a Gateway that nobody serves accounts for listeners that nobody speaks of', () => {
  const silent = gateway({ says: [], status: { listeners: [] } });
  expect(ofRoute(listenerProgrammed, { gateways: [silent] })).toMatchObject({
    status: 'problem',
    causedBy: ['gateway-accepted'],
  });
});

test('a Gateway refused for its listeners and they do not account for each other in a circle', () => {
  const refused = gateway({
    says: ['Accepted False ListenersNotValid'],
    listeners: [secured, http],
    listenerSays: {
      https: ['ResolvedRefs False RefNotPermitted'],
      http: ['Programmed False Pending'],
    },
  });
  expect(ofRoute(listenerProgrammed, { gateways: [refused] })).toMatchObject({
    causedBy: ['reference-granted'],
  });
});
