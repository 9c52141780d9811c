import { describe, expect, test } from 'vitest';
import { endpointsOf, label } from '../../src/network/endpoints.ts';
import { endpoint, slice } from './objects.ts';

const names = (slices: Parameters<typeof endpointsOf>[0]) => endpointsOf(slices).map(label);

test('several slices are one list', () => {
  const slices = [
    slice([endpoint('api-1', '10.0.0.1')]),
    slice([endpoint('api-2', '10.0.0.2'), endpoint('api-3', '10.0.0.3')]),
  ];
  expect(names(slices)).toEqual(['api-1', 'api-2', 'api-3']);
});

test('both families of a pod are one item, IPv4 first', () => {
  const slices = [
    slice([endpoint('api-1', 'fd00::1')], { addressType: 'IPv6' }),
    slice([endpoint('api-1', '10.0.0.1')]),
  ];
  expect(endpointsOf(slices)).toMatchObject([{ addresses: ['10.0.0.1', 'fd00::1'] }]);
});

test('a pod that stands in two slices for a moment is counted once, and the better word counts', () => {
  const slices = [
    slice([endpoint('api-1', '10.0.0.1', { ready: false })]),
    slice([endpoint('api-1', '10.0.0.1')]),
  ];
  const [item, ...others] = endpointsOf(slices);
  expect(others).toEqual([]);
  expect(item).toMatchObject({ addresses: ['10.0.0.1'], ready: true, serving: true });
  expect(item?.ports).toHaveLength(1);
});

test('ports of the same pod in two slices add up', () => {
  const more = { ports: [{ name: 'grpc', port: 9090 }] };
  const slices = [
    slice([endpoint('api-1', '10.0.0.1')]),
    slice([endpoint('api-1', '10.0.0.1')], more),
  ];
  expect(endpointsOf(slices)[0]?.ports).toEqual([
    { name: 'http', port: 8080, protocol: 'TCP' },
    { name: 'grpc', port: 9090, protocol: 'TCP' },
  ]);
});

test('a pod made again under its old name is another one', () => {
  const old = endpoint('db-0', '10.0.0.1', { uid: 'old', ready: false });
  const items = endpointsOf([slice([old, endpoint('db-0', '10.0.0.9', { uid: 'new' })])]);
  expect(items.map(({ addresses }) => addresses)).toEqual([['10.0.0.1'], ['10.0.0.9']]);
});

describe('a condition that is not said', () => {
  test.each<[string, unknown, object]>([
    ['all null', { ready: null, serving: null, terminating: null }, { ready: true, serving: true }],
    ['no conditions', undefined, { ready: true, serving: true, terminating: false }],
    ['null conditions', null, { ready: true, serving: true, terminating: false }],
    ['not ready, serving unsaid', { ready: false }, { ready: false, serving: false }],
    [
      'terminating but serving',
      { ready: false, serving: true, terminating: true },
      { ready: false, serving: true, terminating: true },
    ],
  ])('%s', (_, conditions, expected) => {
    const [item] = endpointsOf([slice([{ addresses: ['10.0.0.1'], conditions }])]);
    expect(item).toMatchObject(expected);
  });
});

test('lists that Go sends as null are empty', () => {
  expect(endpointsOf([slice(null, { ports: null })])).toEqual([]);
  const [item] = endpointsOf([slice([{ addresses: null }], { ports: null })]);
  expect(item).toMatchObject({ addresses: [], ports: [] });
});

test('a port without a number names no port', () => {
  const [item] = endpointsOf([slice([endpoint('a', '10.0.0.1')], { ports: [{ name: 'x' }] })]);
  expect(item?.ports).toEqual([]);
});

test('addresses without a pod are told apart by themselves, host names too', () => {
  const slices = [
    slice([{ addresses: ['203.0.113.11'] }, { addresses: ['203.0.113.10'] }]),
    slice([{ addresses: ['db.example.com'] }], { addressType: 'FQDN' }),
  ];
  expect(names(slices)).toEqual(['203.0.113.10', '203.0.113.11', 'db.example.com']);
});

test('who takes no traffic comes first, then by name as people count', () => {
  const slices = [
    slice([
      endpoint('api-10', '10.0.0.1'),
      endpoint('api-9', '10.0.0.2'),
      endpoint('api-2', '10.0.0.3', { ready: false, serving: true, terminating: true }),
      endpoint('api-3', '10.0.0.4', { ready: false }),
    ]),
  ];
  expect(names(slices)).toEqual(['api-3', 'api-2', 'api-9', 'api-10']);
});

test('the target’s namespace is the slice’s where nobody says it', () => {
  const [item] = endpointsOf([slice([{ addresses: ['10.0.0.1'], targetRef: { name: 'x' } }])]);
  expect(item?.target).toMatchObject({ namespace: 'shop', name: 'x' });
});
