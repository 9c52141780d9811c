/** StatefulSets: pods by number, in order unless Parallel, each with a name that DNS can tell. */
import type { Pod, StatefulSet } from '../defaults/kinds.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { counters, isReady, isTerminating, podDraft } from './pod-template.ts';
import { createRevisions } from './revisions.ts';
import { controllerOf } from './world.ts';

const revisionLabel = 'controller-revision-hash';

const ordinalOf = (pod: Pod) => Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);
const revisionOf = (pod: Pod) => pod.metadata.labels?.[revisionLabel];

export const statefulSetController: ControllerFactory = (world) => {
  const revisions = createRevisions();

  function report(set: StatefulSet, reason: string, message: string): void {
    const component = 'statefulset-controller';
    world.record({ about: set, type: 'Normal', reason, message, component });
  }

  function createPod(set: StatefulSet, ordinal: number, revision: string): void {
    const name = `${set.metadata.name}-${ordinal}`;
    const draft = podDraft(set, set.spec.template, {
      name,
      generateName: `${set.metadata.name}-`,
      labels: {
        'apps.kubernetes.io/pod-index': String(ordinal),
        [revisionLabel]: revision,
        'statefulset.kubernetes.io/pod-name': name,
      },
      spec: { hostname: name, ...(set.spec.serviceName && { subdomain: set.spec.serviceName }) },
    });
    world.create('Pod', draft);
    const text = `Create Pod ${name} in StatefulSet ${set.metadata.name} successful`;
    report(set, 'SuccessfulCreate', text);
  }

  function deletePod(set: StatefulSet, pod: Pod): void {
    const { namespace = '', name } = pod.metadata;
    world.remove('Pod', namespace, name);
    const text = `Delete Pod ${name} in StatefulSet ${set.metadata.name} successful`;
    report(set, 'SuccessfulDelete', text);
  }

  const podsOf = (set: StatefulSet) => world.owned('Pod', set.metadata.uid ?? '');

  /** OrderedReady: a pod is made only when all before it are ready; a sick one stops the rest. */
  function fill(set: StatefulSet, revision: string): void {
    const pods = new Map(podsOf(set).map((pod) => [ordinalOf(pod), pod]));
    const inOrder = set.spec.podManagementPolicy !== 'Parallel';
    for (let ordinal = 0; ordinal < (set.spec.replicas ?? 1); ordinal += 1) {
      const pod = pods.get(ordinal);
      if (!pod) createPod(set, ordinal, revision);
      if (inOrder && (!pod || !isReady(pod))) return;
    }
  }

  /** From the highest number down, one at a time, and only while the ones after it are ready. */
  function update(set: StatefulSet, revision: string): void {
    const { updateStrategy, replicas = 1 } = set.spec;
    if (updateStrategy?.type === 'OnDelete') return;
    const partition = updateStrategy?.rollingUpdate?.partition ?? 0;
    const candidates = podsOf(set).filter((pod) => ordinalOf(pod) >= partition);
    for (const pod of candidates.sort((a, b) => ordinalOf(b) - ordinalOf(a))) {
      if (ordinalOf(pod) >= replicas || revisionOf(pod) !== revision) {
        deletePod(set, pod);
        if (ordinalOf(pod) < replicas) createPod(set, ordinalOf(pod), revision);
        return;
      }
      if (!isReady(pod)) return;
    }
  }

  function writeStatus(set: StatefulSet, revision: string): void {
    const pods = podsOf(set).filter((pod) => !isTerminating(pod));
    const ready = pods.filter(isReady).length;
    const updated = pods.filter((pod) => revisionOf(pod) === revision).length;
    const complete = updated === pods.length;
    const before = set.status?.currentRevision;
    const current = complete || before === undefined ? revision : before;
    const status = {
      replicas: pods.length,
      availableReplicas: ready,
      ...counters({
        readyReplicas: ready,
        currentReplicas: pods.filter((pod) => revisionOf(pod) === current).length,
        updatedReplicas: updated,
      }),
      collisionCount: 0,
      currentRevision: current,
      updateRevision: revision,
      observedGeneration: set.metadata.generation ?? 1,
    };
    world.update('StatefulSet', { ...set, status });
  }

  return {
    name: 'stateful-set',
    affected({ resource, object }) {
      if (resource.kind === 'StatefulSet') return [keyOf(object)];
      const owner = resource.kind === 'Pod' ? controllerOf(object) : undefined;
      return owner?.kind === 'StatefulSet' ? [`${object.metadata.namespace}/${owner.name}`] : [];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const set = world.get('StatefulSet', namespace, name);
      if (!set || set.metadata.deletionTimestamp) return;
      const stored = set.status?.updateRevision;
      const revision = revisions.of(set, stored, (hash) => `${set.metadata.name}-${hash}`);
      fill(set, revision);
      update(set, revision);
      writeStatus(set, revision);
    },
  };
};
