/**
 * What would otherwise be scans: which pods carry a label, which selectors a pod's labels could
 * meet, who owns what, what runs on a node. With 100,000 pods a scan per change would be quadratic.
 */
import type { Labels, Pod, ReplicaSet } from '../defaults/kinds.ts';
import type { Service } from '../defaults/network-kinds.ts';
import type { Resource } from '../resources.ts';
import type { Change, KubeObject } from '../storage.ts';

export interface Ref {
  resource: Resource;
  namespace: string;
  name: string;
}

export interface Indexes {
  follow(change: Pick<Change, 'resource' | 'object' | 'before' | 'type'>): void;
  /** Names of pods of the namespace that carry all labels. */
  podsWith(namespace: string, labels: Labels): string[];
  /** Names of Services or ReplicaSets with a selector that shares a pair with the labels. */
  selecting(kind: 'Service' | 'ReplicaSet', namespace: string, labels: Labels): Set<string>;
  dependents(ownerUid: string): Ref[];
  podsOn(node: string): Ref[];
  countOn(node: string): number;
}

/** A map of sets that forgets empty sets. */
function createBuckets<T>(): {
  add(key: string, id: string, value: T): void;
  delete(key: string, id: string): void;
  get(key: string): Map<string, T>;
} {
  const buckets = new Map<string, Map<string, T>>();
  const none = new Map<string, T>();
  return {
    add(key, id, value) {
      const bucket = buckets.get(key) ?? new Map<string, T>();
      buckets.set(key, bucket.set(id, value));
    },
    delete(key, id) {
      const bucket = buckets.get(key);
      bucket?.delete(id);
      if (bucket?.size === 0) buckets.delete(key);
    },
    get: (key) => buckets.get(key) ?? none,
  };
}

const pairKey = (scope: string, key: string, value: string) => `${scope} ${key}=${value}`;

function pairs(scope: string, labels: Labels | undefined): string[] {
  return Object.entries(labels ?? {}).map(([key, value]) => pairKey(scope, key, value));
}

/** One pair is enough to find a selector by: a pod that lacks it cannot match. */
function selectorKeys(resource: Resource, object: KubeObject): string[] {
  const scope = `${resource.kind} ${object.metadata.namespace}`;
  const selector =
    resource.kind === 'Service'
      ? (object as Service).spec.selector
      : (object as ReplicaSet).spec.selector.matchLabels;
  return pairs(scope, selector).slice(-1);
}

const isCore = (resource: Resource, kind: string) =>
  resource.group === '' && resource.kind === kind;

const isReplicaSet = (resource: Resource) =>
  resource.group === 'apps' && resource.kind === 'ReplicaSet';

export function createIndexes(): Indexes {
  const podLabels = createBuckets<string>();
  const selectors = createBuckets<string>();
  const owners = createBuckets<Ref>();
  const nodes = createBuckets<Ref>();

  /** Every bucket an object belongs to, with what to keep there. */
  function entries(resource: Resource, object: KubeObject, visit: Visit): void {
    const { namespace = '', name, labels, ownerReferences } = object.metadata;
    const ref = { resource, namespace, name };
    const id = `${resource.group}/${resource.plural}/${namespace}/${name}`;
    for (const owner of ownerReferences ?? []) visit(owners, owner.uid, id, ref);
    if (isCore(resource, 'Pod')) {
      for (const key of pairs(namespace, labels)) visit(podLabels, key, name, name);
      const { nodeName } = (object as Pod).spec;
      if (nodeName) visit(nodes, nodeName, id, ref);
    }
    if (isCore(resource, 'Service') || isReplicaSet(resource)) {
      for (const key of selectorKeys(resource, object)) visit(selectors, key, name, name);
    }
  }

  return {
    follow({ resource, object, before, type }) {
      if (before) entries(resource, before, (buckets, key, id) => buckets.delete(key, id));
      if (type === 'DELETED') return;
      entries(resource, object, (buckets, key, id, value) => buckets.add(key, id, value));
    },
    podsWith(namespace, labels) {
      const found = pairs(namespace, labels).map((key) => podLabels.get(key));
      const [smallest, ...others] = found.sort((a, b) => a.size - b.size);
      const names = [...(smallest?.keys() ?? [])];
      return names.filter((name) => others.every((other) => other.has(name))).sort();
    },
    selecting(kind, namespace, labels) {
      const keys = pairs(`${kind} ${namespace}`, labels);
      return new Set(keys.flatMap((key) => [...selectors.get(key).keys()]));
    },
    dependents: (ownerUid) => [...owners.get(ownerUid).values()],
    podsOn: (node) => [...nodes.get(node).values()],
    countOn: (node) => nodes.get(node).size,
  };
}

type Visit = <T>(
  buckets: ReturnType<typeof createBuckets<T>>,
  key: string,
  id: string,
  value: T,
) => void;
