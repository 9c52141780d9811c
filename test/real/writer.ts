/** Writes into the cluster under test, remembers it, and takes it all away again. */
import { randomBytes } from 'node:crypto';
import {
  ApiException,
  CoreV1Api,
  DiscoveryV1Api,
  KubeConfig,
  KubernetesObjectApi,
  type V1Pod,
  type V1PodStatus,
} from '@kubernetes/client-node';
import type { Written } from './objects.ts';

/** A context of a kubeconfig; without a file the usual ones ($KUBECONFIG, ~/.kube/config). */
export interface Target {
  kubeconfig?: string;
  context: string;
}

export interface Writer {
  discovery: DiscoveryV1Api;
  /** A namespace of this run alone. */
  namespace(): Promise<string>;
  /** @returns the uid */
  create(object: Written): Promise<string>;
  /** For objects with a name of their own: one that is there already stays, now and in the end. */
  createAnew(object: Written): Promise<void>;
  setStatus(namespace: string, pod: string, status: V1PodStatus): Promise<void>;
  /** Everything that was created, last first. @throws if something is left */
  removeAll(): Promise<void>;
}

export function createWriter({ kubeconfig, context }: Target): Writer {
  const config = new KubeConfig();
  if (kubeconfig) config.loadFromFile(kubeconfig);
  else config.loadFromDefault();
  config.setCurrentContext(context);
  const core = config.makeApiClient(CoreV1Api);
  const objects = KubernetesObjectApi.makeApiClient(config);
  const created: Written[] = [];

  async function create(object: Written): Promise<string> {
    created.push(object);
    const { metadata } = await objects.create(object);
    return metadata?.uid ?? '';
  }

  return {
    discovery: config.makeApiClient(DiscoveryV1Api),
    create,
    async createAnew(object) {
      await create(object).catch((error) => {
        created.splice(created.indexOf(object), 1);
        if (statusOf(error) !== 409) throw error;
      });
    },
    async namespace() {
      const name = `portolan-test-${randomBytes(3).toString('hex')}`;
      await create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      return name;
    },
    async setStatus(namespace, name, status) {
      const attempt = async () => {
        const pod: V1Pod = await core.readNamespacedPod({ namespace, name });
        const body = { ...pod, status: { ...pod.status, ...status } };
        await core.replaceNamespacedPodStatus({ namespace, name, body });
      };
      await retried(attempt, (error) => statusOf(error) === 409);
    },
    async removeAll() {
      const namespaces = created
        .filter(({ kind }) => kind === 'Namespace')
        .map(({ metadata }) => metadata?.name ?? '');
      const kept = await Promise.all(namespaces.map((name) => isLookedAfter(core, name)));
      const failures: unknown[] = [];
      for (const object of created.toReversed()) {
        await remove(objects, object).catch((error) => failures.push(error));
      }
      await Promise.all(namespaces.map((name, i) => gone(core, name, kept[i] ?? true)));
      if (failures.length > 0) throw new AggregateError(failures, 'not everything was removed');
    },
  };
}

async function remove(objects: KubernetesObjectApi, object: Written): Promise<void> {
  const grace = object.kind === 'Pod' ? 0 : undefined;
  await objects
    .delete(object, undefined, undefined, grace, undefined, 'Background')
    .catch((error) => {
      if (statusOf(error) !== 404) throw error;
    });
}

/** Does a controller manager run? It gives every namespace its `default` account. */
async function isLookedAfter(core: CoreV1Api, namespace: string): Promise<boolean> {
  const { items } = await core.listNamespacedServiceAccount({ namespace });
  return items.some(({ metadata }) => metadata?.name === 'default');
}

const patienceMs = 60_000;

/** Where no controller runs, nobody else ends a namespace: its finalizer is ours to take off. */
async function gone(core: CoreV1Api, name: string, isLookedAfter: boolean): Promise<void> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const body = await core.readNamespace({ name }).catch((error) => {
      if (statusOf(error) !== 404) throw error;
    });
    if (!body) return;
    if (!isLookedAfter) {
      await core.replaceNamespaceFinalize({ name, body: { ...body, spec: { finalizers: [] } } });
      return;
    }
    await pause(250);
  }
  throw new Error(`the namespace ${name} is still there`);
}

/** As often as it makes sense: somebody else writes the same object. */
async function retried(act: () => Promise<void>, again: (error: unknown) => boolean) {
  for (let left = 5; ; left -= 1) {
    try {
      return await act();
    } catch (error) {
      if (left === 0 || !again(error)) throw error;
    }
  }
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof ApiException ? error.code : undefined;
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
