/** Does a Service outlive one of its pods? */
import type { Pod } from '../../objects/pod.ts';
import type { Service } from '../../objects/service.ts';
import { code } from '../../report.ts';
import { objectOf } from '../findings.ts';
import { type Workload, workloadName, workloadsOf } from '../workloads.ts';
import { type Behind, behindOf, editWorkload, objectOfWorkload } from './behind.ts';
import { type AuditFinding, defineRule, type World } from './rule.ts';

export const moreThanOneEndpoint = defineRule({
  id: 'more-than-one-endpoint',
  title: 'A Service has more than one pod',
  severity: 'medium',
  needs: ['services', 'pods', 'deployments', 'statefulSets'],
  explain: {
    why: 'With one pod, every drained node, every crash and every change of the pod is an outage of the Service.',
    how: 'Services with a single pod are listed, by how many their workload wants rather than by how many are there just now. Canaries and Services for metrics are left out. A StatefulSet of one is told as low: a database has to be made for more.',
    fix: 'Run two or more, on different nodes, with a PodDisruptionBudget; where the program cannot, know that each change is an outage.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
  },
  concerns: ({ services, pods }) => behindOf(services, pods).length > 0,
  run: (world) =>
    behindOf(world.services, world.pods).flatMap((one) => {
      const [only, ...others] = workloadsOf(one.pods);
      const isLone = only && others.length === 0 && one.pods.length === 1;
      if (!isLone || only.kind === 'Job' || wantsMore(only, one, world)) return [];
      if (isCanary(one.service, one.pods) || isForMetrics(one.service)) return [];
      return [finding(one, only)];
    }),
});

type Workloads = World<'deployments' | 'statefulSets'>;

/** One that is being scaled up, or whose other pods have just gone. DaemonSets go by nodes. */
function wantsMore(
  { kind, name }: Workload,
  { service }: Behind,
  { deployments, statefulSets }: Workloads,
): boolean {
  if (kind === 'DaemonSet') return true;
  const all = kind === 'StatefulSet' ? statefulSets : kind === 'Deployment' ? deployments : [];
  const owner = all.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === service.metadata.namespace,
  );
  return (owner?.spec.replicas ?? 1) > 1;
}

const canary = /(^|[-_.])(canary|preview)($|[-_.])/i;

function isCanary({ metadata }: Service, pods: readonly Pod[]): boolean {
  const labels = pods.flatMap((pod) => Object.values(pod.metadata.labels));
  return [metadata.name, ...labels].some((word) => canary.test(word));
}

const isForMetrics = ({ metadata, spec }: Service) =>
  /metrics/.test(metadata.name) ||
  (spec.ports.length > 0 && spec.ports.every(({ name }) => /metrics/.test(name)));

function finding({ service }: Behind, workload: Workload): AuditFinding {
  const { namespace } = service.metadata;
  const served = { workload, namespace };
  const isStateful = workload.kind === 'StatefulSet';
  const isOrphan = workload.kind === '';
  const who = isOrphan
    ? `pod ${code(workload.name)}, which nobody makes again`
    : `of ${workloadName(workload)}`;
  return {
    object: objectOf('service', service),
    ...(isStateful && { severity: 'low' as const }),
    summary: `has a single pod, ${who}`,
    evidence: [
      isOrphan
        ? { object: objectOfWorkload(served), field: 'metadata.ownerReferences', value: 'none' }
        : { object: objectOfWorkload(served), field: 'spec.replicas', value: '1' },
    ],
    fix: isOrphan
      ? 'Run it as a Deployment with two pods or more.'
      : isStateful
        ? 'If the program can replicate, run more than one; if not, plan its changes as outages.'
        : 'Run two or more, if the program allows it, spread over nodes and with a PodDisruptionBudget.',
    kubectl: editWorkload(served),
  };
}
