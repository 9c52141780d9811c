/** Defaults of NetworkPolicies: Egress counts as a policy type only where egress rules exist. */
import type { Defaulter } from './defaults.ts';

interface Rules {
  policyTypes?: string[];
  podSelector?: object;
  ingress?: { ports?: { protocol?: string }[] }[];
  egress?: { ports?: { protocol?: string }[] }[];
}

export const defaultNetworkPolicy: Defaulter = (draft) => {
  const spec = draft.spec as Rules;
  spec.podSelector ??= {};
  spec.policyTypes ??= spec.egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
  for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
    for (const port of rule.ports ?? []) port.protocol ??= 'TCP';
  }
};
