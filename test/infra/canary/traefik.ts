import { add, type Change, metadata, ofEveryKind, remove, replace, type Subject } from './case.ts';

const stable = { name: 'api-service', port: 80, weight: 80 };
const canary = { name: 'api-canary', port: 80, weight: 20 };
const plain = { name: 'api-plain', port: 80 };
const services = [stable, canary, plain];

/** Of the same three services, wherever they stand. */
const passes = (at: string): readonly Change[] => [
  ['weights', replace(`${at}/0/weight`, 70), replace(`${at}/1/weight`, 30)],
  ['a weight of nothing', replace(`${at}/1/weight`, 0)],
  ['a weight where there is none', add(`${at}/2/weight`, 5)],
];

const refused = (at: string): readonly Change[] => [
  ...ofEveryKind,
  ['a weight below nothing', replace(`${at}/1/weight`, -1)],
  ['a weight over a million', replace(`${at}/1/weight`, 1_000_001)],
  ['a weight in words', replace(`${at}/1/weight`, '30')],
  ['no weight', remove(`${at}/1/weight`)],
  ['a service', replace(`${at}/1/name`, 'api-service')],
  ['a port', replace(`${at}/1/port`, 8080)],
  ['a namespace', add(`${at}/1/namespace`, 'kube-system')],
  ['stickiness', add(`${at}/1/sticky`, { cookie: { name: 'x' } })],
  ['a service more', add(`${at}/-`, { name: 'other', port: 80 })],
  ['a service less', remove(`${at}/2`)],
  ['another order', replace(at, [canary, stable, plain])],
  ['no services', remove(at)],
  ['a weight and a port', replace(`${at}/1/weight`, 30), replace(`${at}/1/port`, 8080)],
];

export const traefikService: Subject = {
  name: 'a TraefikService',
  object: {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'TraefikService',
    metadata: { name: 'policy-split', ...metadata },
    spec: { weighted: { services, sticky: { cookie: { name: 'shop' } } } },
  },
  served: 'traefik.io/v1alpha1/traefikservices',
  policy: 'portolan-canary-traefikservices',
  passes: passes('/spec/weighted/services'),
  refused: [
    ...refused('/spec/weighted/services'),
    ['stickiness of all', remove('/spec/weighted/sticky')],
    ['mirrors', add('/spec/mirroring', { name: 'api-service', port: 80 })],
    ['no split', remove('/spec/weighted')],
  ],
};

const route = '/spec/routes/0';

export const ingressRoute: Subject = {
  name: 'an IngressRoute',
  object: {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'policy-routes', ...metadata },
    spec: {
      entryPoints: ['web'],
      routes: [
        { kind: 'Rule', match: 'Host(`policy.example.com`) && PathPrefix(`/api`)', services },
        { kind: 'Rule', match: 'Host(`policy.example.com`)', services: [plain] },
      ],
    },
  },
  served: 'traefik.io/v1alpha1/ingressroutes',
  policy: 'portolan-canary-ingressroutes',
  passes: passes(`${route}/services`),
  refused: [
    ...refused(`${route}/services`),
    ['a match', replace(`${route}/match`, 'Host(`shop.example.com`)')],
    ['a priority', add(`${route}/priority`, 100)],
    ['middlewares', add(`${route}/middlewares`, [{ name: 'open' }])],
    ['an entry point', replace('/spec/entryPoints/0', 'websecure')],
    ['a certificate', add('/spec/tls', { secretName: 'x' })],
    [
      'a route more',
      add('/spec/routes/-', { kind: 'Rule', match: 'Host(`x`)', services: [plain] }),
    ],
    ['a route less', remove('/spec/routes/1')],
    ['no routes', remove('/spec/routes')],
  ],
};
