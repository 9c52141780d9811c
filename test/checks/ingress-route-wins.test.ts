/** Which rule wins: an older Ingress, expressions of ingress-nginx, longer paths, canaries, other kinds. */
import { describe, expect, test } from 'vitest';
import { ingressRouteWins } from '../../src/checks/ingress-route-wins.ts';
import { gateway, httpRoute, ingressRoute } from '../network/routes/world.ts';
import { envoyClass, ingress, ingressClass, judged, nginx, summaryOf } from './objects-ingress.ts';

const front = gateway([{ name: 'http', port: 80, protocol: 'HTTP' }]);
const ingressClasses = [nginx];
const older = { name: 'older', created: '2025-01-01T00:00:00Z' };
const over = (...others: Parameters<typeof ingress>[0][]) => ({
  ingresses: [ingress({ paths: { '/api': 'api:80', '/': 'web:80' } }), ...others.map(ingress)],
  ingressClasses,
});

describe('is shadowed', () => {
  test('by an older Ingress with the same host and path', () => {
    const found = judged(ingressRouteWins, over({ ...older, paths: { '/api': 'old:80' } }));
    expect(found).toMatchObject({
      status: 'problem',
      summary: expect.stringMatching(
        /^`shop\.example\.com` with Prefix `\/api` gets no requests: Ingress `shop\/older`.*oldest/,
      ),
      kubectl: 'kubectl get ingress older -n shop -o yaml',
    });
  });

  test('by an expression that is longer', () => {
    const regex = {
      name: 'regex',
      annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' },
      paths: { '/ap.*|/nothing': 'old:80' },
      pathType: 'ImplementationSpecific',
    };
    expect(summaryOf(ingressRouteWins, over(regex))).toMatch(/^problem: .*expression/);
  });

  test('by a rule of its own, which is a warning', () => {
    const ingresses = [
      ingress({
        paths: { '/api(/|$)(.*)': 'api:80', '/api': 'web:80' },
        pathType: 'ImplementationSpecific',
        annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' },
      }),
    ];
    expect(judged(ingressRouteWins, { ingresses, ingressClasses }).status).toBe('warning');
  });

  test('at F5 by whoever had the host first', () => {
    const found = {
      ...over({ ...older, paths: { '/old': 'old:80' } }),
      ingressClasses: [ingressClass('nginx', 'nginx.org/ingress-controller')],
    };
    expect(summaryOf(ingressRouteWins, found)).toMatch(/^problem: .*had the host first/);
  });
});

describe('is not', () => {
  test.each([
    ['alone', over()],
    ['beside a longer path', over({ ...older, paths: { '/api/v2': 'old:80' } })],
    ['beside an exact path', over({ ...older, paths: { '/api': 'o:80' }, pathType: 'Exact' })],
    ['beside another host', over({ ...older, host: 'other.example.com' })],
    ['beside a rule for every host', over({ ...older, host: '' })],
    ['older than the other one', over({ name: 'newer', created: '2026-06-01T00:00:00Z' })],
    ['beside one that sends to the same Service', over({ ...older, paths: { '/api': 'api:80' } })],
  ])('%s', (_, items) => {
    expect(judged(ingressRouteWins, items).status).toBe('ok');
  });

  test('a wildcard host and an expression with groups are followed', () => {
    const ingresses = [
      ingress({
        host: '*.example.com',
        paths: { '/api(/|$)(.*)': 'api:80' },
        pathType: 'ImplementationSpecific',
        annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' },
      }),
    ];
    expect(judged(ingressRouteWins, { ingresses, ingressClasses }).status).toBe('ok');
  });

  test('a default backend that the rules leave nothing', () => {
    const backend = { service: { name: 'other', port: { number: 80 } } };
    const one = ingress({ paths: { '/': 'web:80' } });
    const ingresses = [{ ...one, spec: { ...one.spec, defaultBackend: backend } }];
    expect(judged(ingressRouteWins, { ingresses, ingressClasses }).status).toBe('ok');
  });
});

describe('is not looked at', () => {
  test('of a canary, which wins nothing itself', () => {
    const annotations = { 'nginx.ingress.kubernetes.io/canary': 'true' };
    const found = over({ name: 'canary', annotations, paths: { '/api': 'api-canary:80' } });
    expect(judged(ingressRouteWins, found, 'ingress/canary').status).toBe('skipped');
  });

  test('where nobody serves it', () => {
    expect(judged(ingressRouteWins, { ingresses: [ingress()], ingressClasses: [] }).status).toBe(
      'skipped',
    );
  });
});

describe('other kinds', () => {
  test('an IngressRoute loses to a longer text, and wins below it', () => {
    const services = [{ name: 'api', port: 80 }];
    const other = [{ name: 'web', port: 80 }];
    const match = 'Host(`shop.example.com`) && PathPrefix(`/api`)';
    const alone = { ingressRoutes: [ingressRoute([{ kind: 'Rule', match, services }])] };
    expect(judged(ingressRouteWins, alone, 'ingressroute/r').status).toBe('ok');
    const routes = [
      { kind: 'Rule', match, services, priority: 1 },
      { kind: 'Rule', match: 'Host(`shop.example.com`)', services: other },
    ];
    const shadowed = { ingressRoutes: [ingressRoute(routes)] };
    expect(judged(ingressRouteWins, shadowed, 'ingressroute/r').status).toBe('warning');
  });

  test('an IngressRoute for a header and a query is followed with them', () => {
    const services = [{ name: 'api-canary', port: 80 }];
    const match = 'Host(`shop.example.com`) && Header(`x-canary`, `1`) && Query(`a`, `b`)';
    const on = (priority: number) => {
      const canary = [{ kind: 'Rule', match, services, priority }];
      const main = ingress({ name: 'main' });
      const items = { ingressRoutes: [ingressRoute(canary)], ingresses: [main] };
      const ingressClasses = [ingressClass('nginx', 'traefik.io/ingress-controller')];
      return judged(ingressRouteWins, { ...items, ingressClasses }, 'ingressroute/r').status;
    };
    expect([on(1000), on(1)]).toEqual(['ok', 'problem']);
  });

  test('which of two equal rules an unknown controller takes is a guess, and a warning', () => {
    const unknown = { ingressClasses: [ingressClass('nginx', 'example.com/other')] };
    const items = { ...over({ ...older, paths: { '/api': 'old:80' } }), ...unknown };
    expect(summaryOf(ingressRouteWins, items)).toMatch(/^warning: .*of most controllers the older/);
  });

  test('an HTTPRoute whose matches name a method and a header', () => {
    const matches = [
      { path: { value: '/api' }, method: 'POST', headers: [{ name: 'X-Beta', value: 'yes' }] },
      { path: { value: '/api' } },
    ];
    const rules = [{ matches, backendRefs: [{ name: 'api', port: 80 }] }];
    const items = {
      httpRoutes: [httpRoute({ hostnames: ['shop.example.com'], rules })],
      gateways: [front],
      gatewayClasses: [envoyClass],
    };
    expect(summaryOf(ingressRouteWins, items, 'httproute/r')).toMatch(/^ok: its 2 rules/);
    const unattached = { ...items, gateways: [] };
    expect(judged(ingressRouteWins, unattached, 'httproute/r').status).toBe('skipped');
  });
});
