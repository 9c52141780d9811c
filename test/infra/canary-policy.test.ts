/** `infra/kubernetes/canary` lets the account for weights change weights, and nothing beside them. */
import { afterAll } from 'vitest';
import type { ApiServer } from '../../src/playground/cluster/server.ts';
import type { KubeObject } from '../../src/playground/cluster/storage.ts';
import { type Demo, startDemo } from '../../src/playground/demo.ts';
import { ask } from '../playground/cluster/fixtures.ts';
import { type Asked, describePolicies, type Said } from './canary/suite.ts';

const namespace = 'policy';
const rbac = 'rbac.authorization.k8s.io';
const account = { kind: 'ServiceAccount', name: 'portolan-canary', namespace: 'portolan' };

/** Every right that a careless administrator could add. */
const everything: KubeObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  {
    apiVersion: `${rbac}/v1`,
    kind: 'Role',
    metadata: { name: 'everything', namespace },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  },
  {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'everything', namespace },
    roleRef: { apiGroup: rbac, kind: 'Role', name: 'everything' },
    subjects: [account],
  },
];

/** What the kind's own schema would refuse is left to the policies. */
function loosen({ resources, storage }: ApiServer): void {
  const custom = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
  const definitions = resources.of(custom);
  for (const definition of storage.list(definitions)) {
    const { versions, ...spec } = definition.spec as { versions: object[] };
    const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const loose = versions.map((one) => ({ ...one, schema: { openAPIV3Schema: free } }));
    storage.update(definitions, { ...definition, spec: { ...spec, versions: loose } });
  }
}

let demo: Demo | undefined;
afterAll(() => demo?.close());

describePolicies('on the embedded cluster', async () => {
  const started = await startDemo({ scenario: 'shop' });
  demo = started;
  const { api } = started;
  loosen(api);
  for (const object of everything) api.storage.create(api.resources.of(object), object);
  const as =
    (token: string) =>
    async (asked: Asked): Promise<Said> => {
      const { path, mediaType, ...rest } = asked;
      const contentType = mediaType ? { contentType: mediaType } : {};
      const response = await ask(api, path, { ...rest, ...contentType, token });
      return { status: response.status, body: await response.json() };
    };
  const asAdmin = as(api.adminToken);
  return {
    namespace,
    asAdmin,
    asCanary: as(api.tokenFor(account.namespace, account.name)),
    async create(object) {
      const { group, version, plural } = api.resources.of(object);
      const path = `/apis/${group}/${version}/namespaces/${namespace}/${plural}`;
      await asAdmin({ method: 'POST', path, body: object, mediaType: 'application/json' });
    },
    obstacle: () => undefined,
  };
});
