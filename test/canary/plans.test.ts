/** What is written in the corners: weights left out, totals, JSON that cannot be changed alone. */
import { describe, expect, test } from 'vitest';
import { withWeights } from '../../src/canary/aws-alb-text.ts';
import { pointer } from '../../src/canary/operations.ts';
import type { CanaryRoute } from '../../src/canary/provider.ts';
import { providers } from '../../src/canary/registry.ts';
import { UserError } from '../../src/errors.ts';
import type { JsonObject } from '../../src/patch.ts';
import { routeWith } from './routes.ts';

function planned(route: CanaryRoute, weights: number[], whole: object) {
  const provider = providers.find(({ name }) => name === route.provider);
  return provider?.plan(route, weights, whole as JsonObject).operations ?? [];
}

const weighed = (route: CanaryRoute, ...weights: number[]): CanaryRoute => ({
  ...route,
  sides: route.sides.map((side, index) => ({ ...side, weight: weights[index] ?? 0 })),
});

test('a pointer escapes what is not a key’s own', () => {
  expect(pointer(['a/b', '~c', 0])).toBe('/a~1b/~0c/0');
});

const uid = { op: 'test', path: '/metadata/uid', value: 'uid-1' };

test('a weight that was left out is written only if it is to be another', () => {
  const rule = { backendRefs: [{ name: 'api' }, { name: 'api-canary' }] };
  const route = weighed(routeWith(), 1, 1);
  expect(planned(route, [1, 3], { spec: { rules: [rule] } })).toEqual([
    uid,
    { op: 'test', path: '/spec/rules/0', value: rule },
    { op: 'add', path: '/spec/rules/0/backendRefs/1/weight', value: 3 },
  ]);
});

test('of an IngressRoute the rule has to be as it was, too', () => {
  const words = { kind: 'ingressroutes', place: 'routes/0' } as const;
  const route: CanaryRoute = { ...weighed(routeWith(words), 1, 1), provider: 'traefik' };
  const services = [{ name: 'api' }, { name: 'api-canary' }];
  expect(planned(route, [3, 1], { spec: { routes: [{ match: 'Path(`/`)', services }] } })).toEqual([
    uid,
    { op: 'test', path: '/spec/routes/0/match', value: 'Path(`/`)' },
    { op: 'test', path: '/spec/routes/0/services', value: services },
    { op: 'add', path: '/spec/routes/0/services/0/weight', value: 3 },
  ]);
});

describe('ingress-nginx', () => {
  const key = 'nginx.ingress.kubernetes.io/canary';
  const path = '/metadata/annotations/nginx.ingress.kubernetes.io~1canary';
  const route: CanaryRoute = {
    ...weighed(routeWith({ place: '' }), 80, 20),
    provider: 'ingress-nginx',
  };

  test('a total of its own is written only where the sum changes, and the weight with it', () => {
    const annotations = { [key]: 'true', [`${key}-weight`]: '20' };
    const whole = { metadata: { annotations }, spec: { rules: [] } };
    expect(planned(route, [995, 5], whole)).toEqual([
      uid,
      { op: 'test', path: '/metadata/annotations', value: annotations },
      { op: 'test', path: '/spec', value: { rules: [] } },
      { op: 'add', path: `${path}-weight`, value: '5' },
      { op: 'add', path: `${path}-weight-total`, value: '1000' },
    ]);
  });

  test('where all three stand there, nobody else’s annotations matter', () => {
    const annotations = { [key]: 'true', [`${key}-weight`]: '20', [`${key}-weight-total`]: '100' };
    const whole = { metadata: { annotations: { ...annotations, other: 'x' } }, spec: {} };
    expect(planned(route, [70, 30], whole)).toEqual([
      uid,
      { op: 'test', path, value: 'true' },
      { op: 'test', path: `${path}-weight`, value: '20' },
      { op: 'test', path: `${path}-weight-total`, value: '100' },
      { op: 'test', path: '/spec', value: {} },
      { op: 'add', path: `${path}-weight`, value: '30' },
    ]);
  });

  test('a total that counts as another is put right with the weight', () => {
    const annotations = { [key]: 'true', [`${key}-weight`]: '20', [`${key}-weight-total`]: '50' };
    const operations = planned(route, [70, 30], { metadata: { annotations }, spec: {} });
    expect(operations.slice(-2)).toEqual([
      { op: 'add', path: `${path}-weight`, value: '30' },
      { op: 'add', path: `${path}-weight-total`, value: '100' },
    ]);
  });

  test('a mark in another way than "true" is refused', () => {
    const whole = { metadata: { annotations: { [key]: 'True' } }, spec: {} };
    expect(() => planned(route, [70, 30], whole)).toThrow(
      'Ingress `shop/web` does not say `nginx.ingress.kubernetes.io/canary: "true"` in just that way, and weights may be written only where it does.',
    );
  });
});

describe('the JSON of an action', () => {
  const text = (groups: string) =>
    `{"type":"forward","forwardConfig":{"targetGroups":[${groups}]}}`;

  const rows: [sentence: string, before: string, weights: number[], after: string | undefined][] = [
    ['longer numbers', '{"weight":1},{"weight":1}', [999, 1], '{"weight":999},{"weight":1}'],
    ['shorter numbers', '{"weight":999},{"weight":1}', [0, 1], '{"weight":0},{"weight":1}'],
    [
      'another way to write a number that stays',
      '{"weight":8e1},{"weight":20}',
      [80, 30],
      '{"weight":8e1},{"weight":30}',
    ],
    [
      'another way to write one that has to change',
      '{"weight":8e1},{"weight":20}',
      [7, 20],
      undefined,
    ],
    ['a weight that is missing, and stays', '{},{"weight":1}', [1, 3], '{},{"weight":3}'],
    ['a weight that is missing, and has to change', '{},{"weight":1}', [3, 1], undefined],
    ['a weight that stands there twice', '{"weight":1,"weight":2},{"weight":1}', [3, 1], undefined],
    [
      'a weight inside something else',
      '{"x":{"weight":7},"weight":1},{"weight":1}',
      [3, 1],
      '{"x":{"weight":7},"weight":3},{"weight":1}',
    ],
  ];
  test.each(rows)('%s', (_, before, weights, after) => {
    expect(withWeights(text(before), weights)).toBe(after === undefined ? undefined : text(after));
  });

  test.each(['', '{', '// {}', '{"forwardConfig": {}}', '[1,]'])('`%s` is left alone', (odd) => {
    expect(withWeights(odd, [1, 1])).toBeUndefined();
  });

  test('that cannot be changed alone is refused, with the way to mend it', () => {
    const key = 'alb.ingress.kubernetes.io/actions.api';
    const words = { kindName: 'Ingress', place: 'actions.api' };
    const route: CanaryRoute = { ...weighed(routeWith(words), 1, 1), provider: 'aws-alb' };
    const whole = { metadata: { annotations: { [key]: text('{},{"weight":1}') } } };
    const plan = () => planned(route, [3, 1], whole);
    expect(plan).toThrow(UserError);
    expect(plan).toThrow(
      'The weights in `alb.ingress.kubernetes.io/actions.api` of Ingress `shop/web` cannot be changed alone: a target group has none, has it twice, or not as a plain number.',
    );
  });
});
