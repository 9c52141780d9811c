/** Splits whose weights stand in one place: Gateway API, Traefik, AWS load balancers. */
import { expect, test } from 'vitest';
import { canaryTakesTraffic } from '../../src/checks/canary-takes-traffic.ts';
import { TraefikService } from '../../src/objects/traefik-service.ts';
import { gateway, gatewayClass, httpRoute, ingressRoute } from '../network/routes/world.ts';
import { about, alb, behind, slice, verdictOn } from './objects-annotated.ts';
import { told, verdict } from './verdict.ts';

const refs = (...weights: number[]) =>
  weights.map((weight, at) => ({ name: at === 0 ? 'api' : 'api-canary', port: 80, weight }));

const onRoute = (backendRefs: object[], given: object = {}) =>
  verdict(
    canaryTakesTraffic,
    {
      ...behind,
      ...given,
      httpRoutes: [httpRoute({ rules: [{ backendRefs }] })],
      gateways: [gateway([{ name: 'http', port: 80, protocol: 'HTTP' }])],
      gatewayClasses: [gatewayClass],
    },
    about('r', 'httproute'),
  );

test.each<[string, object[], string]>([
  ['a share', refs(80, 20), 'ok: `shop/api-canary` port 80 takes 20 % of'],
  ['everything', refs(0, 1), 'ok: `shop/api-canary` port 80 takes 100 %'],
  ['nothing', refs(100, 0), 'warning: `shop/api-canary` port 80 gets nothing'],
  ['nobody', refs(0, 0), 'problem: all weights of'],
  ['one backend', refs(1), 'skipped: there is no canary'],
  [
    'a side without a port',
    [...refs(80), { name: 'api-canary', weight: 20 }],
    'problem: `shop/api-canary` cannot answer its 20 %',
  ],
  ['the same Service twice', [...refs(80), ...refs(20)], 'warning: both sides of'],
])('Gateway API, %s', (_, backendRefs, said) => {
  expect(told(onRoute(backendRefs))).toContain(said);
});

const onTraefik = (services: object[], more: object = {}) =>
  verdict(
    canaryTakesTraffic,
    {
      ...behind,
      ingressRoutes: [
        ingressRoute([
          { match: 'Host(`shop.test`)', services: [{ kind: 'TraefikService', name: 'api' }] },
        ]),
      ],
      traefikServices: [
        TraefikService.parse({
          metadata: { name: 'api', namespace: 'shop' },
          spec: { weighted: { services, ...more } },
        }),
      ],
    },
    about('r', 'ingressroute'),
  );

test.each<[string, object[], object, string]>([
  ['a share', refs(80, 20), {}, 'ok: `shop/api-canary` port 80 takes 20 %'],
  ['nothing', refs(100, 0), {}, 'warning: `shop/api-canary` port 80 gets nothing'],
  ['the same Service twice', [...refs(80), ...refs(20)], {}, 'warning: both sides of'],
  [
    'two of a name that differ by port',
    [
      { name: 'api', port: 80, weight: 80 },
      { name: 'api', port: 81, weight: 20 },
    ],
    {},
    'ok: `shop/api` port 81 takes 20 %',
  ],
  ['a cookie', refs(80, 20), { sticky: { cookie: { name: 'c' } } }, 'a cookie keeps clients'],
])('Traefik, %s', (_, services, more, said) => {
  expect(told(onTraefik(services, more))).toContain(said);
});

const groups = (weights: [name: string, weight: number][], more: object = {}) =>
  JSON.stringify({
    type: 'forward',
    forwardConfig: {
      targetGroups: weights.map(([serviceName, weight]) => ({
        serviceName,
        servicePort: 80,
        weight,
      })),
      ...more,
    },
  });

const onAlb = (action: string, port = 'use-annotation') =>
  verdictOn(canaryTakesTraffic, [
    {
      className: 'alb',
      annotations: alb({ 'actions.api': action }),
      spec: {
        rules: [
          {
            host: 'shop.test',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'api', port: { name: port } } },
                },
              ],
            },
          },
        ],
      },
    },
  ]);

const sticky = { targetGroupStickinessConfig: { enabled: true } };

test.each<[string, string, string | undefined, string]>([
  [
    'a share',
    groups([
      ['api', 80],
      ['canary', 20],
    ]),
    undefined,
    'ok: `shop/canary` port 80 takes 20 %',
  ],
  [
    'nothing',
    groups([
      ['api', 1],
      ['canary', 0],
    ]),
    undefined,
    'warning: `shop/canary` port 80 gets nothing',
  ],
  [
    'stickiness',
    groups(
      [
        ['api', 80],
        ['canary', 20],
      ],
      sticky,
    ),
    undefined,
    'stickiness keeps clients',
  ],
  ['no entry', groups([['api', 1]]), undefined, 'skipped: there is no canary'],
  [
    'weights that no path uses',
    groups([
      ['api', 80],
      ['canary', 20],
    ]),
    'http',
    'problem: the weights in `actions.api` count for nothing',
  ],
])('AWS, %s', (_, action, port, said) => {
  expect(told(onAlb(action, port))).toContain(said);
});

test('a side that nobody answers for is told with the reason of its pods', () => {
  const backendSlices = [slice('api', true), slice('api-canary', false)];
  const finding = onRoute(refs(80, 20), { backendSlices });
  expect(told(finding)).toMatch(/^problem: .*cannot answer its 20 % of .*: 0 of 1 endpoint ready/);
  expect(finding).toMatchObject({ causedBy: expect.arrayContaining(['pods-ready']) });
});

test.each<[string, number[], number[], string]>([
  ['pods of their own', [1, 2], [3], 'ok'],
  ['the same pods', [1, 2], [1, 2], 'warning: .* lead to the same pods'],
  ['pods that the other side has, too', [1, 2, 3], [3], 'warning: .* more than their 20 %'],
  ['pods of which some are the other’s', [1, 2], [2, 3], 'ok'],
])('a canary with %s', (_, stable, canary, said) => {
  const backendSlices = [slice('api', true, stable), slice('api-canary', true, canary)];
  expect(told(onRoute(refs(80, 20), { backendSlices }))).toMatch(new RegExp(`^${said}`));
});
