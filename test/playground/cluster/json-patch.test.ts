import { describe, expect, test } from 'vitest';
import { shop, writableCluster } from './writing.ts';

const operations = 'application/json-patch+json';
const { getJson, patch } = writableCluster();

describe('JSON Patch', () => {
  const service = `${shop}/services/api-service`;
  const cases: [string, object, number][] = [
    ['replaces an element', { op: 'replace', path: '/spec/ports/0/port', value: 81 }, 200],
    [
      'adds what replace does not find',
      { op: 'replace', path: '/metadata/labels', value: {} },
      200,
    ],
    ['rejects an index out of range', { op: 'replace', path: '/spec/ports/9', value: {} }, 422],
    ['rejects a parent that is absent', { op: 'add', path: '/a/b/c', value: 1 }, 422],
    ['rejects the removal of what is absent', { op: 'remove', path: '/spec/nosuch' }, 422],
    ['rejects a failing test', { op: 'test', path: '/spec/type', value: 'NodePort' }, 422],
    ['rejects an unknown operation', { op: 'twist', path: '/spec' }, 422],
  ];
  test.each(cases)('%s', async (_, operation, status) => {
    expect((await patch(service, [operation], operations)).status).toBe(status);
  });

  test('is applied as a whole or not at all', async () => {
    const before = await getJson(service);
    const body = [
      { op: 'replace', path: '/spec/ports/0/port', value: 81 },
      { op: 'test', path: '/spec/type', value: 'NodePort' },
    ];
    await patch(service, body, operations);
    expect(await getJson(service)).toEqual(before);
  });
});
