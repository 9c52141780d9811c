import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { humanDuration } from '../../../src/playground/cluster/tables/age.ts';
import { readJsonPath } from '../../../src/playground/cluster/tables/custom.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const services = '/api/v1/namespaces/shop/services';
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';
let server: ApiServer;

beforeAll(async () => {
  server = await startRecordedCluster({ now: () => new Date('2026-11-22T18:00:00Z') });
});
afterAll(() => server.close());

describe('an answer', () => {
  const accepted: [string, string][] = [
    ['application/json', 'ServiceList'],
    ['*/*', 'ServiceList'],
    [`${table},application/json`, 'Table'],
    ['application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json', 'ServiceList'],
    [
      'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
      'PartialObjectMetadataList',
    ],
    ['application/vnd.kubernetes.protobuf,application/json', 'ServiceList'],
  ];
  test.each(accepted)('to %j is a %s', async (accept, kind) => {
    expect((await askJson(server, services, { accept })).kind).toBe(kind);
  });

  test('that can only be protobuf is 406', async () => {
    const answer = await ask(server, services, { accept: 'application/vnd.kubernetes.protobuf' });
    expect([answer.status, (await answer.json()).reason]).toEqual([406, 'NotAcceptable']);
  });

  test('as a table carries what was asked to be included', async () => {
    const carried = async (include: string) => {
      const path = `${services}/redis?includeObject=${include}`;
      return (await askJson(server, path, { accept: table })).rows[0].object?.kind;
    };
    expect(await carried('None')).toBeUndefined();
    expect(await carried('Metadata')).toBe('PartialObjectMetadata');
    expect(await carried('Object')).toBe('Service');
  });

  test('as a table has the cells of its kind', async () => {
    const cells = async (path: string) =>
      (await askJson(server, path, { accept: table })).rows[0].cells;
    expect(await cells('/apis/apps/v1/namespaces/shop/deployments/search')).toEqual([
      'search',
      '0/2',
      2,
      0,
      '33m',
      'app',
      'example.com/search:2',
      'app=search',
    ]);
    expect(
      await cells('/apis/networking.k8s.io/v1/namespaces/shop/ingresses/shop-ingress'),
    ).toEqual(['shop-ingress', 'nginx', 'shop.example.com', '198.51.100.20', '80', '33m']);
    expect((await cells('/api/v1/nodes/node-1')).slice(0, 3)).toEqual([
      'node-1',
      'Ready',
      '<none>',
    ]);
  });
});

describe('a path', () => {
  const cases: [string, string, number][] = [
    ['GET', '/apis/apps/v1/deployments', 200],
    ['GET', '/apis/apps/v1/deployments/web', 404],
    ['GET', '/api/v1/namespaces/shop/nodes', 404],
    ['POST', '/api/v1/services', 405],
    ['DELETE', '/api/v1/namespaces', 405],
    ['GET', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', 405],
    ['GET', '/apis/nosuch.example.com/v1/things', 404],
    ['GET', '/api/v1/namespaces/shop/services/redis/nosuch', 404],
    ['GET', '/openapi/v2', 404],
    ['GET', '/openapi/v3/apis/apps/v1', 200],
    ['GET', '/livez', 200],
    ['GET', '/api/v1/namespaces/%E0%A4%A/services', 400],
  ];
  test.each(cases)('%s %s answers %i', async (method, path, status) => {
    expect((await ask(server, path, { method })).status).toBe(status);
  });
});

test('ages are printed as kubectl does', () => {
  const printed = [0, 119, 120, 125, 599, 600, 10_800, 12_000, 172_800, 180_000, 63_072_000];
  expect(printed.map((seconds) => humanDuration(seconds * 1000))).toEqual([
    '0s',
    '119s',
    '2m',
    '2m5s',
    '9m59s',
    '10m',
    '3h',
    '3h20m',
    '2d',
    '2d2h',
    '2y',
  ]);
});

test('columns of custom resources are found by JSONPath', () => {
  const conditions = [
    { type: 'Ready', status: 'True' },
    { type: 'Old', status: 'False' },
  ];
  const object = { spec: { hosts: ['a', 'b'], 'x-y': 1 }, status: { conditions } };
  expect(readJsonPath(object, '.spec.hosts[*]')).toEqual(['a', 'b']);
  expect(readJsonPath(object, '.spec.hosts[1]')).toEqual(['b']);
  expect(readJsonPath(object, '.spec.x-y')).toEqual([1]);
  expect(readJsonPath(object, '.status.conditions[?(@.type=="Ready")].status')).toEqual(['True']);
  expect(readJsonPath(object, '.spec.nosuch')).toEqual([]);
});
