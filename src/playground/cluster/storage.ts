/**
 * The embedded cluster's memory: objects by resource, namespace and name, one counter of resource
 * versions for all of them (as etcd has), and a stream of what changed. It knows nothing of HTTP,
 * defaults or controllers: those sit on top and talk to each other only through it.
 */
import type { Resource } from './resources.ts';

/** An object as the API server stores it: JSON, never a class. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  [field: string]: unknown;
}

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One change. `object` is the state after it; for DELETED the last state, with a new resourceVersion. */
export interface Change {
  type: ChangeType;
  resource: Resource;
  object: KubeObject;
  /** The state before; absent for ADDED. */
  before?: KubeObject;
  resourceVersion: number;
}

export interface Storage {
  /** The resource version of the latest write. */
  readonly resourceVersion: number;
  get(resource: Resource, namespace: string | undefined, name: string): KubeObject | undefined;
  /** In the order of a real server's keys: by namespace, then name. Without namespace: all of them. */
  list(resource: Resource, namespace?: string): KubeObject[];
  /** The objects that carry the label with this value, in the same order, without a scan. */
  withLabel(
    resource: Resource,
    namespace: string | undefined,
    label: string,
    value: string,
  ): KubeObject[];
  /** Stores a new object; sets uid, resourceVersion and creationTimestamp where absent. Throws if present. */
  create(resource: Resource, object: KubeObject): KubeObject;
  /** Replaces an object. A write that changes nothing keeps the resourceVersion and is no Change. */
  update(resource: Resource, object: KubeObject): KubeObject;
  remove(resource: Resource, namespace: string | undefined, name: string): KubeObject | undefined;
  /** Puts recorded objects back as they were, with their uid and resourceVersion. */
  restore(resource: Resource, object: KubeObject): void;
  /** Called synchronously after each Change. Returns the function that ends it. */
  subscribe(listener: (change: Change) => void): () => void;
  /** Changes after a resource version, oldest first; undefined when that version is too old to tell. */
  since(resourceVersion: number): Change[] | undefined;
}
