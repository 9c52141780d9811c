/** Which policies isolate pods for ingress, and whether any of their rules takes in a port at all. */
import type { NetworkPolicy } from '../objects/network-policy.ts';
import { selects } from './label-selectors.ts';
import { matchesPorts } from './policy-ports.ts';
import { type PodPeer, sideOf, type Traffic } from './policy-sides.ts';
import { type Elsewhere, typesOf } from './policy-ways.ts';
import { nameOf } from './policy-words.ts';

export interface PortRules {
  isolating: string[];
  /** Every pod is isolated, and no rule lets anybody in on this port. */
  isShut: boolean;
  /** On which ports rules do let somebody in, where none does on this one. */
  elsewhere: Elsewhere[];
}

export function rulesFor(
  goal: Pick<Traffic, 'port' | 'protocol'>,
  pods: readonly PodPeer[],
  policies: readonly NetworkPolicy[],
): PortRules {
  const each = pods.map((to) => {
    const own = policies.filter((policy) => isolates(policy, to));
    const isShut =
      own.length > 0 &&
      own.every(({ spec }) =>
        spec.ingress.every(({ ports }) => matchesPorts(ports, { to, ...goal }) === false),
      );
    return { own, isShut };
  });
  const isShut = each.length > 0 && each.every((one) => one.isShut);
  const all = [...new Set(each.flatMap(({ own }) => own))];
  const elsewhere = all.flatMap((policy) =>
    policy.spec.ingress.map(({ ports }) => ({ policy, ports })),
  );
  return { isolating: all.map(nameOf), isShut, elsewhere: isShut ? elsewhere : [] };
}

/** Of a pod on its node's network it is not known whether policies count for it. */
function isolates(policy: NetworkPolicy, to: PodPeer): boolean {
  const { pod, unclear } = sideOf(to);
  if (unclear !== undefined) return false;
  const isHere = policy.metadata.namespace === to.pod.metadata.namespace;
  const isIngress = typesOf(policy).includes('ingress');
  return isHere && isIngress && pod !== undefined && selects(policy.spec.podSelector, pod) === true;
}
