import { expect, test } from 'vitest';
import { openRecorded } from './fixtures.ts';

const canary = { kind: 'ingresses', namespace: 'shop', name: 'shop-api-canary' } as const;

test('an object that is asked for whole is kept as it was sent, beside the one we read', async () => {
  const { api, door } = await openRecorded();
  const query = { ...canary, isWhole: true } as const;
  const { objects, wholes } = await door.read([query]);
  const ingresses = api.resources.of({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' });
  expect(wholes).toEqual([{ query, object: api.storage.get(ingresses, 'shop', canary.name) }]);
  expect(objects.ingresses?.map(({ metadata }) => metadata.name)).toEqual([canary.name]);
});

test('nothing is kept that was not asked for, is not there or is a list', async () => {
  const { door } = await openRecorded();
  const { wholes } = await door.read([
    canary,
    { ...canary, name: 'nosuch', isWhole: true },
    { kind: 'ingresses', namespace: 'shop', isWhole: true },
    { kind: 'ingresses', name: canary.name, isWhole: true },
  ]);
  expect(wholes).toBeUndefined();
});

test('groups get what each of them asked for whole', async () => {
  const { door } = await openRecorded();
  const query = { ...canary, isWhole: true } as const;
  const [first, second] = await door.readEach([[canary], [query]]);
  expect([first?.wholes, second?.wholes?.length]).toEqual([undefined, 1]);
});

test('a Secret is never kept whole', async () => {
  const { api, door } = await openRecorded();
  const secret = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque' };
  const metadata = { name: 'database', namespace: 'shop' };
  api.storage.create(api.resources.of(secret), { ...secret, metadata });
  const reading = door.read([{ kind: 'secrets', ...metadata, isWhole: true }]);
  await expect(reading).rejects.toThrow('a Secret is not kept whole');
});
