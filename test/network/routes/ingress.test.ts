/** Tables after the Ingress specification: https://kubernetes.io/docs/concepts/services-networking/ingress/ */
import { expect, test } from 'vitest';
import { arrivals, ingress, taken, winner } from './world.ts';

test.each<[path: string, asked: string, isTaken: boolean]>([
  ['Prefix /', '/all/paths', true],
  ['Exact /foo', '/foo', true],
  ['Exact /foo', '/bar', false],
  ['Exact /foo', '/foo/', false],
  ['Exact /foo/', '/foo', false],
  ['Prefix /foo', '/foo', true],
  ['Prefix /foo', '/foo/', true],
  ['Prefix /foo/', '/foo', true],
  ['Prefix /foo/', '/foo/', true],
  ['Prefix /aaa/bb', '/aaa/bbb', false],
  ['Prefix /aaa/bbb', '/aaa/bbb', true],
  ['Prefix /aaa/bbb/', '/aaa/bbb', true],
  ['Prefix /aaa/bbb', '/aaa/bbb/ccc', true],
  ['Prefix /aaa/bbb', '/aaa/bbbxyz', false],
  ['Prefix /foo', '/Foo', false],
])('%s and a request for %s: %s', (path, asked, isTaken) => {
  expect(taken(asked, ingress({ className: 'other', paths: [path] })) === 's0').toBe(isTaken);
});

test.each<[host: string, asked: string, isTaken: boolean]>([
  ['*.foo.com', 'bar.foo.com/', true],
  ['*.foo.com', 'baz.bar.foo.com/', false],
  ['*.foo.com', 'foo.com/', false],
  ['Foo.com', 'foo.com/', true],
  ['', 'anything.test/', true],
  ['*.foo.com', '*.foo.com/', true],
])('host %j and a request for %s: %s', (host, asked, isTaken) => {
  const item = ingress({ className: 'other', host, paths: ['Prefix /'] });
  expect(taken(asked, item) === 's0').toBe(isTaken);
});

test.each<[paths: string[], asked: string, service: string]>([
  [['Prefix /', 'Prefix /aaa', 'Prefix /aaa/bbb'], '/aaa/bbb/c', 's2'],
  [['Prefix /', 'Prefix /aaa'], '/ccc', 's0'],
  [['Prefix /foo', 'Exact /foo'], '/foo', 's1'],
])('of %j the longest wins for %s, exact before prefix', (paths, asked, service) => {
  expect(taken(asked, ingress({ className: 'other', paths }))).toBe(service);
});

test('an exact host comes before a wildcard, and the default backend last', () => {
  const wide = ingress({
    name: 'wide',
    className: 'other',
    host: '*.test',
    paths: ['Prefix /api'],
    service: 'wide',
  });
  const defaultBackend = { service: { name: 'rest', port: { number: 80 } } };
  const own = ingress({
    className: 'other',
    paths: ['Prefix /'],
    service: 'own',
    spec: { defaultBackend },
  });
  const found = arrivals('http://shop.test/api', { ingresses: [wide, own] });
  expect(winner(found)?.split[0]?.name).toBe('own');
  expect(found[0]?.losers.map(({ loses }) => loses)).toEqual([
    'its host is less specific',
    'its host is less specific',
  ]);
  expect(taken('nobody.invalid/x', own)).toBe('rest');
});

test.each<[string, object, string]>([
  ['a class that does not exist', { className: 'ngnix' }, 'there is no IngressClass `ngnix`'],
  ['no class', { spec: { ingressClassName: undefined } }, 'it names no class'],
])('nobody serves an Ingress with %s', (_, words, note) => {
  const [found] = arrivals('http://shop.test/', {
    ingresses: [ingress({ paths: ['Prefix /'], ...words })],
  });
  expect(found?.unserved).toContain(note);
});

test('the annotation of old times names the class', () => {
  const item = ingress({
    paths: ['Prefix /'],
    spec: { ingressClassName: undefined },
    annotations: { 'kubernetes.io/ingress.class': 'nginx' },
  });
  expect(arrivals('http://shop.test/', { ingresses: [item] })[0]?.router).toBe('ingress-nginx');
});

test('F5: the oldest Ingress has the host alone, masters share it with minions', () => {
  const f5 = (name: string, age: number, path: string, type?: string) =>
    ingress({
      name,
      age,
      className: 'f5',
      paths: [path],
      service: name,
      ...(type && { annotations: { 'nginx.org/mergeable-ingress-type': type } }),
    });
  expect(taken('/api', f5('late', 2, 'Prefix /api'), f5('early', 1, 'Prefix /'))).toBe('early');
  expect(
    taken('/api', f5('master', 1, 'Prefix /', 'master'), f5('minion', 2, 'Prefix /api', 'minion')),
  ).toBe('minion');
});
