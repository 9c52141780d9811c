import { add, metadata, ofEveryKind, remove, replace, type Subject } from './case.ts';

const refs = '/spec/rules/0/backendRefs';
const stable = { name: 'api-service', port: 80, weight: 80 };
const canary = { name: 'api-canary', port: 80, weight: 20 };
const headers = { requestHeaderModifier: { remove: ['x-debug'] }, type: 'RequestHeaderModifier' };

export const httpRoute: Subject = {
  name: 'an HTTPRoute',
  object: {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'policy-route', ...metadata },
    spec: {
      parentRefs: [{ name: 'policy' }],
      hostnames: ['policy.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
          filters: [headers],
          backendRefs: [stable, canary],
        },
        { backendRefs: [{ name: 'web-service', port: 8080 }] },
      ],
    },
  },
  served: 'gateway.networking.k8s.io/v1/httproutes',
  policy: 'portolan-canary-httproutes',
  passes: [
    ['weights', replace(`${refs}/0/weight`, 70), replace(`${refs}/1/weight`, 30)],
    ['a weight of nothing', replace(`${refs}/1/weight`, 0)],
    ['the largest weight', replace(`${refs}/1/weight`, 1_000_000)],
    ['a weight where there is none', add('/spec/rules/1/backendRefs/0/weight', 5)],
  ],
  refused: [
    ...ofEveryKind,
    ['a weight below nothing', replace(`${refs}/1/weight`, -1)],
    ['a weight over a million', replace(`${refs}/1/weight`, 1_000_001)],
    ['a weight in words', replace(`${refs}/1/weight`, '30')],
    ['a weight with a fraction', replace(`${refs}/1/weight`, 1.5)],
    ['a backend', replace(`${refs}/1/name`, 'api-service')],
    ['a port', replace(`${refs}/1/port`, 8080)],
    ['a namespace', add(`${refs}/1/namespace`, 'kube-system')],
    ['a filter of a backend', add(`${refs}/1/filters`, [headers])],
    ['a backend more', add(`${refs}/-`, { name: 'other', port: 80, weight: 1 })],
    ['a backend less', remove(`${refs}/1`)],
    ['another order', replace(refs, [canary, stable])],
    ['no backends', remove(refs)],
    ['backends for all', replace('/spec/rules/1/backendRefs', [])],
    ['a match', replace('/spec/rules/0/matches/0/path/value', '/')],
    ['a filter', remove('/spec/rules/0/filters')],
    ['timeouts', add('/spec/rules/0/timeouts', { request: '1s' })],
    ['a rule more', add('/spec/rules/-', { backendRefs: [canary] })],
    ['a rule less', remove('/spec/rules/1')],
    ['host names', replace('/spec/hostnames', ['shop.example.com'])],
    ['no host names', remove('/spec/hostnames')],
    ['a Gateway', replace('/spec/parentRefs/0/name', 'public')],
    [
      'a weight and a backend',
      replace(`${refs}/1/weight`, 30),
      replace(`${refs}/1/name`, 'api-service'),
    ],
  ],
};
