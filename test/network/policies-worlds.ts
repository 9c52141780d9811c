/** Small clusters full of NetworkPolicies, where every label, block and port has a chance to meet. */
import fc, { type Arbitrary } from 'fast-check';
import type { Peer, PodPeer, Traffic } from '../../src/network/policy-sides.ts';
import { NetworkPolicy } from '../../src/objects/network-policy.ts';
import { Pod } from '../../src/objects/pod.ts';
import { highestPort, protocols } from './policies-naive.ts';
import type {
  EgressRule,
  IngressRule,
  Labels,
  Node,
  RawPeer,
  RawPolicy,
  RawPort,
  Selector,
  World,
} from './policies-raw.ts';

/** Any of these fields, or none. */
const some = <T extends object>(fields: { [K in keyof Required<T>]: Arbitrary<Required<T>[K]> }) =>
  fc.record(fields, { requiredKeys: [] }) as Arbitrary<Partial<T>>;

const value = fc.constantFrom('a', 'b');
const labels = some<Labels>({ app: value, tier: value }) as Arbitrary<Labels>;
const requirement = fc
  .record({
    key: fc.constantFrom('app', 'tier'),
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
  })
  .map(({ key, operator, values }) =>
    operator.endsWith('In') ? { key, operator, values } : { key, operator },
  );
const selector: Arbitrary<Selector> = fc.oneof(
  fc.constant({}),
  labels.map((matchLabels) => ({ matchLabels })),
  some<Selector>({
    matchLabels: labels,
    matchExpressions: fc.array(requirement, { minLength: 1, maxLength: 2 }),
  }),
);

const block = fc.constantFrom(
  ...['0.0.0.0/0', '10.0.0.0/23', '10.0.0.0/24', '10.0.1.7/24', '10.0.0.0/30', '203.0.113.0/24'],
  ...['203.0.113.9/32', '::/0', 'fd00::/16', 'fd00::10/124'],
);
const peer: Arbitrary<RawPeer> = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  selector.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
  fc.record({ cidr: block, except: fc.array(block, { maxLength: 2 }) }).map((ipBlock) => ({
    ipBlock,
  })),
);

const number = fc.integer({ min: 1, max: highestPort });
const portName = fc.constantFrom('web', 'dns');
const protocol = fc.constantFrom(...protocols);
const rulePort: Arbitrary<RawPort> = fc.oneof(
  some<Pick<RawPort, 'protocol' | 'port'>>({ protocol, port: number }),
  some<Pick<RawPort, 'protocol' | 'port'>>({ protocol, port: portName }),
  fc.tuple(number, number, some<Pick<RawPort, 'protocol'>>({ protocol })).map(([a, b, rest]) => ({
    ...rest,
    port: Math.min(a, b),
    endPort: Math.max(a, b),
  })),
);

const namespaces = ['n1', 'n2'];
const peers = fc.array(peer, { maxLength: 2 });
const ports = fc.array(rulePort, { maxLength: 2 });
const types = fc.constantFrom<string[]>(['Ingress'], ['Egress'], ['Ingress', 'Egress']);
const spec = some<Omit<RawPolicy['spec'], 'podSelector'>>({
  policyTypes: types,
  ingress: fc.array(some<IngressRule>({ from: peers, ports }), { maxLength: 2 }),
  egress: fc.array(some<EgressRule>({ to: peers, ports }), { maxLength: 2 }),
});
const policies = fc
  .array(fc.record({ namespace: fc.constantFrom(...namespaces), podSelector: selector, spec }), {
    maxLength: 4,
  })
  .map((all) =>
    all.map(
      ({ namespace, podSelector, spec }, i): RawPolicy => ({
        metadata: { name: `policy-${i}`, namespace },
        spec: { podSelector, ...spec },
      }),
    ),
  );

const containerPorts = fc.uniqueArray(
  fc.record({ name: portName, protocol, containerPort: number }),
  {
    selector: ({ name, protocol }) => `${name} ${protocol}`,
    maxLength: 3,
  },
);
const pods = fc
  .array(fc.record({ namespace: fc.constantFrom(...namespaces), labels, ports: containerPorts }), {
    minLength: 2,
    maxLength: 4,
  })
  .map((all) =>
    all.map(
      (pod, i): Node => ({ ...pod, id: `pod-${i}`, ips: [`10.0.${i % 2}.${i}`, `fd00::${i}`] }),
    ),
  );
const outside = ['203.0.113.9', '203.0.113.200', '10.0.0.3', 'fd00::1f'].map(
  (ip): Node => ({ id: ip, ips: [ip], ports: [] }),
);

/** As the API server has it: every namespace carries its name as a label. */
const named = (name: string, labels: Labels) => ({
  name,
  labels: { ...labels, 'kubernetes.io/metadata.name': name },
});
export const worlds: Arbitrary<World> = fc
  .record({ pods, policies, first: labels, second: labels })
  .map(({ pods, policies, first, second }) => ({
    namespaces: [named('n1', first), named('n2', second)],
    nodes: [...pods, ...outside],
    policies,
  }));

export interface Question {
  world: World;
  from: Node;
  to: Node;
  port: number;
  protocol: (typeof protocols)[number];
}

/** At least one end is a pod. */
export const questions: Arbitrary<Question> = worlds
  .chain((world) => {
    const node = fc.constantFrom(...world.nodes);
    const pod = fc.constantFrom(...world.nodes.filter(isPod));
    const ends = fc.oneof(fc.tuple(pod, pod), fc.tuple(pod, node), fc.tuple(node, pod));
    return fc.record({ world: fc.constant(world), ends, port: number, protocol });
  })
  .map(({ ends: [from, to], ...rest }) => ({ ...rest, from, to }));

export const isPod = ({ namespace }: Node) => namespace !== undefined;

export function podPeer(node: Node, { namespaces }: World): PodPeer {
  const { id: name, namespace = '', labels = {}, ips, ports } = node;
  const pod = Pod.parse({
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: 'app', ports }] },
    status: { podIPs: ips.map((ip) => ({ ip })) },
  });
  const namespaceLabels = namespaces.find((one) => one.name === namespace)?.labels;
  return { kind: 'pod', pod, namespaceLabels };
}

export function trafficOf({ world, from, to, port, protocol }: Question): Traffic {
  const peerOf = (node: Node) =>
    isPod(node) ? podPeer(node, world) : { kind: 'address' as const, address: node.id };
  return { from: peerOf(from) satisfies Peer, to: peerOf(to), port, protocol };
}

export const parsed = (policies: readonly RawPolicy[]) =>
  policies.map((policy) => NetworkPolicy.parse(policy));
