import { expect, test } from 'vitest';
import { routeWeightsValid } from '../../src/checks/route-weights-valid.ts';
import { service } from '../network/objects.ts';
import { type Given, ofRoute, route } from './objects-gateway.ts';
import { told } from './verdict.ts';

const api = { name: 'api', port: 80 };
const canary = { name: 'canary', port: 80 };
const backendServices = ['api', 'canary'].map((name) =>
  service({}, { metadata: { name, namespace: 'shop' } }),
);
const rules = (...all: object[]): Given => ({
  httpRoutes: [route({ spec: { rules: all } })],
  backendServices,
});
const to = (...backendRefs: object[]) => rules({ backendRefs });

const cases: [what: string, given: Given, told: string][] = [
  ['no weight is 1', to(api, canary), 'ok: PathPrefix `/`: `api` 50 %, `canary` 50 %'],
  [
    'a share is no percentage',
    to({ ...api, weight: 3 }, canary),
    'ok: PathPrefix `/`: `api` 75 %, `canary` 25 %',
  ],
  [
    'a canary at 0',
    to(api, { ...canary, weight: 0 }),
    'ok: PathPrefix `/`: `api` 100 %, `canary` 0 %',
  ],
  [
    'all at 0',
    to({ ...api, weight: 0 }, { ...canary, weight: 0 }),
    'problem: all weights of PathPrefix `/` are 0, so its requests are answered with an error, usually 500',
  ],
  [
    'all at 0 in one of two rules',
    rules(
      { backendRefs: [api] },
      {
        matches: [{ path: { type: 'Exact', value: '/x' } }],
        backendRefs: [{ ...canary, weight: 0 }],
      },
    ),
    'problem: all weights of Exact `/x` are 0, so its requests are answered with an error, usually 500',
  ],
  [
    'a part goes where nobody is',
    to({ ...api, weight: 9 }, { name: 'gone', port: 80 }),
    'problem: 10 % of the requests of PathPrefix `/` go to `shop/gone`, which is not valid: they are answered with 500',
  ],
  [
    'a part goes where it may not',
    to({ ...api, weight: 2 }, { name: 'pay', namespace: 'pay', port: 80 }),
    'problem: 33.3 % of the requests of PathPrefix `/` go to `pay/pay`, which is not valid: they are answered with 500',
  ],
  [
    'all go where nobody is',
    to({ name: 'gone', port: 80 }, { ...api, weight: 0 }),
    'problem: all requests of PathPrefix `/` go to `shop/gone`, which is not valid: they are answered with 500',
  ],
  [
    'a redirect',
    rules({ filters: [{ type: 'RequestRedirect', requestRedirect: {} }] }),
    'ok: PathPrefix `/` is answered by a filter',
  ],
  [
    'a filter of the controller’s own may answer',
    rules({
      filters: [
        { type: 'ExtensionRef', extensionRef: { group: 'a.b', kind: 'Answer', name: 'x' } },
      ],
    }),
    'ok: PathPrefix `/` is answered by a filter',
  ],
  [
    'nothing that could answer',
    rules({}),
    'problem: PathPrefix `/` has no backend, so its requests are answered with an error, usually 500',
  ],
];

test.each(cases)('%s', (_, given, expected) => {
  expect(told(ofRoute(routeWeightsValid, given))).toBe(expected);
});

test('Services that could not be read are not said to be invalid', () => {
  const given = to({ name: 'gone', port: 80 });
  expect(ofRoute(routeWeightsValid, given, ['backendServices']).status).toBe('ok');
});
