import { expect, test } from 'vitest';
import { kubeProxyRunning } from '../../src/checks/kube-proxy-running.ts';
import type { DaemonSet } from '../../src/objects/daemon-set.ts';
import type { Node } from '../../src/objects/node.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { pod, service } from '../network/objects.ts';
import { daemonSet, node, proxyPod } from './objects-nodes.ts';
import { told, verdict } from './verdict.ts';

type Case = [what: string, sets: DaemonSet[], pods: Pod[], nodes: Node[], told: string];
const none: Pod[] = [];
const lost = pod({
  conditions: [
    { type: 'Ready', status: 'False' },
    { type: 'ContainersReady', status: 'True' },
  ],
});
const auto = { labels: { 'eks.amazonaws.com/compute-type': 'auto' } };

const cases: Case[] = [
  [
    'on all nodes',
    [daemonSet('kube-proxy', 3)],
    none,
    [],
    'ok: kube-proxy is ready on all 3 nodes',
  ],
  [
    'on the only node',
    [daemonSet('kube-proxy', 1)],
    none,
    [],
    'ok: kube-proxy is ready on the only node',
  ],
  [
    'not on one of three',
    [daemonSet('kube-proxy', 2, 3)],
    [proxyPod('a', false), proxyPod('b'), proxyPod('c')],
    [],
    'warning: kube-proxy is not ready on 1 of 3 nodes (`a`), where clients may miss new endpoints: container app: CrashLoopBackOff',
  ],
  [
    'a node without a pod of it',
    [daemonSet('kube-proxy', 2, 3)],
    [proxyPod('b'), proxyPod('c')],
    [],
    'warning: kube-proxy is not ready on 1 of 3 nodes, where clients may miss new endpoints',
  ],
  [
    'on none',
    [daemonSet('kube-proxy', 0, 2)],
    [proxyPod('a', false), proxyPod('b', false)],
    [],
    'problem: kube-proxy is ready on none of 2 nodes: container app: CrashLoopBackOff',
  ],
  [
    'on a node that nobody hears of: no client runs there either',
    [daemonSet('kube-proxy', 2, 3)],
    [lost, proxyPod('b'), proxyPod('c')],
    [],
    'ok: kube-proxy is ready on every node that reports, 2 of 3',
  ],
  ['static pods', [], [proxyPod('a'), proxyPod('b')], [], 'ok: kube-proxy is ready on all 2 nodes'],
  [
    'static pods, one not ready',
    [],
    [proxyPod('a'), proxyPod('b', false)],
    [],
    'warning: kube-proxy is not ready on 1 of 2 nodes (`b`), where clients may miss new endpoints: container app: CrashLoopBackOff',
  ],
  [
    'Cilium in its place',
    [daemonSet('cilium', 3)],
    none,
    [],
    'ok: there is no kube-proxy: Cilium, which can do its work (DaemonSet `cilium`)',
  ],
  [
    'Calico in its place, kube-proxy parked',
    [daemonSet('kube-proxy', 0, 0), daemonSet('calico-node', 3)],
    none,
    [],
    'ok: there is no kube-proxy: Calico, whose eBPF mode does its work (DaemonSet `calico-node`)',
  ],
  [
    'GKE Dataplane V2',
    [daemonSet('anetd', 3)],
    none,
    [],
    'ok: there is no kube-proxy: GKE Dataplane V2 does its work (DaemonSet `anetd`)',
  ],
  [
    'k3s',
    [],
    none,
    [node('a', { version: 'v1.36.2+k3s1' })],
    'ok: there is no kube-proxy: k3s has it built in',
  ],
  [
    'RKE2',
    [],
    none,
    [node('a', { version: 'v1.36.2+rke2r1' })],
    'ok: there is no kube-proxy: RKE2 runs it as a part of the node',
  ],
  [
    'EKS Auto Mode',
    [daemonSet('eks-node-monitoring-agent', 3)],
    none,
    [node('a', auto)],
    'ok: there is no kube-proxy: EKS Auto Mode runs it as a part of the node',
  ],
  [
    'none, and nothing that is known to replace it',
    [daemonSet('fluent-bit', 3)],
    none,
    [node('a')],
    'unknown: no kube-proxy was found in `kube-system`, and no network that is known to replace it: whether one does cannot be told from here',
  ],
];

test.each(cases)('%s', (_, systemDaemonSets, proxyPods, nodes, expected) => {
  const given = { service: [service()], systemDaemonSets, proxyPods, nodes };
  expect(told(verdict(kubeProxyRunning, given))).toBe(expected);
});

test.each([
  [
    'a',
    'problem: kube-proxy is not ready on node `a`, where the caller runs: container app: CrashLoopBackOff',
  ],
  [
    'b',
    'warning: kube-proxy is not ready on 1 of 2 nodes (`a`), where clients may miss new endpoints: container app: CrashLoopBackOff',
  ],
])('a caller on node %s', (nodeName, expected) => {
  const given = {
    service: [service()],
    systemDaemonSets: [daemonSet('kube-proxy', 1, 2)],
    proxyPods: [proxyPod('a', false), proxyPod('b')],
    callerPods: [pod({ name: 'web-1', spec: { nodeName } })],
  };
  expect(told(verdict(kubeProxyRunning, given, { from: { kind: 'name', name: 'web-1' } }))).toBe(
    expected,
  );
});

test.each([
  ['an alias', service({ type: 'ExternalName', externalName: 'a.example.com' })],
  ['headless', service({ clusterIP: 'None', clusterIPs: ['None'] })],
  [
    'another proxy',
    service(
      {},
      {
        metadata: {
          name: 'api',
          namespace: 'shop',
          labels: { 'service.kubernetes.io/service-proxy-name': 'mine' },
        },
      },
    ),
  ],
])('%s is skipped, even where kube-proxy is down', (_, one) => {
  const given = { service: [one], systemDaemonSets: [daemonSet('kube-proxy', 0, 2)] };
  expect(verdict(kubeProxyRunning, given).status).toBe('skipped');
});

test('DaemonSets that may not be read leave it open', () => {
  const given = { service: [service()] };
  expect(verdict(kubeProxyRunning, given, {}, ['systemDaemonSets']).status).toBe('unknown');
});
