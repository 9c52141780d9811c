/** Canaries of ingress-nginx: every way in which one silently gets nothing, and those that are well. */
import { expect, test } from 'vitest';
import { canaryTakesTraffic } from '../../src/checks/canary-takes-traffic.ts';
import type { IngressWords } from '../network/routes/world.ts';
import { nginx, verdictOn } from './objects-annotated.ts';
import { told } from './verdict.ts';

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
  [
    'a header pattern that is none',
    [
      canary({
        'canary-weight': '0',
        'canary-by-header': 'x-new',
        'canary-by-header-pattern': 'v(',
      }),
      primary,
    ],
    'is no regular expression',
  ],
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
  ['a total in percent', [canary({ 'canary-weight-total': '1000%' }), primary], 'no whole number'],
  [
    'a pattern beside a value',
    [
      canary({
        'canary-by-header': 'x-new',
        'canary-by-header-value': 'yes',
        'canary-by-header-pattern': 'y.*',
      }),
      primary,
    ],
    'which alone decides',
  ],
  [
    'one path of two without a primary',
    [canary({}, { paths: ['Prefix /api', 'Prefix /v2'] }), primary],
    'its rule `shop.test` with Prefix `/v2` gets nothing: no primary',
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
  ['a canary as Go spells true', [canary({ canary: 'True' }), primary]],
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

test('where there is no canary there is nothing to say', () => {
  expect(on(primary).status).toBe('skipped');
  const elsewhere = canary({}, { host: 'other.test' });
  expect(on(primary, elsewhere).status).toBe('skipped');
});
