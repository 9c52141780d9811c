/** Which policies isolate pods for ingress, and whether any of their rules takes in a port at all. */
import type { NetworkPolicy } from '../objects/network-policy.ts';
import { selects } from './label-selectors.ts';
import { matchesPorts } from './policy-ports.ts';
import { type PodPeer, sideOf, type Traffic } from './policy-sides.ts';
import { typesOf } from './policy-ways.ts';
import { nameOf } from './policy-words.ts';

/** @returns isShut: every pod is isolated, and no rule lets anybody in on this port */
export function rulesFor(
  goal: Pick<Traffic, 'port' | 'protocol'>,
  pods: readonly PodPeer[],
  policies: readonly NetworkPolicy[],
): { isolating: string[]; isShut: boolean } {
  const each = pods.map((to) => {
    const own = policies.filter((policy) => isolates(policy, to));
    const isShut =
      own.length > 0 &&
      own.every(({ spec }) =>
        spec.ingress.every(({ ports }) => matchesPorts(ports, { to, ...goal }) === false),
      );
    return { own, isShut };
  });
  return {
    isolating: [...new Set(each.flatMap(({ own }) => own.map(nameOf)))],
    isShut: each.length > 0 && each.every(({ isShut }) => isShut),
  };
}

function isolates(policy: NetworkPolicy, to: PodPeer): boolean {
  const { pod } = sideOf(to);
  const isHere = policy.metadata.namespace === to.pod.metadata.namespace;
  const isIngress = typesOf(policy).includes('ingress');
  return isHere && isIngress && pod !== undefined && selects(policy.spec.podSelector, pod) === true;
}
