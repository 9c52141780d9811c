/** Tables after the Gateway API specification: attachment, precedence, filters, grants. */
import { expect, test } from 'vitest';
import { Namespace } from '../../../src/objects/namespace.ts';
import { ReferenceGrant } from '../../../src/objects/reference-grant.ts';
import { arrivals, gateway, gatewayClass, httpRoute, splitOf, winner } from './world.ts';

const http = { name: 'http', port: 80, protocol: 'HTTP' };
const base = { gateways: [gateway([http])], gatewayclasses: [gatewayClass] };
const to = (name: string, more = {}) => ({ backendRefs: [{ name, port: 80 }], ...more });
const first = (url: string, objects: object, headers: string[] = [], method = 'GET') =>
  winner(arrivals(url, { ...base, ...objects }, headers, method));

test.each<[asked: string, headers: string[], method: string, wins: string]>([
  ['/api/cart', [], 'GET', 'exact'],
  ['/api/other', [], 'GET', 'long'],
  ['/api/other', [], 'POST', 'method'],
  ['/api/other', ['x-a=1'], 'GET', 'header'],
  ['/api/other', ['x-a=1', 'x-b=2'], 'GET', 'headers'],
  ['/api/other?q=1', [], 'GET', 'query'],
  ['/apis', [], 'GET', 'root'],
])('%s with %j and %s: the rule %s wins', (asked, headers, method, wins) => {
  const long = { type: 'PathPrefix', value: '/api' };
  const rules = [
    to('root'),
    to('long', { matches: [{ path: long }] }),
    to('exact', { matches: [{ path: { type: 'Exact', value: '/api/cart' } }] }),
    to('method', { matches: [{ path: long, method: 'POST' }] }),
    to('header', { matches: [{ path: long, headers: [{ name: 'X-A', value: '1' }] }] }),
    to('headers', {
      matches: [
        {
          path: long,
          headers: [
            { name: 'x-a', value: '1' },
            { name: 'x-b', value: '2' },
          ],
        },
      ],
    }),
    to('query', { matches: [{ path: long, queryParams: [{ name: 'q', value: '1' }] }] }),
  ];
  const found = first(
    `http://shop.test${asked}`,
    { httproutes: [httpRoute({ rules })] },
    headers,
    method,
  );
  expect(found?.split[0]?.name).toBe(wins);
});

test('of equal rules the older route wins, then the first by name', () => {
  const one = (name: string, creationTimestamp: string) =>
    httpRoute({ rules: [to(name)] }, { name, creationTimestamp });
  const [old, young] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
  const of = (...httproutes: object[]) =>
    first('http://shop.test/', { httproutes })?.split[0]?.name;
  expect(of(one('a', young), one('b', old))).toBe('b');
  expect(of(one('b', old), one('a', old))).toBe('a');
});

test.each<[from: string | undefined, labels: Record<string, string>, isIn: boolean]>([
  [undefined, {}, false],
  ['All', {}, true],
  ['None', {}, false],
  ['Selector', { team: 'web' }, true],
  ['Selector', { team: 'db' }, false],
])('a listener that allows routes from %s, with labels %j: %s', (from, labels, isIn) => {
  const selector = { matchLabels: { team: 'web' } };
  const allowedRoutes = from === undefined ? undefined : { namespaces: { from, selector } };
  const gateways = [gateway([{ ...http, allowedRoutes }])];
  const route = httpRoute(
    { rules: [to('a')], parentRefs: [{ name: 'web', namespace: 'shop' }] },
    { namespace: 'else' },
  );
  const namespaces = [Namespace.parse({ metadata: { name: 'else', labels } })];
  expect(
    first('http://shop.test/', { gateways, httproutes: [route], namespaces }) !== undefined,
  ).toBe(isIn);
});

test.each<[listener: string | undefined, route: string[], asked: string, isTaken: boolean]>([
  ['*.test', ['shop.test'], 'shop.test', true],
  ['*.test', ['shop.test'], 'other.test', false],
  ['shop.test', ['*.test'], 'shop.test', true],
  ['shop.test', ['*.test'], 'other.test', false],
  ['*.test', [], 'a.b.test', true],
  [undefined, ['*.test'], 'a.b.test', true],
])('listener %s, route %j and the host %s: %s', (hostname, hostnames, asked, isTaken) => {
  const gateways = [gateway([{ ...http, hostname }])];
  const httproutes = [httpRoute({ hostnames, rules: [to('a')] })];
  expect(first(`http://${asked}/`, { gateways, httproutes }) !== undefined).toBe(isTaken);
});

test.each<[filter: object, path: string, answer: string | undefined]>([
  [
    {
      type: 'URLRewrite',
      urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v1' } },
    },
    '/v1/cart',
    undefined,
  ],
  [
    {
      type: 'URLRewrite',
      urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
    },
    '/cart',
    undefined,
  ],
  [
    {
      type: 'URLRewrite',
      urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/x' } },
    },
    '/x',
    undefined,
  ],
  [
    { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } },
    '/api/cart',
    '301 to `https://shop.test/api/cart`',
  ],
])('the filter %j', (filter, path, answer) => {
  const rules = [
    to('a', { matches: [{ path: { type: 'PathPrefix', value: '/api' } }], filters: [filter] }),
  ];
  const found = first('http://shop.test/api/cart', { httproutes: [httpRoute({ rules })] });
  expect([found?.backendPath, found?.answer]).toEqual([path, answer]);
});

test('weights are shares of their sum, 1 if absent, and all zero give nobody anything', () => {
  const of = (...weights: (number | undefined)[]) => {
    const backendRefs = weights.map((weight, at) => ({ name: `s${at}`, port: 80, weight }));
    return splitOf(
      first('http://shop.test/', { httproutes: [httpRoute({ rules: [{ backendRefs }] })] }),
    );
  };
  expect([of(9, undefined), of(0, 0)]).toEqual(['s0 90, s1 10', 's0 0, s1 0']);
});

test('a backend in another namespace needs a grant there', () => {
  const rules = [{ backendRefs: [{ name: 'a', port: 80, namespace: 'else' }] }];
  const grant = ReferenceGrant.parse({
    metadata: { name: 'g', namespace: 'else' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service' }],
    },
  });
  const of = (referencegrants: object[]) =>
    first('http://shop.test/', { httproutes: [httpRoute({ rules })], referencegrants })?.split[0]
      ?.trouble;
  expect(of([])).toContain('no ReferenceGrant in `else`');
  expect(of([grant])).toBeUndefined();
});

test.each([
  ['not read at all', {}],
  ['read elsewhere', { referencegrants: [], partly: { referencegrants: ['shop'] } }],
])('where grants were %s, it is not known whether there is one', (_, read) => {
  const rules = [{ backendRefs: [{ name: 'a', port: 80, namespace: 'else' }] }];
  const [backend] =
    first('http://shop.test/', { httproutes: [httpRoute({ rules })], ...read })?.split ?? [];
  expect(backend).toMatchObject({ unknown: expect.stringContaining('`else`') });
  expect(backend).not.toHaveProperty('trouble');
});

test('a refused route and a status that is out of date are said', () => {
  const status = (condition: object) => ({
    ...httpRoute({ rules: [to('a')] }, { generation: 2 }),
    status: {
      parents: [
        {
          parentRef: { group: '', kind: 'Gateway', name: 'web' },
          controllerName: 'x',
          conditions: [condition],
        },
      ],
    },
  });
  const of = (condition: object) =>
    first('http://shop.test/', { httproutes: [status(condition)] })?.effects.map(
      ({ mark, text }) => `${mark} ${text}`,
    );
  expect(
    of({
      type: 'Accepted',
      status: 'False',
      reason: 'NotAllowedByListeners',
      observedGeneration: 2,
    }),
  ).toEqual(['problem Accepted is False: NotAllowedByListeners']);
  expect(of({ type: 'Accepted', status: 'True', observedGeneration: 1 })?.[0]).toContain(
    'has not read the latest change',
  );
});
