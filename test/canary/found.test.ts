/** What is a split and what is none, and how it is called. */
import { describe, expect, test } from 'vitest';
import type { CanaryObjects, CanaryRoute } from '../../src/canary/provider.ts';
import { providers } from '../../src/canary/registry.ts';
import { routeLabel } from '../../src/canary/rules.ts';
import { TraefikService } from '../../src/objects/traefik-service.ts';
import { httpRoute, ingressRoute } from '../network/routes/world.ts';

const find = (objects: CanaryObjects) => providers.flatMap((provider) => provider.find(objects));

/** `HTTPRoute shop/r, rule 1: … = a 80, b 20` */
const shown = (route: CanaryRoute) =>
  `${routeLabel(route)} = ${route.sides.map((side) => `${side.name} ${side.weight}`).join(', ')}`;

describe('Gateway API', () => {
  test('rules with two backends or more, a weight that is not said counts as 1', () => {
    const rules = [
      { backendRefs: [{ name: 'a', port: 80 }] },
      {
        matches: [{ path: { type: 'Exact', value: '/x' } }, { method: 'GET' }],
        backendRefs: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80, namespace: 'abroad', weight: 3 },
        ],
      },
      { backendRefs: [] },
    ];
    const hostnames = ['a.test', 'b.test', 'c.test'];
    const [route, ...more] = find({ httproutes: [httpRoute({ rules, hostnames })] });
    expect(more).toEqual([]);
    expect(route && shown(route)).toBe(
      'HTTPRoute `shop/r`, rule 2: `a.test` and 2 more with Exact `/x` and 1 more = a 1, b 3',
    );
    expect(route?.sides[1]).toEqual({
      kind: 'Service',
      namespace: 'abroad',
      name: 'b',
      port: 80,
      weight: 3,
    });
  });
});

const traefikService = (spec: object) =>
  TraefikService.parse({ metadata: { name: 'api', namespace: 'shop', uid: 'uid-1' }, spec });
const match = 'Host(`shop.test`)';

describe('Traefik', () => {
  const weighted = {
    weighted: {
      services: [
        { name: 'a', port: 80, weight: 4 },
        { kind: 'TraefikService', name: 'in' },
      ],
    },
  };
  const lone = 'TraefikService `shop/api`: all that is sent to it = a 4, in 1';

  test('a TraefikService is one split, named by the rules that lead to it', () => {
    const traefikservices = [traefikService(weighted)];
    expect(find({ traefikservices }).map(shown)).toEqual([lone]);
    const services = [{ kind: 'TraefikService', name: 'api' }];
    const twice = ingressRoute([
      { match, services },
      { match: 'Path(`/x`)', services },
    ]);
    const [route] = find({ traefikservices, ingressroutes: [twice] });
    expect(route?.rule).toBe('`Host("shop.test")` and 1 more');
    expect(route?.knownAs).toEqual([{ kind: 'ingressroutes', namespace: 'shop', name: 'r' }]);
    expect(route?.sides[1]).toEqual({
      kind: 'TraefikService',
      namespace: 'shop',
      name: 'in',
      weight: 1,
    });
  });

  test('so is a route of an IngressRoute with several services', () => {
    const services = [
      { name: 'a', port: 80 },
      { name: 'a', port: 81, namespace: 'abroad' },
    ];
    const route = ingressRoute([
      { match, services: [{ name: 'a' }] },
      { match, services },
    ]);
    expect(find({ ingressroutes: [route] }).map(shown)).toEqual([
      'IngressRoute `shop/r`, rule 2: `Host("shop.test")` = a 1, a 1',
    ]);
  });

  const none: [what: string, spec: object][] = [
    ['a mirror', { mirroring: { name: 'a', mirrors: [{ name: 'b', percent: 10 }] } }],
    ['a single service', { weighted: { services: [{ name: 'a' }] } }],
    ['nothing', {}],
  ];
  test.each(none)('%s is no split', (_, spec) => {
    expect(find({ traefikservices: [traefikService(spec)] })).toEqual([]);
  });
});
