/** Does the cluster's DNS outlive one pod, and one node? */
import { isOver } from '../../network/pod-trouble.ts';
import type { Pod } from '../../objects/pod.ts';
import { code } from '../../report.ts';
import { objectOf } from '../findings.ts';
import { type AuditFinding, defineRule, type World } from './rule.ts';

type Dns = World<'dnsPods' | 'dnsDeployments' | 'nodes'>;

export const dnsReplicated = defineRule({
  id: 'dns-replicated',
  title: 'The cluster’s DNS runs more than once, on several nodes',
  severity: 'high',
  needs: ['dnsPods', 'dnsDeployments', 'nodes'],
  explain: {
    why: 'Nearly every connection begins with a name. With one DNS pod, or all of them on one node, a drained node stops the whole cluster for as long as the pod takes to move.',
    how: 'The DNS pods (label `k8s-app=kube-dns`, or OpenShift’s) and their nodes are read, and how many their Deployment wants. A cluster of one node, and platforms that answer without pods, are left out.',
    fix: 'Run two or more, spread over nodes; cluster-proportional-autoscaler keeps the number right.',
    source: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-horizontal-autoscaling/',
  },
  concerns: (world) => present(world).length > 0 && world.nodes.length > 1,
  run(world) {
    const pods = present(world);
    const [only] = pods;
    if (!only || world.nodes.length < 2) return [];
    const wanted = world.dnsDeployments.reduce((sum, { spec }) => sum + spec.replicas, 0);
    if (pods.length === 1) return wanted > 1 ? [] : [lone(only)];
    const nodes = new Set(pods.map(({ spec }) => spec.nodeName));
    return nodes.size === 1 ? [together(only, pods.length)] : [];
  },
});

const present = ({ dnsPods }: Pick<Dns, 'dnsPods'>) => dnsPods.filter((pod) => !isOver(pod));

const show = ({ metadata: { namespace, labels } }: Pod) => {
  const label = labels['k8s-app'];
  const selector = label === undefined ? '' : ` -l k8s-app=${label}`;
  return `kubectl get pods -n ${namespace}${selector} -o wide`;
};

function lone(pod: Pod): AuditFinding {
  return {
    object: objectOf('pod', pod),
    summary: 'is the only DNS pod: while it moves or restarts, no name resolves',
    evidence: [{ object: objectOf('pod', pod), field: 'spec.nodeName', value: nodeOf(pod) }],
    fix: 'Run two DNS pods or more, on different nodes; cluster-proportional-autoscaler keeps the number right.',
    kubectl: show(pod),
  };
}

function together(pod: Pod, all: number): AuditFinding {
  return {
    object: `namespace ${pod.metadata.namespace}`,
    severity: 'medium',
    summary: `all ${all} DNS pods are on node ${code(nodeOf(pod))}: when it goes, no name resolves`,
    evidence: [{ object: objectOf('pod', pod), field: 'spec.nodeName', value: nodeOf(pod) }],
    fix: 'Spread them with `topologySpreadConstraints` or an anti-affinity on `kubernetes.io/hostname`; restarting one of them is often enough for today.',
    kubectl: show(pod),
  };
}

const nodeOf = ({ spec }: Pod) => spec.nodeName ?? 'none';
