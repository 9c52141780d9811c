/** Where only nodes with a pod answer, are the pods on enough nodes, and evenly? */
import { firstOf } from '../../network/nearest.ts';
import { isReady } from '../../network/pod-trouble.ts';
import type { Node } from '../../objects/node.ts';
import type { Pod } from '../../objects/pod.ts';
import type { Service } from '../../objects/service.ts';
import { code, count } from '../../report.ts';
import { objectOf, serviceEvidence } from '../findings.ts';
import { type Behind, behindOf } from './behind.ts';
import { hasPodTargets } from './fronts.ts';
import { type AuditFinding, defineRule } from './rule.ts';

export const localTrafficSpread = defineRule({
  id: 'local-traffic-spread',
  title: 'Where traffic stays on its node, pods are spread over nodes',
  severity: 'medium',
  needs: ['services', 'pods', 'nodes'],
  explain: {
    why: 'With a policy Local only nodes that have a ready pod answer, and each usually gets the same share whatever the number of its pods: with all pods on one node everything fails with it, and uneven ones are loaded unevenly.',
    how: 'The nodes of the ready pods behind Services with `externalTrafficPolicy` or `internalTrafficPolicy` Local are counted, and whether the pods ask to be spread. Pods of DaemonSets, single pods and clusters of one node are left out.',
    fix: 'Spread the pods with `topologySpreadConstraints` on `kubernetes.io/hostname`, or run them as a DaemonSet.',
    source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  },
  concerns: ({ services }) => services.some((one) => isLocalOutside(one) || isLocalInside(one)),
  run({ services, pods, nodes }) {
    if (nodes.length < 2) return [];
    const local = services.filter((one) => isLocalOutside(one) || isLocalInside(one));
    return behindOf(local, pods).flatMap((one) => {
      const placed = one.pods.filter((pod) => isReady(pod) && pod.spec.nodeName && !isDaemon(pod));
      return placed.length > 0 ? judge({ ...one, pods: placed }, nodes) : [];
    });
  },
});

/** A load balancer that sends to pods themselves asks no node. */
const isLocalOutside = (service: Service) =>
  ['LoadBalancer', 'NodePort'].includes(service.spec.type) &&
  service.spec.externalTrafficPolicy === 'Local' &&
  !hasPodTargets(service);
const isLocalInside = ({ spec }: Service) => spec.internalTrafficPolicy === 'Local';
const isDaemon = ({ metadata }: Pod) =>
  metadata.ownerReferences.some(({ kind }) => kind === 'DaemonSet');

const isSpread = ({ spec }: Pod) => {
  const { podAntiAffinity } = spec.affinity ?? {};
  const rules = [
    ...(podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []),
  ];
  return spec.topologySpreadConstraints.length > 0 || rules.length > 0;
};

function judge({ service, pods }: Behind, nodes: readonly Node[]): AuditFinding[] {
  const perNode = [...Map.groupBy(pods, ({ spec }) => spec.nodeName ?? '')]
    .map(([node, all]) => ({ node, pods: all.length }))
    .sort((a, b) => b.pods - a.pods || a.node.localeCompare(b.node, 'en'));
  const names = perNode.map(({ node }) => node);
  const inside =
    isLocalInside(service) && nodes.some(({ metadata }) => !names.includes(metadata.name));
  if (inside) {
    return [
      finding(service, 'spec.internalTrafficPolicy', {
        summary: `answers only callers on ${firstOf(names, 3)}: those on other nodes get nothing`,
        fix: 'Leave `internalTrafficPolicy` at Cluster (`trafficDistribution` prefers near pods without dropping anything), or run the pods as a DaemonSet.',
      }),
    ];
  }
  const [most, ...rest] = perNode;
  const least = rest.at(-1);
  if (!isLocalOutside(service) || !most || pods.length < 2) return [];
  const fix = 'Spread the pods with `topologySpreadConstraints` on `kubernetes.io/hostname`.';
  if (!least) {
    const summary = `all ${pods.length} pods are on ${code(most.node)}: no other node answers, and all fails with it`;
    return [finding(service, 'spec.externalTrafficPolicy', { summary, fix })];
  }
  if (most.pods < 2 * least.pods || pods.every(isSpread)) return [];
  const words = `${code(most.node)} has ${count(most.pods, 'pod')} and ${code(least.node)} ${least.pods}`;
  const summary = `${words}, though each node usually gets the same share`;
  return [{ ...finding(service, 'spec.externalTrafficPolicy', { summary, fix }), severity: 'low' }];
}

function finding(
  service: Service,
  field: string,
  words: Pick<AuditFinding, 'summary' | 'fix'>,
): AuditFinding {
  const { namespace } = service.metadata;
  const selector = Object.entries(service.spec.selector).map((pair) => pair.join('='));
  return {
    object: objectOf('service', service),
    ...words,
    evidence: [serviceEvidence(service, field, 'Local')],
    kubectl: `kubectl get pods -n ${namespace} -l '${selector.join(',')}' -o wide`,
  };
}
