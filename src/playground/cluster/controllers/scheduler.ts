/** Binds pods to nodes: where the fewest of the same owner run, then the fewest at all, then by name. */
import type { Node, Pod } from '../defaults/kinds.ts';
import { ailment } from './ailments.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { pinnedNode } from './daemon-set.ts';
import { fits, isNodeReady, noNodeMessage } from './placement.ts';
import { isFinished, isTerminating } from './pod-template.ts';
import { controllerOf } from './world.ts';

const zoneLabel = 'topology.kubernetes.io/zone';
const regionLabel = 'topology.kubernetes.io/region';
const component = 'default-scheduler';

export const scheduler: ControllerFactory = (world) => {
  const waiting = new Set<string>();

  function choose(pod: Pod): Node | undefined {
    const pinned = pinnedNode(pod);
    const owner = controllerOf(pod)?.uid;
    const siblings = owner ? world.owned('Pod', owner) : [];
    const crowd = (node: Node) =>
      siblings.filter((one) => one.spec.nodeName === node.metadata.name).length;
    const load = (node: Node) => world.indexes.countOn(node.metadata.name);
    return world
      .list('Node')
      .filter((node) => (pinned ? node.metadata.name === pinned : isNodeReady(node)))
      .filter((node) => fits(pod.spec, node))
      .map((node) => ({ node, crowd: crowd(node), load: load(node) }))
      .sort((a, b) => a.crowd - b.crowd || a.load - b.load)[0]?.node;
  }

  /** The node's zone is copied onto the pod, as PodTopologyLabels admission does since 1.35. */
  function bind(pod: Pod, node: Node): void {
    const { name } = node.metadata;
    const copied = Object.entries(node.metadata.labels ?? {}).filter(
      ([key]) => key === zoneLabel || key === regionLabel,
    );
    const labels = { ...pod.metadata.labels, ...Object.fromEntries(copied) };
    const condition = {
      type: 'PodScheduled',
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: world.now(),
    };
    world.update('Pod', {
      ...pod,
      metadata: { ...pod.metadata, ...(Object.keys(labels).length > 0 && { labels }) },
      spec: { ...pod.spec, nodeName: name },
      status: { ...pod.status, conditions: [condition] },
    });
    const message = `Successfully assigned ${keyOf(pod)} to ${name}`;
    const reason = 'Scheduled';
    world.record({ about: pod, type: 'Normal', reason, message, component, action: 'Binding' });
  }

  function refuse(pod: Pod, message: string): void {
    const known = pod.status?.conditions?.find((one) => one.type === 'PodScheduled');
    if (known?.message === message) return;
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastProbeTime: null,
      lastTransitionTime: world.now(),
    };
    world.update('Pod', { ...pod, status: { ...pod.status, conditions: [condition] } });
    const reason = 'FailedScheduling';
    world.record({ about: pod, type: 'Warning', reason, message, component, action: 'Scheduling' });
  }

  return {
    name: 'scheduler',
    affected({ resource, object, type }) {
      if (resource.group !== '') return [];
      if (resource.kind === 'Node') return [...waiting];
      if (resource.kind !== 'Pod') return [];
      const pod = object as Pod;
      const done = type === 'DELETED' || pod.spec.nodeName || isFinished(pod) || isTerminating(pod);
      if (done) waiting.delete(keyOf(pod));
      else waiting.add(keyOf(pod));
      return done ? [] : [keyOf(pod)];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const pod = world.get('Pod', namespace, name);
      if (!pod || pod.spec.nodeName) return;
      const pending = ailment(pod, 'pending');
      const node = pending === undefined ? choose(pod) : undefined;
      if (node) bind(pod, node);
      else refuse(pod, pending ?? noNodeMessage(pod.spec, world.list('Node')));
    },
  };
};
