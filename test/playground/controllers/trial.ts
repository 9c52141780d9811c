/** A small cluster to try one thing on: three nodes, one namespace, controllers that can be settled. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type RunningControllers,
  startControllers,
} from '../../../src/playground/cluster/controllers/start.ts';
import { admit, createAdmitted } from '../../../src/playground/cluster/defaults/registry.ts';
import { loadScenario } from '../../../src/playground/cluster/scenario.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';
import { type Cluster, emptyCluster } from './recording.ts';

export interface Trial extends Cluster {
  controllers: RunningControllers;
  create(object: KubeObject): KubeObject;
  /** Replaces fields as a client's update would, and lets everything settle. */
  change(object: KubeObject, edit: (draft: KubeObject) => void): KubeObject;
  remove(object: KubeObject): void;
  get(apiVersion: string, kind: string, name: string, namespace?: string): KubeObject | undefined;
  all(apiVersion: string, kind: string, namespace?: string): KubeObject[];
}

const pieces = fileURLToPath(new URL('../../../src/playground/scenarios/pieces/', import.meta.url));

export function startTrial(scenario = join(pieces, 'nodes.yaml')): Trial {
  const cluster = emptyCluster();
  const { storage, resources } = cluster;
  const controllers = startControllers(storage, resources);
  loadScenario(scenario, { ...cluster, controllers });
  const trial: Trial = {
    ...cluster,
    controllers,
    create(object) {
      const created = createAdmitted(resources.of(object), object, storage);
      controllers.settle();
      return created;
    },
    change(object, edit) {
      const resource = resources.of(object);
      const { namespace, name } = object.metadata;
      const before = storage.get(resource, namespace, name);
      const draft = structuredClone(before ?? object);
      edit(draft);
      storage.update(resource, admit(resource, draft, before, storage));
      controllers.settle();
      return storage.get(resource, namespace, name) ?? draft;
    },
    remove(object) {
      const { namespace, name } = object.metadata;
      storage.remove(resources.of(object), namespace, name);
      controllers.settle();
    },
    get: (apiVersion, kind, name, namespace) =>
      storage.get(resources.of({ apiVersion, kind }), namespace, name),
    all: (apiVersion, kind, namespace) =>
      storage.list(resources.of({ apiVersion, kind }), namespace),
  };
  return trial;
}

export interface App {
  name: string;
  namespace?: string;
  replicas?: number;
  annotations?: Record<string, string>;
  image?: string;
}

export function deployment({ name, namespace = 'default', ...rest }: App): KubeObject {
  const { replicas = 2, annotations, image = 'example.com/app:1' } = rest;
  const labels = { app: name };
  const ports = [{ name: 'http', containerPort: 8080 }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, ...(annotations && { annotations }) },
        spec: { containers: [{ name: 'app', image, ports }] },
      },
    },
  };
}

export function service(name: string, spec: object = {}, namespace = 'default'): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      selector: { app: name },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      ...spec,
    },
  };
}

export interface EndpointView {
  address: string;
  ready: boolean;
  serving: boolean;
  terminating: boolean;
}

/** The endpoints of a Service over all its slices. */
export function endpointsOf(trial: Trial, name: string, namespace = 'default'): EndpointView[] {
  interface Raw {
    addresses: string[];
    conditions: { ready: boolean; serving: boolean; terminating: boolean };
  }
  return trial
    .all('discovery.k8s.io/v1', 'EndpointSlice', namespace)
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === name)
    .flatMap((slice) => (slice.endpoints as Raw[] | null) ?? [])
    .map(({ addresses, conditions }) => ({ address: addresses[0] ?? '', ...conditions }));
}

/** `Reason: message` of every event about objects of that name. */
export function eventsAbout(trial: Trial, name: string): string[] {
  return trial
    .all('v1', 'Event')
    .filter((event) => (event.involvedObject as { name: string }).name === name)
    .map((event) => `${event.reason}: ${event.message}`);
}

/** Makes the pods of the namespace that carry this label value crash. */
export function crashPods(trial: Trial, namespace: string, value: string): void {
  for (const pod of trial.all('v1', 'Pod', namespace)) {
    if (!Object.values(pod.metadata.labels ?? {}).includes(value)) continue;
    trial.change(pod, (draft) => {
      draft.metadata.annotations = { 'playground.portolan.dev/crash': 'gone' };
    });
  }
}
