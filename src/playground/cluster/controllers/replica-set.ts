/** ReplicaSets: as many pods as asked for, named by hash; strays are let go, orphans taken in. */
import type { Pod, ReplicaSet } from '../defaults/kinds.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { freeName } from './names.ts';
import { counters, isActive, isReady, isTerminating, podDraft } from './pod-template.ts';
import { matchesSelector } from './selectors.ts';
import { controllerOf, ownerReference, type World } from './world.ts';

/** Who goes first when there are too many: the ones that serve nobody, then the youngest. */
function byExpendability(a: Pod, b: Pod): number {
  const rank = (pod: Pod) => Number(pod.spec.nodeName !== undefined) + Number(isReady(pod)) * 2;
  const born = (pod: Pod) => pod.metadata.creationTimestamp ?? '';
  return (
    rank(a) - rank(b) ||
    born(b).localeCompare(born(a)) ||
    (a.metadata.name < b.metadata.name ? 1 : -1)
  );
}

/** A pod relabelled out of the selector keeps running without an owner, and is replaced. */
function claim(world: World, set: ReplicaSet): Pod[] {
  const uid = set.metadata.uid ?? '';
  for (const pod of world.owned('Pod', uid)) {
    if (matchesSelector(set.spec.selector, pod.metadata.labels)) continue;
    const { ownerReferences: _, ...metadata } = pod.metadata;
    world.update('Pod', { ...pod, metadata });
  }
  for (const pod of world.podsMatching(set.metadata.namespace ?? '', set.spec.selector)) {
    if (controllerOf(pod) || !isActive(pod) || isTerminating(pod)) continue;
    const ownerReferences = [...(pod.metadata.ownerReferences ?? []), ownerReference(set)];
    world.update('Pod', { ...pod, metadata: { ...pod.metadata, ownerReferences } });
  }
  return world.owned('Pod', uid);
}

export const replicaSetController: ControllerFactory = (world) => {
  /** How many pods each ReplicaSet has made: a replacement never takes the old pod's name. */
  const made = new Map<string, number>();

  function createPod(set: ReplicaSet): void {
    const { name, namespace = '', uid = '' } = set.metadata;
    const index = made.get(uid) ?? world.owned('Pod', uid).length;
    made.set(uid, index + 1);
    const generateName = `${name}-`;
    const taken = (candidate: string) => world.get('Pod', namespace, candidate) !== undefined;
    const pod = freeName(generateName, `${namespace}/${name}/${index}`, taken);
    world.create('Pod', podDraft(set, set.spec.template, { name: pod, generateName }));
    report(set, 'SuccessfulCreate', `Created pod: ${pod}`);
  }

  function report(set: ReplicaSet, reason: string, message: string): void {
    const component = 'replicaset-controller';
    world.record({ about: set, type: 'Normal', reason, message, component });
  }

  function resize(set: ReplicaSet, pods: Pod[]): void {
    const missing = (set.spec.replicas ?? 1) - pods.length;
    for (let count = 0; count < missing; count += 1) createPod(set);
    for (const pod of pods.toSorted(byExpendability).slice(0, Math.max(0, -missing))) {
      world.remove('Pod', pod.metadata.namespace ?? '', pod.metadata.name);
      report(set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
    }
  }

  function writeStatus(set: ReplicaSet): void {
    const all = world.owned('Pod', set.metadata.uid ?? '');
    const pods = all.filter(isActive);
    const wanted = set.spec.template.metadata?.labels ?? {};
    const labelled = pods.filter((pod) =>
      matchesSelector({ matchLabels: wanted }, pod.metadata.labels),
    );
    const ready = pods.filter(isReady).length;
    const status = {
      replicas: pods.length,
      ...counters({
        fullyLabeledReplicas: labelled.length,
        readyReplicas: ready,
        availableReplicas: ready,
      }),
      observedGeneration: set.metadata.generation ?? 1,
      terminatingReplicas: all.filter((pod) => !isActive(pod) && isTerminating(pod)).length,
    };
    world.update('ReplicaSet', { ...set, status });
  }

  return {
    name: 'replica-set',
    affected({ resource, object, before }) {
      if (resource.kind === 'ReplicaSet' && resource.group === 'apps') return [keyOf(object)];
      if (resource.kind !== 'Pod' || resource.group !== '') return [];
      const { namespace = '' } = object.metadata;
      const keys = [object, ...(before ? [before] : [])].flatMap((one) => {
        const owner = controllerOf(one);
        if (owner) return owner.kind === 'ReplicaSet' ? [owner.name] : [];
        return [...world.indexes.selecting('ReplicaSet', namespace, one.metadata.labels ?? {})];
      });
      return new Set(keys.map((name) => `${namespace}/${name}`));
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const set = world.get('ReplicaSet', namespace, name);
      if (!set || set.metadata.deletionTimestamp) return;
      resize(set, claim(world, set).filter(isActive));
      writeStatus(set);
    },
  };
};
