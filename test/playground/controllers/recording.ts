/** The recording of a real cluster, as the embedded one's starting point or as what to compare with. */
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { createStorage } from '../../../src/playground/cluster/memory.ts';
import { createResources, type Resources } from '../../../src/playground/cluster/resources.ts';
import type { KubeObject, Storage } from '../../../src/playground/cluster/storage.ts';

const golden = (file: string) =>
  readFileSync(new URL(`../../golden/${file}`, import.meta.url), 'utf8');

/** What kube-apiserver 1.36 held after `kubectl apply -f shop.yaml`. */
export const recordedObjects: KubeObject[] = JSON.parse(golden('cluster.json')).items;

/** What was applied. */
export const appliedObjects = (): KubeObject[] =>
  parseAllDocuments(golden('shop.yaml')).map((document) => document.toJS());

export interface Cluster {
  storage: Storage;
  resources: Resources;
}

export function emptyCluster(): Cluster {
  return { storage: createStorage(), resources: createResources() };
}

export function recordedCluster(): Cluster {
  const cluster = emptyCluster();
  const definitions = recordedObjects.filter((one) => one.kind === 'CustomResourceDefinition');
  for (const definition of definitions) cluster.resources.define(definition);
  for (const object of recordedObjects) {
    cluster.storage.restore(cluster.resources.of(object), structuredClone(object));
  }
  return cluster;
}

export function objectsOf({ storage, resources }: Cluster, ...kinds: string[]): KubeObject[] {
  return resources
    .all()
    .filter((resource) => kinds.length === 0 || kinds.includes(resource.kind))
    .flatMap((resource) => storage.list(resource));
}
