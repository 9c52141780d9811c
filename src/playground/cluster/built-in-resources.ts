/** The resources a cluster serves before anyone adds a CustomResourceDefinition. */
import { createHash } from 'node:crypto';
import type { Resource, Subresource } from './resources.ts';

export const objectVerbs: readonly string[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const withoutCollection = objectVerbs.filter((verb) => verb !== 'deletecollection');
const editVerbs = ['get', 'patch', 'update'];

interface Entry extends Partial<Resource> {
  kind: string;
  status?: boolean;
  scale?: boolean;
}

const scale: Subresource = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: editVerbs,
};

/** The hash the discovery documents carry: it only has to differ when the stored version does. */
export function storageVersionHash(group: string, version: string, kind: string): string {
  const digest = createHash('sha256').update(`${group}/${version}/${kind}`).digest();
  return digest.subarray(0, 8).toString('base64');
}

function resource(group: string, version: string, entry: Entry): Resource {
  const { status, scale: scalable, kind, ...rest } = entry;
  const singular = kind.toLowerCase();
  const subresources = [...(entry.subresources ?? [])];
  if (scalable) subresources.push(scale);
  if (status) subresources.push({ name: 'status', kind, verbs: editVerbs });
  const verbs = entry.verbs ?? objectVerbs;
  return {
    group,
    version,
    plural: `${singular}s`,
    singular,
    kind,
    listKind: `${kind}List`,
    namespaced: true,
    verbs,
    ...(verbs.includes('list') && {
      storageVersionHash: storageVersionHash(group, version, kind),
    }),
    ...rest,
    subresources,
  };
}

const group = (name: string, version: string, entries: Entry[]): Resource[] =>
  entries.map((entry) => resource(name, version, entry));

const all = ['all'];
const review = { verbs: ['create'], namespaced: false };
const cluster = { namespaced: false };

const core = group('', 'v1', [
  { kind: 'ConfigMap', shortNames: ['cm'] },
  {
    kind: 'Endpoints',
    plural: 'endpoints',
    shortNames: ['ep'],
    deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  },
  { kind: 'Event', shortNames: ['ev'] },
  {
    kind: 'Namespace',
    ...cluster,
    shortNames: ['ns'],
    verbs: withoutCollection,
    status: true,
    subresources: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
  },
  { kind: 'Node', ...cluster, shortNames: ['no'], status: true },
  { kind: 'PersistentVolumeClaim', shortNames: ['pvc'], status: true },
  {
    kind: 'Pod',
    shortNames: ['po'],
    categories: all,
    status: true,
    subresources: [
      { name: 'log', kind: 'Pod', verbs: ['get'] },
      { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
    ],
  },
  {
    kind: 'ReplicationController',
    shortNames: ['rc'],
    categories: all,
    status: true,
    scale: true,
  },
  { kind: 'Secret' },
  {
    kind: 'ServiceAccount',
    shortNames: ['sa'],
    subresources: [
      {
        name: 'token',
        kind: 'TokenRequest',
        group: 'authentication.k8s.io',
        version: 'v1',
        verbs: ['create'],
      },
    ],
  },
  { kind: 'Service', shortNames: ['svc'], categories: all, status: true },
]);

const workloads = [
  ...group('apps', 'v1', [
    { kind: 'ControllerRevision' },
    { kind: 'DaemonSet', shortNames: ['ds'], categories: all, status: true },
    { kind: 'Deployment', shortNames: ['deploy'], categories: all, status: true, scale: true },
    { kind: 'ReplicaSet', shortNames: ['rs'], categories: all, status: true, scale: true },
    { kind: 'StatefulSet', shortNames: ['sts'], categories: all, status: true, scale: true },
  ]),
  ...group('batch', 'v1', [
    { kind: 'CronJob', shortNames: ['cj'], categories: all, status: true },
    { kind: 'Job', categories: all, status: true },
  ]),
  ...group('autoscaling', 'v2', [
    { kind: 'HorizontalPodAutoscaler', shortNames: ['hpa'], categories: all, status: true },
  ]),
  ...group('policy', 'v1', [{ kind: 'PodDisruptionBudget', shortNames: ['pdb'], status: true }]),
];

const traffic = [
  ...group('networking.k8s.io', 'v1', [
    { kind: 'Ingress', plural: 'ingresses', shortNames: ['ing'], status: true },
    { kind: 'IngressClass', plural: 'ingressclasses', ...cluster },
    { kind: 'NetworkPolicy', plural: 'networkpolicies', shortNames: ['netpol'] },
  ]),
  ...group('discovery.k8s.io', 'v1', [{ kind: 'EndpointSlice' }]),
];

const access = [
  ...group('authentication.k8s.io', 'v1', [
    { kind: 'SelfSubjectReview', ...review },
    { kind: 'TokenReview', ...review },
  ]),
  ...group('authorization.k8s.io', 'v1', [
    { kind: 'LocalSubjectAccessReview', verbs: ['create'] },
    { kind: 'SelfSubjectAccessReview', ...review },
    { kind: 'SelfSubjectRulesReview', ...review },
    { kind: 'SubjectAccessReview', ...review },
  ]),
  ...group('rbac.authorization.k8s.io', 'v1', [
    { kind: 'ClusterRoleBinding', ...cluster },
    { kind: 'ClusterRole', ...cluster },
    { kind: 'RoleBinding' },
    { kind: 'Role' },
  ]),
];

const machinery = [
  ...group('apiextensions.k8s.io', 'v1', [
    {
      kind: 'CustomResourceDefinition',
      ...cluster,
      shortNames: ['crd', 'crds'],
      categories: ['api-extensions'],
      status: true,
    },
  ]),
  ...group('admissionregistration.k8s.io', 'v1', [
    {
      kind: 'ValidatingAdmissionPolicy',
      plural: 'validatingadmissionpolicies',
      ...cluster,
      categories: ['api-extensions'],
      status: true,
    },
    { kind: 'ValidatingAdmissionPolicyBinding', ...cluster, categories: ['api-extensions'] },
  ]),
  ...group('coordination.k8s.io', 'v1', [{ kind: 'Lease' }]),
  ...group('events.k8s.io', 'v1', [{ kind: 'Event', shortNames: ['ev'] }]),
];

export const builtInResources: readonly Resource[] = [
  ...core,
  ...workloads,
  ...traffic,
  ...access,
  ...machinery,
];
