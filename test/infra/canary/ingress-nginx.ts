import {
  add,
  annotation,
  type Change,
  metadata,
  ofEveryKind,
  remove,
  replace,
  type Subject,
} from './case.ts';

const prefix = 'nginx.ingress.kubernetes.io';
const weight = annotation(`${prefix}/canary-weight`);
const total = annotation(`${prefix}/canary-weight-total`);
const mark = annotation(`${prefix}/canary`);
const path = '/spec/rules/0/http/paths/0';
const service = `${path}/backend/service`;

const ingress = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, ...metadata, annotations: { ...metadata.annotations, ...annotations } },
  spec: {
    ingressClassName: 'nginx',
    rules: [
      {
        host: 'policy.example.com',
        http: {
          paths: [
            {
              path: '/api',
              pathType: 'Prefix',
              backend: { service: { name: 'api-canary', port: { number: 80 } } },
            },
          ],
        },
      },
    ],
  },
});

export const ofIngresses: readonly Change[] = [
  ['a path', replace(`${path}/path`, '/')],
  ['a path type', replace(`${path}/pathType`, 'Exact')],
  ['a backend', replace(`${service}/name`, 'api-service')],
  ['a port', replace(`${service}/port/number`, 8080)],
  ['a host', replace('/spec/rules/0/host', 'shop.example.com')],
  ['a class', replace('/spec/ingressClassName', 'traefik')],
  ['a certificate', add('/spec/tls', [{ hosts: ['policy.example.com'], secretName: 'x' }])],
  [
    'a default backend',
    add('/spec/defaultBackend', { service: { name: 'x', port: { number: 1 } } }),
  ],
  ['a rule less', replace('/spec/rules', [{ host: 'policy.example.com' }])],
];

const served = 'networking.k8s.io/v1/ingresses';
const policy = 'portolan-canary-ingresses';
const marked = { [`${prefix}/canary`]: 'true', [`${prefix}/canary-weight`]: '20' };

export const canaryIngress: Subject = {
  name: 'a canary Ingress of ingress-nginx',
  object: ingress('policy-canary', marked),
  served,
  policy,
  passes: [
    ['a weight', replace(weight, '30')],
    ['a weight of nothing', replace(weight, '0')],
    ['all of the weight', replace(weight, '100')],
    ['a finer weight', replace(weight, '1'), add(total, '1000')],
  ],
  refused: [
    ...ofEveryKind,
    ...ofIngresses,
    ['a weight below nothing', replace(weight, '-1')],
    ['a weight over its total', replace(weight, '101')],
    ['a weight over a total of its own', replace(weight, '1001'), add(total, '1000')],
    ['a weight with a fraction', replace(weight, '1.5')],
    ['a weight in words', replace(weight, 'half')],
    ['an empty weight', replace(weight, '')],
    ['no weight', remove(weight)],
    ['a total below 100', add(total, '99')],
    ['a total over a million', add(total, '1000001')],
    ['the mark, taken back', replace(mark, 'false')],
    ['the mark, removed', remove(mark)],
    ['a weight and the mark', replace(weight, '30'), replace(mark, 'false')],
    ['a weight and a path', replace(weight, '30'), replace(`${path}/path`, '/')],
    ['another rule of the canary', add(annotation(`${prefix}/canary-by-header`), 'x-canary')],
    ['a snippet', add(annotation(`${prefix}/configuration-snippet`), 'return 200;')],
  ],
};

export const primaryIngress: Subject = {
  name: 'an Ingress that is no canary',
  object: ingress('policy-primary', {}),
  served,
  policy,
  passes: [],
  refused: [
    ['a weight', add(weight, '30')],
    ['a total', add(total, '1000')],
    ['a weight and the mark', add(weight, '30'), add(mark, 'true')],
  ],
};

export const unmarkedIngress: Subject = {
  name: 'an Ingress whose canary is off',
  object: ingress('policy-off', { ...marked, [`${prefix}/canary`]: 'false' }),
  served,
  policy,
  passes: [],
  refused: [
    ['a weight', replace(weight, '30')],
    ['a weight and the mark', replace(weight, '30'), replace(mark, 'true')],
  ],
};

export const inIngress = { ingress, served, policy };
