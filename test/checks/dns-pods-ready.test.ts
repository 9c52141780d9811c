import { expect, test } from 'vitest';
import { dnsPodsReady } from '../../src/checks/dns-pods-ready.ts';
import { Deployment } from '../../src/objects/deployment.ts';
import { Event } from '../../src/objects/event.ts';
import { crashing, deployment, dnsPod, node, pending, unready } from './objects-dns.ts';
import { told, verdict } from './verdict.ts';

const auto = node({ 'eks.amazonaws.com/compute-type': 'auto' });
const gke = node({ 'cloud.google.com/gke-nodepool': 'default-pool' });
const gone = dnsPod('coredns-0', { phase: 'Failed', reason: 'Evicted', conditions: [] });
const [a, b] = [dnsPod('coredns-1'), dnsPod('coredns-2')];
const crash = 'container coredns: CrashLoopBackOff: back-off 5m0s, last exit code';
const { status: refused } = Deployment.parse({
  ...deployment(2),
  status: {
    conditions: [
      {
        type: 'ReplicaFailure',
        status: 'True',
        message: 'pods "coredns-5d9-x" is forbidden: exceeded quota: tight',
      },
    ],
  },
});

type Given = Parameters<typeof verdict>[1];
const cases: [what: string, given: Given, told: string][] = [
  ['all are ready', { dnsPods: [a, b] }, 'ok: 2 DNS pods, all ready'],
  ['an evicted one left behind', { dnsPods: [gone, a, b] }, 'ok: 2 DNS pods, all ready'],
  [
    'none is ready',
    { dnsPods: [crashing('coredns-1'), crashing('coredns-2')] },
    `problem: no DNS pod is ready (0 of 2): \`coredns-1\`: ${crash} 1 (Error)`,
  ],
  [
    'one of two crashes',
    { dnsPods: [a, crashing('coredns-2', 'OOMKilled', 137)] },
    `warning: 1 of 2 DNS pods ready: \`coredns-2\`: ${crash} 137 (OOMKilled)`,
  ],
  [
    'no room',
    { dnsPods: [pending('coredns-1')] },
    'problem: no DNS pod is ready (0 of 1): `coredns-1`: Pending: Unschedulable: 0/3 nodes are available',
  ],
  [
    'scaled to zero',
    { dnsDeployments: [deployment(0)] },
    'problem: `kube-system/coredns` is scaled to zero: no DNS pod runs',
  ],
  [
    'pods that nobody makes',
    { dnsDeployments: [deployment(2)] },
    'problem: `kube-system/coredns` wants 2 pods, and none was made',
  ],
  [
    'pods that a quota refuses',
    { dnsDeployments: [{ ...deployment(2), status: refused }] },
    'problem: `kube-system/coredns` wants 2 pods, and the API server refuses them: forbidden: exceeded quota: tight',
  ],
  [
    'EKS Auto Mode',
    { someNodes: [auto] },
    'skipped: there are no DNS pods; EKS Auto Mode runs DNS on every node, without pods',
  ],
  [
    'GKE with Cloud DNS, where kube-dns may be scaled to zero',
    { someNodes: [gke], dnsDeployments: [deployment(0, 'kube-dns')] },
    'skipped: there are no DNS pods; on GKE, Cloud DNS may answer without pods',
  ],
  [
    'nobody that is known',
    {},
    'unknown: there are no pods with the label `k8s-app=kube-dns`: who answers for DNS here is not known',
  ],
];

test.each(cases)('%s', (_, given, expected) => {
  expect(told(verdict(dnsPodsReady, given))).toBe(expected);
});

test('what the kubelet was told by the probe is said', () => {
  const event = Event.parse({
    metadata: { name: 'e', namespace: 'kube-system' },
    involvedObject: { kind: 'Pod', namespace: 'kube-system', name: 'coredns-1' },
    type: 'Warning',
    reason: 'Unhealthy',
    message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
  });
  const given = { dnsPods: [unready('coredns-1')], dnsEvents: [event] };
  expect(verdict(dnsPodsReady, given).summary).toContain('statuscode: 503');
});

test.each([
  ['OOMKilled', crashing('coredns-1', 'OOMKilled', 137), []],
  ['no room', pending('coredns-1'), []],
  ['a crash', crashing('coredns-1'), undefined],
])('%s: whether the set-up of DNS may account for it', (_, pod, causedBy) => {
  const finding = verdict(dnsPodsReady, { dnsPods: [pod] });
  expect('causedBy' in finding ? finding.causedBy : undefined).toEqual(causedBy);
});
