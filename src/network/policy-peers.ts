/** Whether a rule's `from` or `to` takes in the other end of a connection. */
import type { IPBlock, NetworkPolicyPeer } from '../objects/network-policy.ts';
import { code } from '../report.ts';
import type { Address } from './address.ts';
import { isInBlock } from './cidr.ts';
import { selects } from './label-selectors.ts';
import type { Side } from './policy-sides.ts';
import { all, any, doubt, not, type Truth } from './policy-truth.ts';

/**
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 * @param home the policy's namespace
 */
export function matchesPeers(peers: readonly NetworkPolicyPeer[], side: Side, home: string): Truth {
  if (peers.length === 0) return true;
  if (side.unclear !== undefined) return doubt(side.unclear);
  return any(peers.map((peer) => matchesPeer(peer, side, home)));
}

/** Both selectors in one peer have to hold; two peers are two chances. */
function matchesPeer(peer: NetworkPolicyPeer, side: Side, home: string): Truth {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock) return isInIPBlock(ipBlock, side);
  // Nothing at all is refused by the API server, so that its meaning is not defined.
  if (!podSelector && !namespaceSelector) return doubt('a rule names an empty peer');
  if (!side.pod || !side.ofNamespace) return false;
  return all([
    namespaceSelector ? selects(namespaceSelector, side.ofNamespace) : side.namespace === home,
    podSelector ? selects(podSelector, side.pod) : true,
  ]);
}

/**
 * Blocks are meant for addresses outside the cluster; what they mean for a pod's is left open, and
 * plugins differ: Calico lets an `ipBlock` match pods (projectcalico/calico#6634), Cilium does not
 * (cilium/cilium#9209). So a pod inside a block is a doubt; outside of it, it is outside for all.
 */
function isInIPBlock(block: IPBlock, side: Side): Truth {
  if (side.addresses.length === 0) return doubt(`the IP of ${side.text} is not known`);
  const inside = any(side.addresses.map((address) => covers(block, address)));
  if (!side.pod || inside === false) return inside;
  return doubt(
    `only the ipBlock ${code(block.cidr)} takes in ${side.text}, and network plugins differ on ` +
      'whether an ipBlock counts for pods',
  );
}

function covers({ cidr, except }: IPBlock, address: Address): Truth {
  const isIn = (block: string) =>
    isInBlock(address, block) ?? doubt(`${code(block)} is not a CIDR block`);
  return all([isIn(cidr), not(any(except.map(isIn)))]);
}
