/**
 * What controllers see of the cluster and how they write to it: typed reads, writes through the same
 * defaulting as a client's, events, and the indexes that keep a reconcile as small as its object.
 */

import type { LabelSelector, Pod } from '../defaults/kinds.ts';
import { admit, createAdmitted } from '../defaults/registry.ts';
import type { Resource, Resources } from '../resources.ts';
import type { KubeObject, ObjectMeta, OwnerReference, Storage } from '../storage.ts';
import { type EventNote, eventObject } from './events.ts';
import { createIndexes, type Indexes } from './indexes.ts';
import { apiVersions, type Kind, type Kinds } from './kind-table.ts';
import { matchesSelector } from './selectors.ts';

/** What a controller says of a new object: the API version and kind come from the table above. */
export interface Draft {
  metadata: ObjectMeta;
  [field: string]: unknown;
}

export interface World {
  readonly storage: Storage;
  readonly resources: Resources;
  readonly indexes: Indexes;
  /** RFC 3339 with whole seconds. */
  now(): string;
  get<K extends Kind>(kind: K, namespace: string, name: string): Kinds[K] | undefined;
  list<K extends Kind>(kind: K, namespace?: string): Kinds[K][];
  create<K extends Kind>(kind: K, draft: Draft): Kinds[K];
  /** Stores the object if it differs. One that is gone by now stays gone. */
  update<K extends Kind>(kind: K, object: Kinds[K]): void;
  remove(kind: Kind, namespace: string, name: string): void;
  /** Objects whose controller is this one, by name. */
  owned<K extends Kind>(kind: K, ownerUid: string): Kinds[K][];
  podsMatching(namespace: string, selector: LabelSelector): Pod[];
  /** Writes an Event, or counts one that says the same about the same object. */
  record(note: EventNote): void;
}

const order = (a: KubeObject, b: KubeObject) => (a.metadata.name < b.metadata.name ? -1 : 1);

export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller);
}

export function ownerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function createWorld(storage: Storage, resources: Resources, clock: () => Date): World {
  const indexes = createIndexes();
  const resourceOf = (kind: Kind) => resources.byKind(apiVersions[kind], kind);
  const namespaceOf = (resource: Resource, namespace: string) =>
    resource.namespaced ? namespace : undefined;

  const world: World = {
    storage,
    resources,
    indexes,
    now: () =>
      clock()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
    get<K extends Kind>(kind: K, namespace: string, name: string) {
      const resource = resourceOf(kind);
      if (!resource) return undefined;
      const found = storage.get(resource, namespaceOf(resource, namespace), name);
      return found as Kinds[K] | undefined;
    },
    list<K extends Kind>(kind: K, namespace?: string) {
      const resource = resourceOf(kind);
      return resource ? (storage.list(resource, namespace) as Kinds[K][]) : [];
    },
    create<K extends Kind>(kind: K, draft: Draft) {
      const object = { ...draft, apiVersion: apiVersions[kind], kind } as KubeObject;
      return createAdmitted(resources.of(object), object, storage) as Kinds[K];
    },
    update<K extends Kind>(_kind: K, object: Kinds[K]) {
      const resource = resources.of(object);
      const { namespace, name } = object.metadata;
      const before = storage.get(resource, namespace, name);
      if (before) storage.update(resource, admit(resource, object, before, storage));
    },
    remove(kind, namespace, name) {
      const resource = resourceOf(kind);
      if (resource) storage.remove(resource, namespaceOf(resource, namespace), name);
    },
    owned: <K extends Kind>(kind: K, ownerUid: string) =>
      indexes
        .dependents(ownerUid)
        .filter((ref) => ref.resource.kind === kind)
        .flatMap((ref) => world.get(kind, ref.namespace, ref.name) ?? [])
        .filter((object) => controllerOf(object)?.uid === ownerUid)
        .sort(order),
    podsMatching(namespace, selector) {
      const labels = selector.matchLabels ?? {};
      const candidates =
        Object.keys(labels).length > 0
          ? indexes
              .podsWith(namespace, labels)
              .flatMap((name) => world.get('Pod', namespace, name) ?? [])
          : world.list('Pod', namespace);
      return candidates.filter((pod) => matchesSelector(selector, pod.metadata.labels));
    },
    record(note) {
      const draft = eventObject(note, world.now());
      const { namespace = '', name } = draft.metadata;
      const stored = world.get('Event', namespace, name);
      if (!stored) world.create('Event', draft);
      else if (note.count === undefined && typeof stored.count === 'number') {
        const count = stored.count + 1;
        world.update('Event', { ...stored, count, lastTimestamp: world.now() });
      }
    },
  };
  return world;
}
