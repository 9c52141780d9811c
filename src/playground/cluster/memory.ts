/**
 * The storage in memory. Objects are immutable once stored (and frozen, so that a slip is loud):
 * readers share them, nobody copies. Lists and label lookups are answered from sorted arrays and
 * indexes that writes keep up to date, so a read costs what it returns, not what the cluster holds.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type ChangeLog, createChangeLog } from './change-log.ts';
import { createShelf, type Shelf } from './memory-shelf.ts';
import type { Resource } from './resources.ts';
import type { ChangeType, KubeObject, ObjectMeta, Storage } from './storage.ts';

export interface StorageOptions {
  /** How many changes `since` can look back on before a version counts as too old. */
  history?: number;
  now?: () => Date;
}

/** Kubernetes times carry whole seconds. */
export const timestamp = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
  return value;
}

const withMetadata = (object: KubeObject, metadata: Partial<ObjectMeta>): KubeObject =>
  freeze({ ...object, metadata: { ...object.metadata, ...metadata } });

const failure = ({ plural }: Resource, { namespace, name }: ObjectMeta, problem: string) =>
  new Error(`${plural} ${namespace ? `${namespace}/` : ''}${name} ${problem}`);

/** One shelf per resource, whatever the version it is asked for in. */
function createShelves(): (resource: Resource) => Shelf {
  const shelves = new Map<string, Shelf>();
  return ({ group, plural }) => {
    const key = `${group}/${plural}`;
    const found = shelves.get(key) ?? createShelf();
    shelves.set(key, found);
    return found;
  };
}

/** Counts versions and keeps shelves and log in step: the only way anything changes. */
function createWriter(shelf: (resource: Resource) => Shelf, log: ChangeLog) {
  let version = 0;
  return {
    version: () => version,
    write(type: ChangeType, resource: Resource, draft: KubeObject, before?: KubeObject) {
      version += 1;
      const object = withMetadata(draft, { resourceVersion: String(version) });
      const { namespace, name } = object.metadata;
      if (type === 'DELETED') shelf(resource).remove(namespace, name);
      else shelf(resource).put(object);
      const change = { type, resource, object, resourceVersion: version };
      log.append(before ? { ...change, before } : change);
      return object;
    },
    restore(resource: Resource, object: KubeObject) {
      shelf(resource).put(freeze(object));
      version = Math.max(version, Number(object.metadata.resourceVersion ?? 0));
      log.forget(version);
    },
  };
}

export function createStorage(options: StorageOptions = {}): Storage {
  const { history = 10_000, now = () => new Date() } = options;
  const shelf = createShelves();
  const log = createChangeLog(history);
  const { version, write, restore } = createWriter(shelf, log);
  return {
    get resourceVersion() {
      return version();
    },
    subscribe: log.subscribe,
    since: log.since,
    restore,
    get: (resource, namespace, name) => shelf(resource).get(namespace, name),
    list: (resource, namespace) => shelf(resource).list(namespace),
    withLabel: (resource, namespace, label, value) =>
      shelf(resource).withLabel(namespace, label, value),
    create(resource, object) {
      const { metadata } = object;
      const found = shelf(resource).get(metadata.namespace, metadata.name);
      if (found) throw failure(resource, metadata, 'is already stored');
      const given = { uid: randomUUID(), creationTimestamp: timestamp(now()), ...metadata };
      return write('ADDED', resource, withMetadata(object, given));
    },
    update(resource, object) {
      const { metadata } = object;
      const before = shelf(resource).get(metadata.namespace, metadata.name);
      if (!before) throw failure(resource, metadata, 'is not stored');
      const { resourceVersion = '' } = before.metadata;
      if (isDeepStrictEqual(withMetadata(object, { resourceVersion }), before)) return before;
      return write('MODIFIED', resource, object, before);
    },
    remove(resource, namespace, name) {
      const before = shelf(resource).get(namespace, name);
      return before && write('DELETED', resource, before, before);
    },
  };
}
