/** The objects of a cluster's DNS, as CoreDNS on kubeadm has them, each through our own schema. */
import { ClusterRole } from '../../src/objects/cluster-role.ts';
import { ClusterRoleBinding } from '../../src/objects/cluster-role-binding.ts';
import { ConfigMap } from '../../src/objects/config-map.ts';
import { Deployment } from '../../src/objects/deployment.ts';
import { EndpointSlice } from '../../src/objects/endpoint-slice.ts';
import { Node } from '../../src/objects/node.ts';
import { Pod } from '../../src/objects/pod.ts';
import { Service } from '../../src/objects/service.ts';
import type { PodLog } from '../../src/snapshot.ts';
import { notReady, running, waiting } from '../network/objects.ts';

type Fields = Record<string, unknown>;

const system = 'kube-system';
const labels = { 'k8s-app': 'kube-dns' };

const container: Fields = {
  name: 'coredns',
  ports: [
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', containerPort: 53 },
  ],
  readinessProbe: { httpGet: { path: '/ready', port: 8181 } },
  livenessProbe: { httpGet: { path: '/health', port: 8080 } },
};

export function dnsPod(name: string, status: Fields = {}, spec: Fields = {}): Pod {
  return Pod.parse({
    metadata: { name, namespace: system, uid: `uid-${name}`, labels },
    spec: { nodeName: 'node-1', containers: [container], ...spec },
    status: {
      phase: 'Running',
      podIPs: [{ ip: '10.244.0.2' }],
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [running({ name: 'coredns' })],
      ...status,
    },
  });
}

const down = { conditions: [notReady('ContainersNotReady')] };

/** Crashes with this as the reason of its last end. */
export const crashing = (name: string, reason = 'Error', exitCode = 1): Pod =>
  dnsPod(name, {
    ...down,
    containerStatuses: [
      waiting('CrashLoopBackOff', 'back-off 5m0s', {
        name: 'coredns',
        restartCount: 7,
        lastState: { terminated: { exitCode, reason } },
      }),
    ],
  });

export const unready = (name: string): Pod =>
  dnsPod(name, { ...down, containerStatuses: [running({ name: 'coredns', ready: false })] });

export const pending = (name: string): Pod =>
  dnsPod(name, {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/3 nodes are available',
      },
    ],
    containerStatuses: [],
  });

export const kubeDns = (spec: Fields = {}, name = 'kube-dns', namespace = system): Service =>
  Service.parse({
    metadata: { name, namespace, labels },
    spec: {
      clusterIP: '10.96.0.10',
      clusterIPs: ['10.96.0.10'],
      selector: labels,
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
        { name: 'metrics', port: 9153 },
      ],
      ...spec,
    },
  });

export const dnsSlice = (
  conditions: { ready: boolean }[],
  protocols: string[] = ['UDP', 'TCP'],
  port = 53,
): EndpointSlice =>
  EndpointSlice.parse({
    metadata: {
      name: 'kube-dns-x',
      namespace: system,
      labels: { 'kubernetes.io/service-name': 'kube-dns' },
    },
    addressType: 'IPv4',
    endpoints: conditions.map((one, index) => ({
      addresses: [`10.244.0.${index + 2}`],
      conditions: one,
    })),
    ports: protocols.map((protocol) => ({
      name: protocol === 'UDP' ? 'dns' : 'dns-tcp',
      port,
      protocol,
    })),
  });

export const corefile = (Corefile: string): ConfigMap =>
  ConfigMap.parse({ metadata: { name: 'coredns', namespace: system }, data: { Corefile } });

/** As kubeadm writes it, with other lines in place of `kubernetes` and `forward`. */
export const usual = (
  kubernetes = 'kubernetes cluster.local in-addr.arpa ip6.arpa {\n pods insecure\n }',
  forward = 'forward . /etc/resolv.conf',
): string =>
  `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    ${kubernetes}
    prometheus :9153
    ${forward}
    cache 30
    loop
    reload
    loadbalance
}
`;

export const deployment = (replicas: number, name = 'coredns'): Deployment =>
  Deployment.parse({
    metadata: { name, namespace: system, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  });

export const node = (labels: Record<string, string>): Node =>
  Node.parse({ metadata: { name: 'node-1', labels } });

const verbs = ['list', 'watch'];
export const allRules: Fields[] = [
  { apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
];

export const role = (rules: Fields[] = allRules): ClusterRole =>
  ClusterRole.parse({ metadata: { name: 'system:coredns' }, rules });

export const binding = (account = 'coredns', roleName = 'system:coredns'): ClusterRoleBinding =>
  ClusterRoleBinding.parse({
    metadata: { name: 'system:coredns' },
    roleRef: { kind: 'ClusterRole', name: roleName },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: system }],
  });

export const log = (pod: string, ...lines: string[]): PodLog => ({
  query: { namespace: system, pod },
  kind: 'log',
  lines,
  isCut: false,
});
