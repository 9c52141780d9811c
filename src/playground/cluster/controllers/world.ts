/**
 * What controllers see of the cluster and how they write to it: typed reads, writes through the same
 * defaulting as a client's, events, and the indexes that keep a reconcile as small as its object.
 */

import type * as kinds from '../defaults/kinds.ts';
import type { EndpointSlice, Endpoints } from '../defaults/kinds.ts';
import { admit } from '../defaults/registry.ts';
import type { Resource, Resources } from '../resources.ts';
import type { KubeObject, ObjectMeta, OwnerReference, Storage } from '../storage.ts';
import { type EventNote, eventObject } from './events.ts';
import { createIndexes, type Indexes } from './indexes.ts';
import { matchesSelector } from './selectors.ts';

export interface Kinds {
  CustomResourceDefinition: KubeObject;
  DaemonSet: kinds.DaemonSet;
  Deployment: kinds.Deployment;
  EndpointSlice: EndpointSlice;
  Endpoints: Endpoints;
  Event: KubeObject;
  Ingress: kinds.Ingress;
  IngressClass: kinds.IngressClass;
  Namespace: kinds.Namespace;
  Node: kinds.Node;
  Pod: kinds.Pod;
  ReplicaSet: kinds.ReplicaSet;
  Service: kinds.Service;
  ServiceAccount: KubeObject;
  StatefulSet: kinds.StatefulSet;
}

export type Kind = keyof Kinds;

const apiVersions: Record<Kind, string> = {
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Endpoints: 'v1',
  Event: 'v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  Namespace: 'v1',
  Node: 'v1',
  Pod: 'v1',
  ReplicaSet: 'apps/v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  StatefulSet: 'apps/v1',
};

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
  podsMatching(namespace: string, selector: kinds.LabelSelector): kinds.Pod[];
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
  const resourceOf = (kind: Kind): Resource =>
    resources.of({ apiVersion: apiVersions[kind], kind });
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
      const found = storage.get(resource, namespaceOf(resource, namespace), name);
      return found as Kinds[K] | undefined;
    },
    list: <K extends Kind>(kind: K, namespace?: string) =>
      storage.list(resourceOf(kind), namespace) as Kinds[K][],
    create<K extends Kind>(kind: K, draft: Draft) {
      const object = { ...draft, apiVersion: apiVersions[kind], kind } as KubeObject;
      const resource = resourceOf(kind);
      return storage.create(resource, admit(resource, object, undefined, storage)) as Kinds[K];
    },
    update<K extends Kind>(kind: K, object: Kinds[K]) {
      const resource = resourceOf(kind);
      const { namespace, name } = object.metadata;
      const before = storage.get(resource, namespace, name);
      if (before) storage.update(resource, admit(resource, object, before, storage));
    },
    remove(kind, namespace, name) {
      const resource = resourceOf(kind);
      storage.remove(resource, namespaceOf(resource, namespace), name);
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
      else if (note.count === undefined && typeof stored['count'] === 'number') {
        const count = stored['count'] + 1;
        world.update('Event', { ...stored, count, lastTimestamp: world.now() });
      }
    },
  };
  return world;
}
