/** The optional components of `infra/kubernetes` open what their comments say, and nothing beside it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Cluster } from '../../src/cluster/cluster.ts';
import { createKubernetes, type KubernetesClusters } from '../../src/cluster/kubernetes.ts';
import { narrow } from '../../src/commands/narrow.ts';
import type { KubeObject } from '../../src/playground/cluster/storage.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import { textOf } from '../architecture/tree.ts';
import { dnsPods } from '../playground/dns/query.ts';

let demo: Demo;
let clusters: KubernetesClusters;
let door: Cluster;

beforeAll(async () => {
  demo = await startDemo({ scenario: 'shop' });
  clusters = createKubernetes({ demo: demo.source });
  door = clusters.open('demo');
});
afterAll(async () => {
  await clusters.close();
  await demo.close();
});

/** Takes the binding away, as in a cluster that left the component out. */
function without(kind: string, name: string, namespace?: string): void {
  const { resources, storage } = demo.api;
  const resource = resources.of({ apiVersion: 'rbac.authorization.k8s.io/v1', kind });
  storage.remove(resource, namespace, name);
}

test('logs are read in the namespace of the DNS pods alone', async () => {
  const [pod = ''] = dnsPods(demo.api);
  demo.api.setLog('kube-system', pod, 'coredns', ['[INFO] plugin/ready: ready']);
  const shop = (await door.read([{ kind: 'pods', namespace: 'shop', limit: 1 }])).objects.pods?.[0];
  const logs = await door.logs([
    { namespace: 'kube-system', pod },
    { namespace: 'shop', pod: shop?.metadata.name ?? '' },
  ]);
  expect(logs).toMatchObject([
    { kind: 'log', lines: ['[INFO] plugin/ready: ready'] },
    { kind: 'not-read', failure: { reason: 'refused', permission: { resource: 'pods/log' } } },
  ]);
});

const coredns = { name: 'system:coredns' };

test('CoreDNS’s role and its binding are read, and no others', async () => {
  const { objects, gaps } = await door.read([
    { kind: 'clusterroles', ...coredns },
    { kind: 'clusterrolebindings', ...coredns },
    { kind: 'clusterroles', name: 'cluster-admin' },
    { kind: 'clusterrolebindings' },
  ]);
  expect(objects.clusterroles?.map(({ rules }) => rules.map(({ resources }) => resources))).toEqual(
    [[['endpoints', 'services', 'pods', 'namespaces'], ['endpointslices']]],
  );
  expect(objects.clusterrolebindings).toMatchObject([
    {
      roleRef: { kind: 'ClusterRole', ...coredns },
      subjects: [{ kind: 'ServiceAccount', name: 'coredns', namespace: 'kube-system' }],
    },
  ]);
  expect(gaps.map(({ reason, permission }) => [reason, permission?.verb])).toEqual([
    ['refused', 'get'],
    ['refused', 'list'],
  ]);
});

/** Stores what no demo has by itself. */
function put(object: KubeObject): void {
  const { resources, storage } = demo.api;
  storage.create(resources.of(object), object);
}

const folder = 'infra/kubernetes/tls-secrets';
const inShop = { kind: 'secrets', namespace: 'shop' } as const;

test('Secrets are got by the names that stand in the Role, and never listed', async () => {
  for (const name of ['shop-tls', 'database']) {
    put({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: 'shop' },
      type: 'Opaque',
    });
  }
  const named = { ...inShop, name: 'shop-tls' };
  expect((await door.read([named])).gaps).toMatchObject([{ reason: 'refused' }]);
  for (const file of ['role', 'role-binding']) put(parse(textOf(`${folder}/${file}.yaml`)));
  const { objects, gaps } = await door.read([named, { ...inShop, name: 'database' }, inShop]);
  expect(objects.secrets?.map(({ metadata }) => metadata.name)).toEqual(['shop-tls']);
  expect(gaps.map(({ reason, permission }) => [reason, permission?.verb])).toEqual([
    ['refused', 'get'],
    ['refused', 'list'],
  ]);
});

const asked = { needs: [{ kind: 'secrets', names: 'asked' }] } as const;

test.each([
  ['a list', inShop],
  ['a list of all', { kind: 'secrets' }],
  ['one looked for everywhere', { kind: 'secrets', name: 'shop-tls' }],
  ['one without a name', { ...inShop, name: '' }],
  ['a list by labels', { ...inShop, name: 'shop-tls', labels: 'a=b' }],
  ['a list by fields', { ...inShop, name: 'shop-tls', fields: 'type=kubernetes.io/tls' }],
] as const)('a command that gets Secrets by name is not let through with %s', async (_, query) => {
  await expect(narrow(door, asked).read([query])).rejects.toThrow(/does not declare/);
});

test('without the components both are refused, and all else is as it was', async () => {
  without('RoleBinding', 'portolan-logs', 'kube-system');
  without('ClusterRoleBinding', 'portolan-rbac-objects');
  const [log] = await door.logs([{ namespace: 'kube-system', pod: dnsPods(demo.api)[0] ?? '' }]);
  expect(log).toMatchObject({ kind: 'not-read', failure: { reason: 'refused' } });
  const { gaps } = await door.read([{ kind: 'clusterroles', ...coredns }, { kind: 'services' }]);
  expect(gaps).toMatchObject([{ query: { kind: 'clusterroles' }, reason: 'refused' }]);
});
