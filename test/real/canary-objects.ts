/** What the policies for weights are tried with: kinds that may not be installed, and a Role too wide. */
import type { KubeConfig } from '@kubernetes/client-node';
import { askWith } from './ask.ts';
import type { Written } from './objects.ts';
import { pause, statusOf, type Writer } from './writer.ts';

const rbac = 'rbac.authorization.k8s.io';

/** Every right that a careless administrator could add, in one namespace. */
export function everythingFor(account: { namespace: string; name: string }, namespace: string) {
  const metadata = { name: 'everything', namespace };
  const roleRef = { apiGroup: rbac, kind: 'Role', name: metadata.name };
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  const role: Written = { apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules };
  const binding: Written = {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef,
    subjects,
  };
  return [role, binding];
}

const kinds = [
  { group: 'gateway.networking.k8s.io', version: 'v1', kind: 'HTTPRoute' },
  { group: 'traefik.io', version: 'v1alpha1', kind: 'TraefikService' },
  { group: 'traefik.io', version: 'v1alpha1', kind: 'IngressRoute' },
];

interface CustomKind {
  group: string;
  version: string;
  kind: string;
}

const pluralOf = ({ kind }: CustomKind) => `${kind.toLowerCase()}s`;

/** The client has its own spelling of `x-kubernetes-…`, and drops the true one. */
const free = { type: 'object', x_kubernetes_preserve_unknown_fields: true };

/** As loose as can be: what a schema would refuse is left to the policies. */
function definitionOf(custom: CustomKind): Written {
  const { group, version, kind } = custom;
  const [plural, singular] = [pluralOf(custom), kind.toLowerCase()];
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec: free, status: free } } };
  const subresources = { status: {} };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
    },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular, listKind: `${kind}List` },
      versions: [{ name: version, served: true, storage: true, schema, subresources }],
    },
  };
}

/** Installs what is missing. @returns group, version and plural of what still is */
export async function installed(config: KubeConfig, writer: Writer): Promise<string[]> {
  const missing: string[] = [];
  for (const custom of kinds) {
    const served = `${custom.group}/${custom.version}/${pluralOf(custom)}`;
    if (await isServed(config, served, 1)) continue;
    await writer.createAnew(definitionOf(custom)).catch((error) => {
      if (statusOf(error) !== 403) throw error;
    });
    if (!(await isServed(config, served, 20))) missing.push(served);
  }
  return missing;
}

async function isServed(config: KubeConfig, served: string, tries: number): Promise<boolean> {
  const path = `/apis/${served}?limit=1`;
  for (let left = tries; left > 0; left -= 1) {
    const { status } = await askWith(config, { method: 'GET', path }).catch(() => ({ status: 0 }));
    if (status === 200) return true;
    if (left > 1) await pause(500);
  }
  return false;
}
