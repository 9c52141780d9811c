import { beforeEach, describe, expect, test } from 'vitest';
import { createStorage } from '../../../src/playground/cluster/memory.ts';
import { createResources } from '../../../src/playground/cluster/resources.ts';
import type { Change, KubeObject, Storage } from '../../../src/playground/cluster/storage.ts';

const services = createResources().of({ apiVersion: 'v1', kind: 'Service' });
let storage: Storage;

beforeEach(() => {
  storage = createStorage({ history: 4 });
});

const service = (namespace: string, name: string, labels = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace, name, labels },
});
const add = (namespace: string, name: string, labels = {}) =>
  storage.create(services, service(namespace, name, labels));
const names = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

describe('the storage', () => {
  test('lists in the order of keys, whatever the order of writes', () => {
    for (const name of ['b', 'c', 'a']) add('shop', name);
    add('shop-2', 'z');
    add('a', 'z');
    storage.list(services);
    add('shop', 'ab');
    storage.remove(services, 'shop', 'c');
    expect(names(storage.list(services))).toEqual([
      'a/z',
      'shop-2/z',
      'shop/a',
      'shop/ab',
      'shop/b',
    ]);
  });

  test('keeps its label index in step with writes', () => {
    const found = () => names(storage.withLabel(services, 'shop', 'app', 'x'));
    add('shop', 'b', { app: 'x' });
    expect(found()).toEqual(['shop/b']);
    const a = add('shop', 'a', { app: 'x' });
    expect(found()).toEqual(['shop/a', 'shop/b']);
    storage.update(services, { ...a, metadata: { ...a.metadata, labels: { app: 'y' } } });
    storage.remove(services, 'shop', 'b');
    expect(found()).toEqual([]);
    expect(names(storage.withLabel(services, undefined, 'app', 'y'))).toEqual(['shop/a']);
  });

  test('hands out lists that later writes leave alone', () => {
    add('shop', 'a');
    const before = storage.list(services, 'shop');
    add('shop', 'b');
    expect(names(before)).toEqual(['shop/a']);
  });

  test('freezes what it stores', () => {
    const stored = add('shop', 'a');
    expect(() => Object.assign(stored.metadata, { name: 'b' })).toThrow(TypeError);
  });

  test('takes an update that changes nothing for no change', () => {
    const stored = add('shop', 'a');
    expect(storage.update(services, { ...stored })).toBe(stored);
    expect(storage.resourceVersion).toBe(1);
  });

  test('restores objects with their uid and version', () => {
    const { metadata, ...rest } = service('shop', 'a');
    const object = { ...rest, metadata: { ...metadata, uid: 'u', resourceVersion: '40' } };
    storage.restore(services, object);
    expect(storage.get(services, 'shop', 'a')).toEqual(object);
    expect(add('shop', 'b').metadata.resourceVersion).toBe('41');
  });

  test('tells what changed after a version, as long as it remembers', () => {
    for (let count = 0; count < 3; count += 1) add('shop', `s-${count}`);
    expect(storage.since(1)?.map(({ object }) => object.metadata.name)).toEqual(['s-1', 's-2']);
    for (let count = 3; count < 20; count += 1) add('shop', `s-${count}`);
    expect(storage.since(1)).toBeUndefined();
    expect(storage.since(20)).toEqual([]);
  });

  test('shows all listeners the same order, even when one of them writes', () => {
    const seen: string[] = [];
    const note = (who: string) => (change: Change) =>
      seen.push(`${who} ${change.type} ${change.object.metadata.name}`);
    storage.subscribe(({ object }) => {
      if (object.metadata.name === 'a') add('shop', 'b');
    });
    storage.subscribe(note('late'));
    add('shop', 'a');
    expect(seen).toEqual(['late ADDED a', 'late ADDED b']);
  });

  test('answers label lookups in a large cluster without reading it all', () => {
    for (let n = 0; n < 10_000; n += 1) add('shop', `s-${n}`, { app: `app-${n}` });
    storage.withLabel(services, 'shop', 'app', 'app-0');
    const before = performance.now();
    for (let n = 0; n < 10_000; n += 1) storage.withLabel(services, 'shop', 'app', `app-${n}`);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
