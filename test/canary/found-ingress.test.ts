/** What is a split among Ingresses and what is none, and how it is called. */
import { describe, expect, test } from 'vitest';
import type { CanaryObjects, CanaryRoute } from '../../src/canary/provider.ts';
import { providers } from '../../src/canary/registry.ts';
import { routeLabel } from '../../src/canary/rules.ts';
import { ingress } from '../network/routes/world.ts';

const find = (objects: CanaryObjects) => providers.flatMap((provider) => provider.find(objects));

/** `HTTPRoute shop/r, rule 1: … = a 80, b 20` */
const shown = (route: CanaryRoute) =>
  `${routeLabel(route)} = ${route.sides.map((side) => `${side.name} ${side.weight}`).join(', ')}`;

const prefix = 'nginx.ingress.kubernetes.io/canary';
const primary = (more = {}) =>
  ingress({ name: 'main', paths: ['Prefix /api', 'Prefix /'], ...more });
const canary = (annotations = {}, more = {}) =>
  ingress({
    name: 'canary',
    paths: ['Prefix /api'],
    service: 'next',
    annotations: { [prefix]: 'true', ...annotations },
    ...more,
  });

describe('ingress-nginx', () => {
  const weights: [annotations: object, sides: string][] = [
    [{}, 's0 100, next 0'],
    [{ [`${prefix}-weight`]: '20' }, 's0 80, next 20'],
    [{ [`${prefix}-weight`]: '20', [`${prefix}-weight-total`]: '1000' }, 's0 980, next 20'],
    [{ [`${prefix}-weight`]: '20', [`${prefix}-weight-total`]: '50' }, 's0 80, next 20'],
    [{ [`${prefix}-weight`]: '150' }, 's0 0, next 100'],
    [{ [`${prefix}-weight`]: '20%' }, 's0 100, next 0'],
  ];
  test.each(weights)('%j is a split', (annotations, sides) => {
    expect(find({ ingresses: [primary(), canary(annotations)] }).map(shown)).toEqual([
      `Ingress \`shop/canary\`: \`shop.test\` with Prefix \`/api\` = ${sides}`,
    ]);
  });

  test('one weight stands for all paths of a canary', () => {
    const [route] = find({
      ingresses: [primary(), canary({}, { paths: ['Prefix /api', 'Prefix /'] })],
    });
    expect(route?.rule).toBe('`shop.test` with Prefix `/api` and 1 more');
    const place = { kind: 'Service', namespace: 'shop' };
    expect(route?.sides).toEqual([
      { ...place, name: 's0', port: 80, weight: 100, also: [{ ...place, name: 's1', port: 80 }] },
      { ...place, name: 'next', port: 80, weight: 0 },
    ]);
    expect(route?.knownAs).toEqual([{ kind: 'ingresses', namespace: 'shop', name: 'main' }]);
  });

  const none: [what: string, ...ingresses: ReturnType<typeof ingress>[]][] = [
    ['without a primary', canary()],
    ['of another host', primary(), canary({}, { host: 'other.test' })],
    ['of another path type', primary(), canary({}, { paths: ['Exact /api'] })],
    ['of the same Service', primary(), canary({}, { service: 's0' })],
    ['that is not marked', primary(), canary({ [prefix]: 'false' })],
    [
      'of another controller',
      primary({ className: 'traefik' }),
      canary({}, { className: 'traefik' }),
    ],
    ['of another class', primary({ className: 'nginx-2' }), canary()],
  ];
  test.each(none)('a canary %s shares nothing', (_, ...ingresses) => {
    expect(find({ ingresses })).toEqual([]);
  });
});

const forward = (...targetGroups: object[]) =>
  JSON.stringify({ type: 'forward', forwardConfig: { targetGroups } });
const alb = (action: string, port = 'use-annotation') =>
  ingress({
    className: 'alb',
    annotations: { 'alb.ingress.kubernetes.io/actions.front': action },
    spec: {
      rules: [
        {
          host: 'shop.test',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'front', port: { name: port } } },
              },
            ],
          },
        },
      ],
    },
  });
const a = { serviceName: 'a', servicePort: '80', weight: 4 };
const arn = 'arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/old/0a';

describe('AWS load balancers', () => {
  test('an action with two target groups or more, whoever made them', () => {
    const [route] = find({ ingresses: [alb(forward(a, { targetGroupARN: arn }))] });
    expect(route && shown(route)).toBe(
      'Ingress `shop/a`, action `front`: `shop.test` with Prefix `/` = a 4, old 1',
    );
    expect(route?.sides.map(({ kind, port }) => `${kind} ${port}`)).toEqual([
      'Service 80',
      'TargetGroup undefined',
    ]);
  });

  test('one that no path leads to is told so', () => {
    const [route] = find({ ingresses: [alb(forward(a, a), 'http')] });
    expect(route?.rule).toBe('action `front`, which no path uses');
  });

  const none: [what: string, action: string][] = [
    ['one target group', forward(a)],
    [
      'a redirect',
      JSON.stringify({ type: 'redirect', redirectConfig: { statusCode: 'HTTP_301' } }),
    ],
    ['no JSON', '{"type":"forward",'],
  ];
  test.each(none)('%s is no split', (_, action) => {
    expect(find({ ingresses: [alb(action)] })).toEqual([]);
  });
});
