/** `check dns` without the optional Roles, and what it reads of DNS at all. */
import { expect, onTestFinished, test } from 'vitest';
import { sources } from '../../src/checks/sources/registry.ts';
import type { Facts } from '../../src/checks/sources/source.ts';
import type { Pod } from '../../src/objects/pod.ts';
import { type Answering, startAnswering } from './answering.ts';
import { crashing, dnsPod } from './objects-dns.ts';

const target = { clusterDomain: 'cluster.local' };

function queriesOf(name: 'dnsLogs' | 'dnsDeployments' | 'someNodes', pods: readonly Pod[]) {
  const facts: Facts = { dnsPods: { all: pods, gaps: [], isCut: false } };
  const source = sources[name];
  return source.how === 'given' ? [] : source.queries(facts, target);
}

test('three logs are read at most, the sickest pod’s first, with the run before its restart', () => {
  const pods = ['a', 'b', 'c'].map((name) => dnsPod(name));
  const coredns = { namespace: 'kube-system' };
  expect(queriesOf('dnsLogs', pods)).toEqual(['a', 'b', 'c'].map((pod) => ({ ...coredns, pod })));
  expect(queriesOf('dnsLogs', [...pods, crashing('d')])).toEqual([
    { ...coredns, pod: 'd' },
    { ...coredns, pod: 'd', previous: true },
    { ...coredns, pod: 'a' },
  ]);
});

test('of several containers the one that answers is read', () => {
  const containers = [
    { name: 'kube-rbac-proxy' },
    { name: 'dns', ports: [{ containerPort: 5353 }] },
  ];
  expect(queriesOf('dnsLogs', [dnsPod('a', {}, { containers })])).toEqual([
    { namespace: 'kube-system', pod: 'a', container: 'dns' },
  ]);
});

test('what stands in for DNS pods is only asked for where there are none', () => {
  expect(queriesOf('someNodes', [dnsPod('a')])).toEqual([]);
  expect(queriesOf('dnsDeployments', [dnsPod('a')])).toEqual([]);
  expect(queriesOf('someNodes', [])).toHaveLength(2);
  expect(queriesOf('dnsDeployments', [])).toHaveLength(1);
});

const rbac = 'rbac.authorization.k8s.io/v1';

async function openWithout(kind: 'RoleBinding' | 'ClusterRoleBinding', name: string) {
  const answering = await startAnswering('healthy');
  onTestFinished(() => answering.close());
  const { storage, resources } = answering.demo.api;
  const namespace = kind === 'RoleBinding' ? 'kube-system' : undefined;
  storage.remove(resources.of({ apiVersion: rbac, kind }), namespace, name);
  return answering;
}

interface Finding {
  check: string;
  status: string;
}

async function unknownIn(answering: Answering) {
  const report = await answering.ask('check dns payments -n shop');
  const findings = report.data.findings as Finding[];
  const unknown = findings.filter(({ status }) => status === 'unknown').map(({ check }) => check);
  return { verdict: report.verdict, unknown, open: report.notEvaluated.map(({ what }) => what) };
}

test.each([
  ['portolan-dns-lookup', 'RoleBinding', 'dns-answers-match'],
  ['portolan-logs', 'RoleBinding', 'dns-logs-clean'],
  ['portolan-rbac-objects', 'ClusterRoleBinding', 'dns-permissions-granted'],
] as const)(
  'without %s nothing is in doubt, and what was not looked at is told',
  async (name, kind, check) => {
    const answering = await openWithout(kind, name);
    expect(await unknownIn(answering)).toEqual({
      verdict: 'ok',
      unknown: [check],
      open: [expect.stringContaining(`\`${check}\``)],
    });
  },
);

test('of ConfigMaps only the two that hold a Corefile are read, by name', async () => {
  const answering = await startAnswering('healthy');
  onTestFinished(() => answering.close());
  await answering.ask('check dns payments -n shop --from shop');
  const paths = answering.demo.api.requests.map(({ path }) => path);
  const maps = new Set(paths.filter((path) => path.includes('/configmaps')));
  expect([...maps].sort()).toEqual([
    '/api/v1/namespaces/kube-system/configmaps/coredns',
    '/api/v1/namespaces/openshift-dns/configmaps/dns-default',
  ]);
});
