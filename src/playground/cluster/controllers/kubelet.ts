/**
 * Stands in for every node's kubelet (and for the node controller where a node is not ready): gives
 * a bound pod its addresses and status, keeps it as its annotations say, and takes it away when
 * deleted. A pod that runs already when first seen is left as it was recorded.
 */
import type { Node, Pod } from '../defaults/kinds.ts';
import { ailmentsText, isMarkedTerminating } from './ailments.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { isNodeReady } from './placement.ts';
import { createPodAddresses } from './pod-addresses.ts';
import { podHealth } from './pod-health.ts';
import { isFinished, isTerminating } from './pod-template.ts';

const internalAddress = (node: Node | undefined) =>
  node?.status?.addresses?.find((one) => one.type === 'InternalIP')?.address;

export const kubelet: ControllerFactory = (world) => {
  const addresses = createPodAddresses();
  /** By pod uid: what the status was last computed from. */
  const seen = new Map<string, string>();

  const nodeOf = (pod: Pod) => world.get('Node', '', pod.spec.nodeName ?? '');
  const cause = (pod: Pod) => {
    const node = nodeOf(pod);
    return `${ailmentsText(pod)} ${!node || isNodeReady(node)}`;
  };

  function say(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void {
    const host = pod.spec.nodeName;
    world.record({ about: pod, type, reason, message, component: 'kubelet', host });
  }

  function network(pod: Pod): Record<string, unknown> {
    const hostIP = internalAddress(nodeOf(pod));
    const host = hostIP === undefined ? {} : { hostIP };
    if (pod.status?.podIPs?.length) return host;
    const chosen = pod.spec.hostNetwork && hostIP ? [hostIP] : addresses.choose(pod);
    return { ...host, podIP: chosen[0], podIPs: chosen.map((ip) => ({ ip })) };
  }

  function run(pod: Pod): void {
    const node = nodeOf(pod);
    const nodeReady = !node || isNodeReady(node);
    const { status, notes } = podHealth(pod, world.now(), nodeReady);
    world.update('Pod', { ...pod, status: { ...status, ...network(pod) } });
    const host = pod.spec.nodeName;
    for (const note of notes) world.record({ ...note, about: pod, component: 'kubelet', host });
    if (!nodeReady) {
      const component = 'node-controller';
      const [reason, message] = ['NodeNotReady', 'Node is not ready'];
      world.record({ about: pod, type: 'Warning', reason, message, component });
    }
  }

  /** deletionTimestamp is the time at which the grace period ends, not the time of the request. */
  function terminate(pod: Pod): void {
    const grace = Number(pod.spec.terminationGracePeriodSeconds ?? 30);
    const end = new Date(Date.parse(world.now()) + grace * 1_000).toISOString();
    const deletionTimestamp = end.replace(/\.\d+Z$/, 'Z');
    const deletion = { deletionTimestamp, deletionGracePeriodSeconds: grace };
    world.update('Pod', { ...pod, metadata: { ...pod.metadata, ...deletion } });
    for (const { name } of pod.spec.containers) {
      say(pod, 'Normal', 'Killing', `Stopping container ${name}`);
    }
  }

  function reconcile(pod: Pod): void {
    if (isTerminating(pod) && !isMarkedTerminating(pod)) {
      world.remove('Pod', pod.metadata.namespace ?? '', pod.metadata.name);
      return;
    }
    const uid = pod.metadata.uid ?? '';
    const next = cause(pod);
    const known = seen.get(uid);
    seen.set(uid, next);
    const recorded = known === undefined && pod.status?.startTime !== undefined;
    if (known !== next && !recorded) run(pod);
    else if (isMarkedTerminating(pod) && !isTerminating(pod)) terminate(pod);
  }

  return {
    name: 'kubelet',
    affected({ resource, object, before, type }) {
      if (resource.group !== '') return [];
      if (resource.kind === 'Node') {
        return world.indexes
          .podsOn(object.metadata.name)
          .map((ref) => `${ref.namespace}/${ref.name}`);
      }
      if (resource.kind !== 'Pod') return [];
      if (before) addresses.follow(before as Pod, true);
      addresses.follow(object as Pod, type === 'DELETED');
      if (type === 'DELETED') seen.delete(object.metadata.uid ?? '');
      return type !== 'DELETED' && (object as Pod).spec.nodeName ? [keyOf(object)] : [];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const pod = world.get('Pod', namespace, name);
      if (pod?.spec.nodeName && !isFinished(pod)) reconcile(pod);
    },
  };
};
