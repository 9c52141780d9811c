/** Tables after the documentation of ingress-nginx: paths, rewrites, canaries, CORS. */
import { expect, test } from 'vitest';
import { arrivals, ingress, splitOf, taken, winner } from './world.ts';

const set = (settings: Record<string, string>) => ({
  annotations: Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
  ),
});

test('the older Ingress wins the same host and path', () => {
  const late = ingress({ name: 'late', age: 9, paths: ['Prefix /'], service: 'late' });
  const early = ingress({ name: 'early', age: 1, paths: ['Prefix /'], service: 'early' });
  expect(taken('/x', late, early)).toBe('early');
});

test('a wildcard host takes several labels, and a host is never left for another', () => {
  const wide = ingress({ name: 'wide', host: '*.test', paths: ['Prefix /'], service: 'wide' });
  expect(taken('a.b.test/', wide)).toBe('wide');
  const own = ingress({ paths: ['Prefix /api'] });
  const [found] = arrivals('http://shop.test/other', { ingresses: [wide, own] });
  expect(found?.winner).toBeUndefined();
  expect(found?.losers[0]?.loses).toBe('its host is less specific');
});

test('a host without paths is a server of its own, and leads to the default backend if there is one', () => {
  const wide = ingress({ name: 'wide', host: '*.test', paths: ['Prefix /'], service: 'wide' });
  const rules = [{ host: 'shop.test' }];
  const [lost] = arrivals('http://shop.test/', { ingresses: [wide, ingress({ spec: { rules } })] });
  expect(lost?.winner).toBeUndefined();
  const defaultBackend = { service: { name: 'last', port: { number: 80 } } };
  expect(taken('/any', wide, ingress({ spec: { rules, defaultBackend } }))).toBe('last');
});

test.each<[paths: string[], asked: string, service: string | undefined]>([
  [['Prefix /foo'], '/foobar', 's0'],
  [['Prefix /foo'], '/FOO', 's0'],
  [['Exact /foo'], '/foo/bar', 's0'],
  [['ImplementationSpecific /foo/bar/(.+)', 'Prefix /foo/bar'], '/foo/bar/1', 's0'],
  [['Prefix /foo'], '/bar', undefined],
  [['ImplementationSpecific /['], '/[', undefined],
])('with use-regex %j and %s lead to %s', (paths, asked, service) => {
  expect(taken(asked, ingress({ paths, ...set({ 'use-regex': 'true' }) }))).toBe(service);
});

test('one Ingress with a rewrite makes expressions of all paths of the host', () => {
  const other = ingress({ name: 'other', paths: ['Exact /foo'], service: 'other' });
  expect(taken('/foobar', other)).toBeUndefined();
  const rewriting = ingress({
    name: 'b',
    paths: ['Prefix /api'],
    ...set({ 'rewrite-target': '/' }),
  });
  expect(taken('/foobar', other, rewriting)).toBe('other');
});

test.each<[path: string, target: string, asked: string, seen: string]>([
  ['Prefix /api', '/', '/api/cart', '/'],
  ['ImplementationSpecific /api(/|$)(.*)', '/$2', '/api/cart', '/cart'],
  ['ImplementationSpecific /api(/|$)(.*)', '/$2', '/api', '/'],
  ['ImplementationSpecific /api/(.*)', '/v1/$1', '/api/cart', '/v1/cart'],
  ['Prefix /', '/', '/api/cart', '/api/cart'],
])('%s with rewrite-target %s turns %s into %s', (path, target, asked, seen) => {
  const item = ingress({ paths: [path], ...set({ 'rewrite-target': target }) });
  const found = arrivals(`http://shop.test${asked}`, { ingresses: [item] });
  expect(winner(found)?.backendPath).toBe(seen);
});

test.each<[settings: Record<string, string>, headers: string[], split: string]>([
  [{}, [], 's0 100, canary 0'],
  [{ 'canary-weight': '20' }, [], 's0 80, canary 20'],
  [{ 'canary-weight': '10', 'canary-weight-total': '50' }, [], 's0 90, canary 10'],
  [{ 'canary-weight': '50', 'canary-weight-total': '1000' }, [], 's0 95, canary 5'],
  [{ 'canary-weight': '150' }, [], 's0 0, canary 100'],
  [{ 'canary-weight': '20', 'canary-by-header': 'X-C' }, ['x-c=always'], 's0 0, canary 100'],
  [{ 'canary-weight': '20', 'canary-by-header': 'X-C' }, ['x-c=never'], 's0 100, canary 0'],
  [{ 'canary-weight': '20', 'canary-by-header': 'X-C' }, ['x-c=other'], 's0 80, canary 20'],
  [{ 'canary-by-header': 'X-C', 'canary-by-header-value': 'on' }, ['x-c=on'], 's0 0, canary 100'],
  [
    { 'canary-by-header': 'X-C', 'canary-by-header-value': 'on' },
    ['x-c=always'],
    's0 100, canary 0',
  ],
  [
    { 'canary-by-header': 'X-C', 'canary-by-header-pattern': '^de' },
    ['x-c=de-AT'],
    's0 0, canary 100',
  ],
  [{ 'canary-by-cookie': 'c' }, ['cookie=a=b; c=always'], 's0 0, canary 100'],
  [
    { 'canary-by-cookie': 'c', 'canary-by-header': 'X-C' },
    ['cookie=c=always', 'x-c=never'],
    's0 100, canary 0',
  ],
])('a canary with %j and the headers %j: %s', (settings, headers, split) => {
  const primary = ingress({ paths: ['Prefix /'] });
  const canary = ingress({
    name: 'c',
    paths: ['Prefix /'],
    service: 'canary',
    ...set({ canary: 'true', ...settings }),
  });
  const found = arrivals('http://shop.test/', { ingresses: [canary, primary] }, headers);
  expect(splitOf(winner(found))).toBe(split);
});

test('only one canary of a rule is used, and one of another path type is none', () => {
  const primary = ingress({ paths: ['Prefix /'] });
  const canary = (name: string, path: string, age: number) =>
    ingress({
      name,
      age,
      paths: [path],
      service: name,
      ...set({ canary: 'true', 'canary-weight': '10' }),
    });
  const found = arrivals('http://shop.test/', {
    ingresses: [
      primary,
      canary('late', 'Prefix /', 2),
      canary('first', 'Prefix /', 1),
      canary('odd', 'Exact /', 0),
    ],
  });
  expect(splitOf(winner(found))).toBe('s0 90, first 10');
  expect(
    winner(found)
      ?.effects.map(({ text }) => text)
      .join(),
  ).toContain('`shop/late` gets nothing');
});

test.each<[settings: Record<string, string>, mark: string, words: string]>([
  [{ 'enable-cors': 'true' }, 'warning', 'no `cors-allow-origin`, which means `*`'],
  [{ 'enable-cors': 'true', 'cors-allow-origin': '*' }, 'warning', 'any website'],
  [
    { 'enable-cors': 'true', 'cors-allow-origin': 'https://a.test' },
    'ok',
    'scripts of `https://a.test`',
  ],
  [{ 'cors-allow-origin': '*' }, 'warning', 'does nothing without'],
])('CORS %j: %s, %s', (settings, mark, words) => {
  const found = arrivals('http://shop.test/', {
    ingresses: [ingress({ paths: ['Prefix /'], ...set(settings) })],
  });
  const cors = winner(found)?.effects.find(({ label }) => label === 'CORS');
  expect(cors?.mark).toBe(mark);
  expect(cors?.text).toContain(words);
});
