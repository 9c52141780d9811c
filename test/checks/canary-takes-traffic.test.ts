import { expect, test } from 'vitest';
import { canaryTakesTraffic } from '../../src/checks/canary-takes-traffic.ts';
import { TraefikService } from '../../src/objects/traefik-service.ts';
import {
  gateway,
  gatewayClass,
  httpRoute,
  type IngressWords,
  ingressRoute,
} from '../network/routes/world.ts';
import { about, alb, nginx, slice, verdictOn } from './objects-annotated.ts';
import { told, verdict } from './verdict.ts';

const primary: IngressWords = { name: 'main', paths: ['Prefix /api'], service: 'api' };

function canary(text: Record<string, string> = {}, words: IngressWords = {}): IngressWords {
  const annotations = nginx({ canary: 'true', 'canary-weight': '20', ...text });
  return { name: 'canary', paths: ['Prefix /api'], service: 'new', age: 5, annotations, ...words };
}

const on = (...words: IngressWords[]) => verdictOn(canaryTakesTraffic, words);

const silent: [cause: string, words: IngressWords[], said: string][] = [
  [
    'no Ingress has the host',
    [canary({}, { host: 'shp.test' }), primary],
    'has host `shp.test`, only',
  ],
  ['a wildcard is another host', [canary({}, { host: '*.test' }), primary], 'has host `*.test`'],
  ['another path', [canary({}, { paths: ['Prefix /api/v2'] }), primary], 'only `/api`'],
  ['another path by a slash', [canary({}, { paths: ['Prefix /api/'] }), primary], 'only `/api`'],
  ['another path type', [canary({}, { paths: ['Exact /api'] }), primary], 'has pathType Exact'],
  ['the Service of the primary', [canary({}, { service: 'api' }), primary], 'the very one'],
  ['another class', [canary({}, { className: 'internal' }), primary], 'its class is `internal`'],
  ['another controller', [canary({}, { className: 'traefik' }), primary], 'ingress-nginx alone'],
  ['no class', [canary({}, { className: 'gone' }), primary], 'served by nobody'],
  ['a weight without canary', [canary({ canary: 'false' }), primary], 'it is no canary without'],
  ['no weight and no rule', [canary({ 'canary-weight': '' }), primary], 'no whole number'],
  ['a weight in percent', [canary({ 'canary-weight': '20%' }), primary], 'counts as 0'],
  ['no rules', [canary({}, { paths: [] }), primary], 'it has no rules'],
  [
    'an older canary',
    [canary(), primary, canary({}, { name: 'first', age: 1, service: 'other' })],
    'only one canary of a rule is used',
  ],
];

test.each(silent)('%s: nothing gets to the canary', (_, words, said) => {
  const finding = on(...words);
  expect(finding.status).toBe('problem');
  expect(finding.summary).toContain(said);
});

test.each(silent.filter(([, words]) => words[0]?.host === undefined && words[0]?.paths?.length))(
  '%s: a warning for who asks about the primary, which serves on',
  (_, [own, ...others]) => {
    const [main] = others;
    const finding = on(main ?? {}, ...(own ? [own] : []), ...others.slice(1));
    expect(finding.status).toBe('warning');
    expect(finding.summary).toContain('Ingress `shop/canary`');
  },
);

test.each<[string, IngressWords[], string]>([
  ['weight 0 may be meant so', [canary({ 'canary-weight': '0' }), primary], 'its weight is 0'],
  [
    'a header that can keep requests out',
    [canary({ 'canary-by-header': 'x-new' }), primary],
    'the header `x-new` decides before the weight',
  ],
  [
    'a cookie that can keep requests out',
    [canary({ 'canary-by-cookie': 'new' }), primary],
    'the cookie `new` decides',
  ],
  ['a total below 100', [canary({ 'canary-weight-total': '50' }), primary], 'counts as 100'],
  [
    'a header value without its header',
    [canary({ 'canary-by-header-value': 'yes' }), primary],
    'does nothing without',
  ],
  [
    'session affinity',
    [canary(), { ...primary, annotations: nginx({ affinity: 'cookie' }) }],
    'session affinity keeps users',
  ],
])('%s is a warning', (_, words, said) => {
  const finding = on(...words);
  expect(finding.status).toBe('warning');
  expect(finding.summary).toContain(said);
});

test.each<[string, IngressWords[]]>([
  ['a weight', [canary(), primary]],
  ['a weight of a thousand', [canary({ 'canary-weight-total': '1000' }), primary]],
  ['everything', [canary({ 'canary-weight': '100' }), primary]],
  ['a header alone', [canary({ 'canary-weight': '0', 'canary-by-header': 'x-new' }), primary]],
  [
    'a header value that lets more in',
    [canary({ 'canary-by-header': 'x-new', 'canary-by-header-value': 'yes' }), primary],
  ],
  [
    'affinity as of old',
    [
      canary({ 'affinity-canary-behavior': 'legacy' }),
      { ...primary, annotations: nginx({ affinity: 'cookie' }) },
    ],
  ],
  ['the primary', [primary, canary()]],
  [
    'another port of the same Service',
    [
      canary(
        {},
        {
          paths: [],
          spec: {
            rules: [
              {
                host: 'shop.test',
                http: {
                  paths: [
                    {
                      path: '/api',
                      pathType: 'Prefix',
                      backend: { service: { name: 'api', port: { number: 81 } } },
                    },
                  ],
                },
              },
            ],
          },
        },
      ),
      primary,
    ],
  ],
])('%s is all right', (_, words) => {
  expect(told(on(...words))).toMatch(/^ok: the canary Ingress `shop\/canary` takes/);
});

test('a canary without ready endpoints gets nothing, for the reason that its pods have', () => {
  const backendSlices = [slice('new', false), slice('api', true)];
  const finding = verdictOn(canaryTakesTraffic, [canary(), primary], { backendSlices });
  expect(finding).toMatchObject({
    status: 'problem',
    causedBy: expect.arrayContaining(['pods-ready']),
  });
  expect(finding.summary).toContain('no ready endpoints');
  const well = [slice('new', true), slice('api', true)];
  expect(verdictOn(canaryTakesTraffic, [canary(), primary], { backendSlices: well }).status).toBe(
    'ok',
  );
});

test('where there is no canary there is nothing to say', () => {
  expect(on(primary).status).toBe('skipped');
  const elsewhere = canary({}, { host: 'other.test' });
  expect(on(primary, elsewhere).status).toBe('skipped');
});

const refs = (...weights: number[]) =>
  weights.map((weight, at) => ({ name: at === 0 ? 'api' : 'api-canary', port: 80, weight }));

const onRoute = (backendRefs: object[]) =>
  verdict(
    canaryTakesTraffic,
    {
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
  on({
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
  });

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
