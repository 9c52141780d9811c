/**
 * The storage in memory. Objects are immutable once stored (and frozen, so that a slip is loud):
 * readers share them, nobody copies. Lists and label lookups are answered from sorted arrays and
 * indexes that writes keep up to date, so a read costs what it returns, not what the cluster holds.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { createShelf, type Shelf } from './memory-shelf.ts';
import type { Resource } from './resources.ts';
import type { Change, ChangeType, KubeObject, Storage } from './storage.ts';

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

const withVersion = (object: KubeObject, version: number): KubeObject =>
  freeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(version) } });

export function createStorage(options: StorageOptions = {}): Storage {
  const { history = 10_000, now = () => new Date() } = options;
  const shelves = new Map<string, Shelf>();
  const listeners = new Set<(change: Change) => void>();
  const waiting: Change[] = [];
  let changes: Change[] = [];
  let version = 0;
  /** Versions below this one have no complete history. */
  let oldest = 0;

  function shelf(resource: Resource): Shelf {
    const key = `${resource.group}/${resource.plural}`;
    const found = shelves.get(key) ?? createShelf();
    shelves.set(key, found);
    return found;
  }

  function record(
    type: ChangeType,
    resource: Resource,
    object: KubeObject,
    before?: KubeObject,
  ): KubeObject {
    const change: Change = {
      type,
      resource,
      object,
      resourceVersion: version,
      ...(before && { before }),
    };
    changes.push(change);
    if (changes.length > history * 2) changes = changes.slice(-history);
    oldest = Math.max(oldest, (changes[0]?.resourceVersion ?? 1) - 1);
    deliver(change);
    return object;
  }

  /** A listener may write: what that causes waits, so that all see changes in the same order. */
  function deliver(change: Change): void {
    waiting.push(change);
    if (waiting.length > 1) return;
    try {
      for (let next = waiting[0]; next; next = waiting[0]) {
        for (const listener of listeners) listener(next);
        waiting.shift();
      }
    } finally {
      waiting.length = 0;
    }
  }

  return {
    get resourceVersion() {
      return version;
    },
    get: (resource, namespace, name) => shelf(resource).get(namespace, name),
    list: (resource, namespace) => shelf(resource).list(namespace),
    withLabel: (resource, namespace, label, value) =>
      shelf(resource).withLabel(namespace, label, value),
    create(resource, object) {
      const { namespace, name } = object.metadata;
      if (shelf(resource).get(namespace, name)) {
        throw new Error(`${resource.plural} ${namespace ?? ''}/${name} is already stored`);
      }
      version += 1;
      const metadata = {
        uid: randomUUID(),
        creationTimestamp: timestamp(now()),
        ...object.metadata,
      };
      const stored = withVersion({ ...object, metadata }, version);
      shelf(resource).put(stored);
      return record('ADDED', resource, stored);
    },
    update(resource, object) {
      const { namespace, name } = object.metadata;
      const before = shelf(resource).get(namespace, name);
      if (!before) throw new Error(`${resource.plural} ${namespace ?? ''}/${name} is not stored`);
      const same = withVersion(object, Number(before.metadata.resourceVersion));
      if (isDeepStrictEqual(same, before)) return before;
      version += 1;
      const stored = withVersion(object, version);
      shelf(resource).put(stored);
      return record('MODIFIED', resource, stored, before);
    },
    remove(resource, namespace, name) {
      const before = shelf(resource).remove(namespace, name);
      if (!before) return undefined;
      version += 1;
      return record('DELETED', resource, withVersion(before, version), before);
    },
    restore(resource, object) {
      shelf(resource).put(freeze(object));
      version = Math.max(version, Number(object.metadata.resourceVersion ?? 0));
      oldest = Math.max(oldest, version);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since(resourceVersion) {
      if (resourceVersion < oldest) return undefined;
      const start = changes.findLastIndex((change) => change.resourceVersion <= resourceVersion);
      return changes.slice(start + 1);
    },
  };
}
