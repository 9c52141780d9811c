/** A scenario in a storage of its own, and what its tests ask about it. */
import type { Pod } from '../../../src/playground/cluster/defaults/kinds.ts';
import { createStorage } from '../../../src/playground/cluster/memory.ts';
import { createResources } from '../../../src/playground/cluster/resources.ts';
import { loadScenario } from '../../../src/playground/cluster/scenario.ts';
import type { KubeObject } from '../../../src/playground/cluster/storage.ts';

export function load(nameOrPath: string) {
  const storage = createStorage();
  const resources = createResources();
  loadScenario(nameOrPath, { storage, resources });
  const all = resources.all().flatMap((resource) => storage.list(resource));
  const of = (kind: string, namespace?: string) =>
    all.filter(
      (object) =>
        object.kind === kind &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
  return { storage, resources, all, of };
}

const isReady = (pod: Pod) =>
  pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ??
  false;

export const unready = (objects: KubeObject[]) => (objects as Pod[]).filter((pod) => !isReady(pod));
