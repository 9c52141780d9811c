import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ApiServer } from '../../../src/playground/cluster/server.ts';
import { ask, askJson, startRecordedCluster } from './fixtures.ts';

const services = '/api/v1/namespaces/shop/services';
const yaml = 'application/apply-patch+yaml';
let server: ApiServer;

beforeEach(async () => {
  server = await startRecordedCluster();
});
afterEach(() => server.close());

const configuration = (spec: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'applied', ...metadata },
  spec,
});

function apply(manager: string, body: unknown, query = '', name = 'applied') {
  const path = `${services}/${name}?fieldManager=${manager}${query}`;
  return ask(server, path, { method: 'PATCH', body, contentType: yaml });
}

const http = { name: 'http', port: 80, targetPort: 8080 };
const metrics = { name: 'metrics', port: 9090, targetPort: 9090 };
const read = () => askJson(server, `${services}/applied`);

interface Entry {
  manager: string;
  operation: string;
  fieldsV1: Record<string, unknown>;
}

async function ownerOf(manager: string): Promise<Entry | undefined> {
  const entries: Entry[] = (await read()).metadata.managedFields;
  return entries.find((entry) => entry.manager === manager);
}

describe('server-side apply', () => {
  test('creates what is not there, and says so', async () => {
    const first = await apply('a', configuration({ ports: [http], selector: { app: 'x' } }));
    expect(first.status).toBe(201);
    const again = await apply('a', configuration({ ports: [http], selector: { app: 'x' } }));
    const { metadata } = await first.json();
    expect([again.status, (await again.json()).metadata]).toEqual([200, metadata]);
  });

  test('owns exactly the fields it names', async () => {
    await apply('a', configuration({ ports: [http], selector: { app: 'x' } }));
    const port = { '.': {}, 'f:name': {}, 'f:port': {}, 'f:targetPort': {} };
    expect(await ownerOf('a')).toMatchObject({
      operation: 'Apply',
      apiVersion: 'v1',
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:spec': {
          'f:ports': { 'k:{"port":80,"protocol":"TCP"}': port },
          'f:selector': {},
        },
      },
    });
  });

  test('removes what its sender no longer names', async () => {
    await apply('a', configuration({ ports: [http, metrics], selector: { app: 'x' } }));
    await apply('a', configuration({ ports: [http], selector: { app: 'x' } }));
    expect((await read()).spec.ports).toHaveLength(1);
  });

  test('leaves what others answer for', async () => {
    await apply('a', configuration({ ports: [http, metrics] }, { labels: { a: '1', b: '2' } }));
    await apply('b', configuration({ ports: [metrics] }, { labels: { b: '2' } }));
    await apply('a', configuration({ ports: [http] }, { labels: { a: '1' } }));
    const { spec, metadata } = await read();
    expect(spec.ports.map(({ name }: { name: string }) => name).toSorted()).toEqual([
      'http',
      'metrics',
    ]);
    expect(metadata.labels).toEqual({ a: '1', b: '2' });
  });

  test('meets those who own a field with another value, and names each of them', async () => {
    await apply('a', configuration({ ports: [http] }, { labels: { x: '1' } }));
    await ask(server, `${services}/applied?fieldManager=b`, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: { y: '1' } } },
    });
    const wanted = { ports: [{ ...http, targetPort: 81 }] };
    const refused = await apply('c', configuration(wanted, { labels: { x: '2', y: '2' } }));
    const { message, details } = await refused.json();
    expect(refused.status).toBe(409);
    expect(message).toBe(
      [
        'Apply failed with 3 conflicts: conflicts with "a":',
        '- .metadata.labels.x',
        '- .spec.ports[port=80,protocol="TCP"].targetPort',
        'conflicts with "b" using v1:',
        '- .metadata.labels.y',
      ].join('\n'),
    );
    expect(details.causes[2]).toEqual({
      reason: 'FieldManagerConflict',
      message: 'conflict with "b" using v1',
      field: '.metadata.labels.y',
    });
  });

  test('takes fields over by force', async () => {
    await apply('a', configuration({ ports: [http] }, { labels: { x: '1' } }));
    const forced = configuration({ ports: [http] }, { labels: { x: '2' } });
    expect((await apply('b', forced, '&force=true')).status).toBe(200);
    expect((await ownerOf('a'))?.fieldsV1['f:metadata']).toBeUndefined();
    expect((await ownerOf('b'))?.fieldsV1['f:metadata']).toBeDefined();
  });

  test('shares a field whose value is the same', async () => {
    await apply('a', configuration({ ports: [http] }, { labels: { x: '1' } }));
    const same = await apply('b', configuration({ ports: [http] }, { labels: { x: '1' } }));
    expect(same.status).toBe(200);
    expect(await ownerOf('a')).toBeDefined();
    expect(await ownerOf('b')).toBeDefined();
  });

  test('changes nothing on a dry run', async () => {
    expect((await apply('a', configuration({ ports: [http] }), '&dryRun=All')).status).toBe(201);
    expect((await ask(server, `${services}/applied`)).status).toBe(404);
  });

  const missing: [string, string, unknown, number, string][] = [
    ['a manager', '', configuration({}), 422, 'fieldManager: Required value'],
    [
      'a declared field',
      'a',
      configuration({ colour: 1 }),
      500,
      '.spec.colour: field not declared',
    ],
    ['a known version', 'a', { ...configuration({}), apiVersion: 'v2' }, 400, 'Incorrect version'],
    [
      'its own name',
      'a',
      configuration({}, { name: 'b' }),
      400,
      'does not match the name on the URL',
    ],
    ['no owners given', 'a', configuration({}, { managedFields: [{}] }), 400, 'must be nil'],
  ];
  test.each(missing)('needs %s', async (_, manager, body, status, words) => {
    const answer = await apply(manager, body);
    expect([answer.status, (await answer.json()).message]).toEqual([
      status,
      expect.stringContaining(words),
    ]);
  });

  test('is not taken as CBOR', async () => {
    const contentType = 'application/apply-patch+cbor';
    const path = `${services}/applied?fieldManager=a`;
    expect((await ask(server, path, { method: 'PATCH', body: {}, contentType })).status).toBe(415);
  });

  test('of a status owns no spec', async () => {
    const body = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'redis' } };
    const status = { loadBalancer: { ingress: [{ ip: '198.51.100.9' }] } };
    const applied = { ...body, spec: { type: 'NodePort' }, status };
    const answer = await apply('lb', applied, '', 'redis/status');
    const after = await answer.json();
    expect([after.spec.type, after.status]).toEqual(['ClusterIP', status]);
    const own = after.metadata.managedFields.find((entry: Entry) => entry.manager === 'lb');
    expect(own).toMatchObject({ subresource: 'status', fieldsV1: { 'f:status': {} } });
    expect(own.fieldsV1['f:spec']).toBeUndefined();
  });
});
