/**
 * NetworkPolicies a second time, straight from the text of the specification and as slow as it comes:
 * every policy is written out as the set of all the connections it allows, and a connection is looked
 * up in those sets. It reads raw objects and shares nothing with what it is compared to.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */

import { isWithin } from './policies-naive-blocks.ts';
import type { Labels, Node, RawPeer, RawPolicy, RawPort, Selector, World } from './policies-raw.ts';

export const highestPort = 6;
export const protocols = ['TCP', 'UDP'] as const;

/** How the sentences of the specification are read; a wrong reading replaces one of them. */
export const literally = {
  /** "If both are specified, selects the Pods matching PodSelector in the selected Namespaces." */
  both: (isNamespace: boolean, isPod: boolean) => isNamespace && isPod,
  /** "selects the Pods matching PodSelector in the policy's own Namespace" */
  own: (namespace: string, home: string) => namespace === home,
  /** "except: CIDRs that should not be included within an IP Block" */
  except: (isIn: boolean, isExcepted: boolean) => isIn && !isExcepted,
  /** "If empty or missing, this rule matches all sources." */
  noPeers: true,
  /** "If empty or missing, this rule matches all ports." */
  noPorts: true,
  /** "If not specified, this field defaults to TCP." */
  protocol: ['TCP'] as readonly string[],
  /** "the range of ports from port to endPort, inclusive, should be allowed" */
  lastOf: (port: number, endPort: number) => Math.max(port, endPort),
  /** "a named port on a pod": of the pod that takes the connection */
  namedOn: (_source: Node, destination: Node) => destination,
  /** "NotIn" takes objects without the key, too. */
  lacksKey: true,
  /** "by default Ingress will always be set and Egress if the policy has any egress rules" */
  types: ({ egress = [] }: RawPolicy['spec']) =>
    egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
  /** "The effects of those lists combine additively." */
  count: (policies: RawPolicy[]) => policies,
  /** "both the egress policy on the source and the ingress policy on the destination" */
  ends: (isOut: boolean, isIn: boolean) => isOut && isIn,
  /** Whether a block of addresses is also one of pods: left open by the specification. */
  blocksArePods: true,
};
export type Reading = typeof literally;

/** Every connection that passes, as `source>destination:protocol/port`. */
export function everythingAllowed(world: World, reading: Reading = literally): Set<string> {
  const passes = (type: string, selected: Node, key: string) => {
    const policies = world.policies.filter(
      ({ metadata, spec }) =>
        metadata.namespace === selected.namespace &&
        takes(spec.podSelector, selected.labels ?? {}, reading) &&
        (spec.policyTypes?.length ? spec.policyTypes : reading.types(spec)).includes(type),
    );
    return (
      policies.length === 0 ||
      reading.count(policies).some((policy) => allowedBy(policy, type, selected).has(key))
    );
  };
  const written = new Map<string, Set<string>>();
  const allowedBy = (policy: RawPolicy, type: string, selected: Node) => {
    const key = `${policy.metadata.namespace}/${policy.metadata.name} ${type} ${selected.id}`;
    const set = written.get(key) ?? writtenOut(policy, type, selected, world, reading);
    written.set(key, set);
    return set;
  };
  const allowed = new Set<string>();
  for (const from of world.nodes) {
    for (const to of world.nodes) {
      for (const key of sockets(from, to)) {
        const isOut = passes('Egress', from, key);
        const isIn = passes('Ingress', to, key);
        if (from === to || reading.ends(isOut, isIn)) allowed.add(key);
      }
    }
  }
  return allowed;
}

export const keyOf = (from: Node, to: Node, protocol: string, port: number) =>
  `${from.id}>${to.id}:${protocol}/${port}`;

function sockets(from: Node, to: Node, wanted: readonly string[] = protocols, first = 1, last = 0) {
  const keys: string[] = [];
  for (const protocol of wanted) {
    for (let port = first; port <= (last || highestPort); port += 1) {
      keys.push(keyOf(from, to, protocol, port));
    }
  }
  return keys;
}

function writtenOut(
  { metadata, spec }: RawPolicy,
  type: string,
  selected: Node,
  world: World,
  reading: Reading,
): Set<string> {
  const rules =
    type === 'Egress'
      ? (spec.egress ?? []).map(({ to, ports }) => ({ peers: to ?? [], ports: ports ?? [] }))
      : (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] }));
  const keys = new Set<string>();
  for (const { peers, ports } of rules) {
    for (const node of world.nodes) {
      const isPeer =
        peers.length === 0
          ? reading.noPeers
          : peers.some((peer) => isMeant(peer, node, metadata.namespace, world, reading));
      if (!isPeer) continue;
      const [from, to] = type === 'Egress' ? [selected, node] : [node, selected];
      for (const key of portKeys(ports, from, to, reading)) keys.add(key);
    }
  }
  return keys;
}

function portKeys(ports: RawPort[], from: Node, to: Node, reading: Reading): string[] {
  if (ports.length === 0) return reading.noPorts ? sockets(from, to) : [];
  return ports.flatMap(({ protocol, port, endPort }) => {
    const wanted = protocol ? [protocol] : reading.protocol;
    if (port === undefined) return sockets(from, to, wanted);
    if (typeof port === 'number') {
      return sockets(from, to, wanted, port, reading.lastOf(port, endPort ?? port));
    }
    return reading
      .namedOn(from, to)
      .ports.filter((one) => one.name === port && wanted.includes(one.protocol))
      .flatMap((one) => keyOf(from, to, one.protocol, one.containerPort));
  });
}

function isMeant(peer: RawPeer, node: Node, home: string, world: World, reading: Reading): boolean {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock) {
    if (node.namespace !== undefined && !reading.blocksArePods) return false;
    return node.ips.some((ip) =>
      reading.except(
        isWithin(ip, ipBlock.cidr),
        (ipBlock.except ?? []).some((cidr) => isWithin(ip, cidr)),
      ),
    );
  }
  const namespace = world.namespaces.find(({ name }) => name === node.namespace);
  if (!namespace || !node.labels) return false;
  const isPod = podSelector === undefined || takes(podSelector, node.labels, reading);
  if (!namespaceSelector) return isPod && reading.own(namespace.name, home);
  const isNamespace = takes(namespaceSelector, namespace.labels, reading);
  return podSelector ? reading.both(isNamespace, isPod) : isNamespace;
}

function takes(selector: Selector, labels: Labels, reading: Reading): boolean {
  for (const key in selector.matchLabels) {
    if (labels[key] !== selector.matchLabels[key]) return false;
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const has = key in labels;
    const isOneOf = has && values.some((value) => value === labels[key]);
    if (operator === 'In' && !isOneOf) return false;
    if (operator === 'NotIn' && (isOneOf || (!has && !reading.lacksKey))) return false;
    if (operator === 'Exists' && !has) return false;
    if (operator === 'DoesNotExist' && has) return false;
  }
  return true;
}
