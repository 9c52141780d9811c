/** The kinds that each part of an audit's world is read from: the rights that a rule needs. */
import type { Kind } from '../../objects/registry.ts';
import type { PartName } from './rule.ts';

/** Policies by which networks extend or replace NetworkPolicy; most clusters know few of them. */
export const extensionKinds = {
  ofNamespaces: ['ciliumnetworkpolicies', 'caliconetworkpolicies'],
  ofCluster: [
    'ciliumclusterwidenetworkpolicies',
    'globalnetworkpolicies',
    'adminnetworkpolicies',
    'baselineadminnetworkpolicies',
    'clusternetworkpolicies',
  ],
} as const satisfies Record<string, readonly Kind[]>;

export const kindsOf: { readonly [P in PartName]: readonly Kind[] } = {
  services: ['services'],
  pods: ['pods'],
  deployments: ['deployments'],
  statefulSets: ['statefulsets'],
  ingresses: ['ingresses'],
  ingressClasses: ['ingressclasses'],
  policies: ['networkpolicies'],
  extensions: [...extensionKinds.ofNamespaces, ...extensionKinds.ofCluster],
  nodes: ['nodes'],
  dnsPods: ['pods'],
  dnsDeployments: ['deployments'],
};
