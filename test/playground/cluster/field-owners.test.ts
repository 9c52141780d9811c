import { describe, expect, test } from 'vitest';
import { shop, writableCluster } from './writing.ts';

const services = `${shop}/services`;
const { getJson, patch, post } = writableCluster();

describe('owners of fields', () => {
  test('of a created object are told by what its sender calls itself', async () => {
    const spec = { ports: [{ name: 'http', port: 80 }], selector: { app: 'x' } };
    const made = await post(`${services}?fieldManager=maker`, { metadata: { name: 'made' }, spec });
    const [{ operation, fieldsV1 }] = (await made.json()).metadata.managedFields;
    expect(operation).toBe('Update');
    expect(fieldsV1?.['f:spec']).toMatchObject({ 'f:type': {}, 'f:sessionAffinity': {} });
    expect(fieldsV1?.['f:spec']).not.toHaveProperty('f:clusterIP');
  });

  test('of objects that a scenario loaded are named at the first write', async () => {
    const before = await getJson(`${services}/redis`);
    expect(before.metadata.managedFields).toBeUndefined();
    const labels = { tier: 'cache' };
    const answer = await patch(`${services}/redis?fieldManager=p`, { metadata: { labels } });
    const { managedFields } = (await answer.json()).metadata;
    const managers = managedFields.map(({ manager }: { manager: string }) => manager);
    expect(managers).toEqual(['kubectl-client-side-apply', 'p']);
  });

  test('are at most ten who update, the oldest put together', async () => {
    for (let index = 0; index < 15; index += 1) {
      const labels = { [`l${index}`]: 'x' };
      await patch(`${services}/redis?fieldManager=m${index}`, { metadata: { labels } });
    }
    const { metadata } = await getJson(`${services}/redis`);
    expect(metadata.managedFields).toHaveLength(10);
  });
});
