/** One direction of a connection: which policies isolate that end, and whether a rule opens it. */
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../objects/network-policy.ts';
import { code } from '../report.ts';
import { selects } from './label-selectors.ts';
import { matchesPeers } from './policy-peers.ts';
import { matchesPorts } from './policy-ports.ts';
import { type Side, sideOf, type Traffic } from './policy-sides.ts';
import { all, any, doubt, isDoubt, type Truth } from './policy-truth.ts';

/** What is known of the cluster's policies. */
export interface PolicyWorld {
  /** Of both ends' namespaces; of others they do not count. */
  policies: readonly NetworkPolicy[];
  /** Where they could not be read, and why; without a namespace: everywhere. */
  unread?: readonly { namespace?: string; why: string }[];
  /** Policies in a CNI's or the cluster's own language, which may allow or deny on their own. */
  extensions?: readonly { kind: string; name: string }[];
}

export type Direction = 'egress' | 'ingress';

/** A policy that selects, or may select, the end in question. */
interface Applied {
  policy: NetworkPolicy;
  isSelecting: Truth;
  isAdmitting: Truth;
}

/** Rules of a policy that would let it pass at another port. */
export interface Elsewhere {
  policy: NetworkPolicy;
  ports: readonly NetworkPolicyPort[];
}

export interface Way {
  direction: Direction;
  /** The end whose policies count. */
  subject: Side;
  other: Side;
  isOpen: Truth;
  /** Policies that certainly isolate the subject. */
  isolating: NetworkPolicy[];
  /** Policies with a rule that lets the connection pass. */
  admitting: NetworkPolicy[];
  elsewhere: Elsewhere[];
}

export function wayOf(direction: Direction, traffic: Traffic, world: PolicyWorld): Way {
  const [from, to] = [sideOf(traffic.from), sideOf(traffic.to)];
  const [subject, other] = direction === 'egress' ? [from, to] : [to, from];
  const way = { direction, subject, other };
  const own = world.policies.filter(
    (policy) =>
      policy.metadata.namespace === subject.namespace && typesOf(policy).includes(direction),
  );
  const applied = own
    .map((policy) => apply(policy, way, traffic))
    .filter(({ isSelecting }) => isSelecting !== false);
  return {
    ...way,
    isOpen: isOwnNode(direction, traffic) || (unreadOf(subject, world) ?? isOpen(applied)),
    isolating: applied.filter((one) => one.isSelecting === true).map(({ policy }) => policy),
    admitting: applied.filter((one) => one.isAdmitting === true).map(({ policy }) => policy),
    elsewhere: applied.flatMap(({ policy }) => otherPorts(policy, way, traffic)),
  };
}

/** Without types: always ingress, and egress if there are rules for it (API reference). */
export function typesOf({ spec }: NetworkPolicy): string[] {
  if (spec.policyTypes.length > 0) return spec.policyTypes.map((type) => type.toLowerCase());
  return spec.egress.length > 0 ? ['ingress', 'egress'] : ['ingress'];
}

type Ends = Pick<Way, 'direction' | 'subject' | 'other'>;

interface Rule {
  peers: readonly NetworkPolicyPeer[];
  ports: readonly NetworkPolicyPort[];
}

function rulesOf({ spec }: NetworkPolicy, direction: Direction): Rule[] {
  return direction === 'egress'
    ? spec.egress.map(({ to, ports }) => ({ peers: to, ports }))
    : spec.ingress.map(({ from, ports }) => ({ peers: from, ports }));
}

/** That a policy isolates an unclear end is in doubt, and so is that no rule is for one. */
function apply(policy: NetworkPolicy, { direction, subject, other }: Ends, goal: Traffic): Applied {
  const { metadata, spec } = policy;
  const isSelected = subject.pod ? selects(spec.podSelector, subject.pod) : false;
  const passes = rulesOf(policy, direction).map(({ peers, ports }) =>
    all([matchesPeers(peers, other, metadata.namespace), matchesPorts(ports, goal)]),
  );
  return {
    policy,
    isSelecting: all([isSelected, inDoubt(subject) ?? true]),
    isAdmitting: any([...passes, inDoubt(other) ?? false]),
  };
}

const inDoubt = ({ unclear }: Side) => (unclear === undefined ? undefined : doubt(unclear));

/**
 * Nobody isolates, or one that does lets it pass; rules add up. Of those that only may select, all
 * have to agree for an answer, as any of them may be the one that counts.
 */
function isOpen(applied: readonly Applied[]): Truth {
  const sure = applied.filter(({ isSelecting }) => isSelecting === true);
  if (sure.some(({ isAdmitting }) => isAdmitting === true)) return true;
  const verdict = sure.length === 0;
  const open = applied.filter(({ isAdmitting }) => isAdmitting !== verdict);
  const doubts = open.flatMap((one) => [one.isAdmitting, one.isSelecting].filter(isDoubt));
  return doubts[0] ?? verdict;
}

function unreadOf({ namespace }: Side, { unread = [] }: PolicyWorld): Truth | undefined {
  if (namespace === undefined) return undefined;
  const gap = unread.find((one) => one.namespace === undefined || one.namespace === namespace);
  return gap && doubt(`the NetworkPolicies of ${code(namespace)} could not be read: ${gap.why}`);
}

/** A pod's own node is always let in, for the kubelet's probes (concepts, "ingress isolation"). */
function isOwnNode(direction: Direction, { from, to }: Traffic): boolean {
  const isNode = from.kind === 'node' && to.kind === 'pod' && direction === 'ingress';
  return isNode && from.name !== undefined && from.name === to.pod.spec.nodeName;
}

function otherPorts(policy: NetworkPolicy, { direction, other }: Ends, goal: Traffic) {
  return rulesOf(policy, direction)
    .filter(({ peers, ports }) => {
      const isFor = matchesPeers(peers, other, policy.metadata.namespace) === true;
      return isFor && matchesPorts(ports, goal) === false;
    })
    .map(({ ports }) => ({ policy, ports }));
}
