/** Does anything say who may talk to the pods of a namespace? */
import { isOver } from '../../network/pod-trouble.ts';
import type { Pod } from '../../objects/pod.ts';
import { defineRule } from './rule.ts';

export const namespaceHasPolicy = defineRule({
  id: 'namespace-has-policy',
  title: 'Every namespace with pods has a NetworkPolicy',
  severity: 'medium',
  needs: ['pods', 'policies', 'extensions'],
  explain: {
    why: 'Pods that no NetworkPolicy selects take connections from every pod of the cluster: whoever gets into one reaches the databases of all.',
    how: 'Namespaces with running pods are held against NetworkPolicies and those of other makes (Cilium, Calico, AdminNetworkPolicy); one for the whole cluster counts for every namespace. Whether the network enforces them cannot be read.',
    fix: 'Write down who calls whom, allow that, and only then deny the rest: a policy for ingress first, egress later and with DNS allowed.',
    source:
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
  },
  concerns: ({ pods }) => pods.some(isInNetwork),
  run({ pods, policies, extensions }) {
    if (extensions.some(({ namespace }) => namespace === '')) return [];
    const guarded = new Set([
      ...policies.map(({ metadata }) => metadata.namespace),
      ...extensions.map(({ namespace }) => namespace),
    ]);
    const namespaces = new Set(pods.filter(isInNetwork).map(({ metadata }) => metadata.namespace));
    return [...namespaces]

      .filter((namespace) => !guarded.has(namespace))
      .map((namespace) => ({
        object: `namespace ${namespace}`,
        summary: 'has no NetworkPolicy',
        evidence: [{ object: `namespace ${namespace}`, field: 'networkpolicies', value: 'none' }],
        fix: 'Write down who calls whom and allow that, then deny the rest: ingress first; egress later, with DNS allowed.',
        kubectl: `kubectl get networkpolicies -n ${namespace}`,
      }));
  },
});

/** NetworkPolicies do not describe pods in the network of their node. */
const isInNetwork = (pod: Pod) => !isOver(pod) && !pod.spec.hostNetwork;
