/** DaemonSets: one pod on every node that may have it, bound to it by name (node affinity). */
import type { DaemonSet, Node, Pod, PodSpec, Toleration } from '../defaults/kinds.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { freeName } from './names.ts';
import { fits } from './placement.ts';
import { counters, isActive, isReady, podDraft } from './pod-template.ts';
import { createRevisions } from './revisions.ts';
import { controllerOf } from './world.ts';

const revisionLabel = 'controller-revision-hash';
const generationKey = 'deprecated.daemonset.template.generation';

const evictions = ['not-ready', 'unreachable'];
const pressures = ['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'];

/** A daemon stays on nodes that ordinary pods leave. */
function tolerations(spec: PodSpec): Toleration[] {
  const one = (state: string, effect: string): Toleration => ({
    key: `node.kubernetes.io/${state}`,
    operator: 'Exists',
    effect,
  });
  const states = spec.hostNetwork ? [...pressures, 'network-unavailable'] : pressures;
  return [
    ...(spec.tolerations ?? []),
    ...evictions.map((state) => one(state, 'NoExecute')),
    ...states.map((state) => one(state, 'NoSchedule')),
  ];
}

function pinnedTo(node: string): Partial<PodSpec> {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  const required = { nodeSelectorTerms: [{ matchFields }] };
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
  };
}

export function pinnedNode(pod: Pod): string | undefined {
  const text = JSON.stringify(pod.spec.affinity ?? null);
  return /"key":"metadata\.name","operator":"In","values":\["([^"]+)"\]/.exec(text)?.[1];
}

export const daemonSetController: ControllerFactory = (world) => {
  const revisions = createRevisions();

  const podsOf = (set: DaemonSet) => world.owned('Pod', set.metadata.uid ?? '').filter(isActive);

  const isCurrent = (pod: Pod, revision: string) =>
    pod.metadata.labels?.[revisionLabel] === revision;

  function createPod(set: DaemonSet, node: string, revision: string): void {
    const { name, namespace = '', annotations } = set.metadata;
    const taken = (candidate: string) => world.get('Pod', namespace, candidate) !== undefined;
    const pod = freeName(`${name}-`, `${namespace}/${name}/${node}/${revision}`, taken);
    const { template } = set.spec;
    const draft = podDraft(set, template, {
      name: pod,
      generateName: `${name}-`,
      labels: {
        [revisionLabel]: revision,
        'pod-template-generation': annotations?.[generationKey] ?? '1',
      },
      spec: { ...pinnedTo(node), tolerations: tolerations(template.spec) },
    });
    world.create('Pod', draft);
    const message = `Created pod: ${pod}`;
    const component = 'daemonset-controller';
    world.record({ about: set, type: 'Normal', reason: 'SuccessfulCreate', message, component });
  }

  function eligible(set: DaemonSet): Node[] {
    const { spec } = set.spec.template;
    const asPod = { ...spec, tolerations: tolerations(spec) };
    return world.list('Node').filter((node) => fits(asPod, node));
  }

  /** Old pods go one at a time, and only while every other pod is ready (maxUnavailable 1). */
  function updateOne(set: DaemonSet, revision: string): void {
    if (set.spec.updateStrategy?.type === 'OnDelete') return;
    const pods = podsOf(set);
    const old = pods.filter((pod) => !isCurrent(pod, revision));
    const next = old.find((pod) => !isReady(pod)) ?? old[0];
    if (!next || pods.some((pod) => pod !== next && !isReady(pod))) return;
    world.remove('Pod', next.metadata.namespace ?? '', next.metadata.name);
  }

  function place(set: DaemonSet, nodes: Node[], revision: string): void {
    const wanted = new Set(nodes.map((node) => node.metadata.name));
    const present = new Set<string>();
    for (const pod of podsOf(set)) {
      const node = pod.spec.nodeName ?? pinnedNode(pod) ?? '';
      if (wanted.has(node) && !present.has(node)) present.add(node);
      else world.remove('Pod', pod.metadata.namespace ?? '', pod.metadata.name);
    }
    for (const node of wanted) if (!present.has(node)) createPod(set, node, revision);
  }

  function writeStatus(set: DaemonSet, desired: number, revision: string): void {
    const pods = podsOf(set);
    const ready = pods.filter(isReady).length;
    const status = {
      currentNumberScheduled: pods.length,
      desiredNumberScheduled: desired,
      numberMisscheduled: 0,
      numberReady: ready,
      ...counters({
        numberAvailable: ready,
        numberUnavailable: desired - ready,
        updatedNumberScheduled: pods.filter((pod) => isCurrent(pod, revision)).length,
      }),
      observedGeneration: set.metadata.generation ?? 1,
    };
    world.update('DaemonSet', { ...set, status });
  }

  return {
    name: 'daemon-set',
    affected({ resource, object }) {
      if (resource.kind === 'DaemonSet') return [keyOf(object)];
      if (resource.kind === 'Node') return world.list('DaemonSet').map(keyOf);
      const owner = resource.kind === 'Pod' ? controllerOf(object) : undefined;
      return owner?.kind === 'DaemonSet' ? [`${object.metadata.namespace}/${owner.name}`] : [];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const set = world.get('DaemonSet', namespace, name);
      if (!set || set.metadata.deletionTimestamp) return;
      const stored = podsOf(set)[0]?.metadata.labels?.[revisionLabel];
      const revision = revisions.of(set, stored, (hash) => hash);
      const nodes = eligible(set);
      updateOne(set, revision);
      place(set, nodes, revision);
      writeStatus(set, nodes.length, revision);
    },
  };
};
