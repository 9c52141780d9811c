/** Role-based access control over the Roles and Bindings in storage, in a real server's order. */
import type { User } from './admission.ts';
import type { Resource, Resources } from './resources.ts';
import type { KubeObject, Storage } from './storage.ts';

/** What someone wants to do. A non-resource request has a `path` and no `resource`. */
export interface Attributes {
  verb: string;
  group: string;
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
  path?: string;
}

export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

export interface Decision {
  allowed: boolean;
  reason: string;
}

interface Subject {
  kind: string;
  name: string;
  namespace?: string;
}

/** A rule that applies to a user, and the words in which a decision names where it comes from. */
export interface Grant {
  rule: PolicyRule;
  reason: string;
}

export interface Authorizer {
  decide(user: User, attributes: Attributes): Decision;
  /** All rules that apply in a namespace, and everywhere. */
  grants(user: User, namespace: string): Iterable<Grant>;
}

const accountName = (namespace: string, name: string) =>
  `system:serviceaccount:${namespace}:${name}`;

function isSubject(user: User, subject: Subject, namespace: string): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.username;
    case 'Group':
      return user.groups.includes(subject.name);
    case 'ServiceAccount':
      return user.username === accountName(subject.namespace ?? namespace, subject.name);
    default:
      return false;
  }
}

const has = (list: readonly string[] | undefined, wanted: string) =>
  list !== undefined && (list.includes('*') || list.includes(wanted));

function coversPath(rule: PolicyRule, path: string): boolean {
  return (rule.nonResourceURLs ?? []).some((pattern) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path,
  );
}

function coversResource(rule: PolicyRule, wanted: Attributes): boolean {
  const { resource, subresource } = wanted;
  const combined = subresource === '' ? resource : `${resource}/${subresource}`;
  const isListed =
    has(rule.resources, combined) ||
    (subresource !== '' && rule.resources?.includes(`*/${subresource}`));
  const names = rule.resourceNames ?? [];
  return (
    isListed === true &&
    has(rule.apiGroups, wanted.group) &&
    (names.length === 0 || names.includes(wanted.name))
  );
}

export function ruleAllows(rule: PolicyRule, wanted: Attributes): boolean {
  if (!has(rule.verbs, wanted.verb)) return false;
  return wanted.path === undefined ? coversResource(rule, wanted) : coversPath(rule, wanted.path);
}

function describe(binding: KubeObject, role: KubeObject, subject: Subject): string {
  const { name, namespace } = binding.metadata;
  const bound = `"${namespace ? `${name}/${namespace}` : name}"`;
  const who =
    subject.kind === 'ServiceAccount' ? `${subject.name}/${subject.namespace}` : subject.name;
  const roleName = role.metadata.namespace
    ? `${role.metadata.name}/${role.metadata.namespace}`
    : role.metadata.name;
  return (
    `RBAC: allowed by ${binding.kind} ${bound} of ${role.kind} "${roleName}" ` +
    `to ${subject.kind} "${who}"`
  );
}

export function createAuthorizer(storage: Storage, resources: Resources): Authorizer {
  const resource = (kind: string): Resource =>
    resources.of({ apiVersion: 'rbac.authorization.k8s.io/v1', kind });
  const bindings = { cluster: resource('ClusterRoleBinding'), namespace: resource('RoleBinding') };
  const roles = { cluster: resource('ClusterRole'), namespace: resource('Role') };

  function roleOf(binding: KubeObject): KubeObject | undefined {
    const ref = binding.roleRef as { kind: string; name: string };
    if (ref.kind === 'ClusterRole') return storage.get(roles.cluster, undefined, ref.name);
    return storage.get(roles.namespace, binding.metadata.namespace, ref.name);
  }

  function* granted(user: User, binding: KubeObject): Iterable<Grant> {
    const namespace = binding.metadata.namespace ?? '';
    const subjects = (binding.subjects ?? []) as Subject[];
    const subject = subjects.find((one) => isSubject(user, one, namespace));
    const role = subject && roleOf(binding);
    if (!role) return;
    const reason = describe(binding, role, subject);
    for (const rule of (role.rules ?? []) as PolicyRule[]) yield { rule, reason };
  }

  function* grants(user: User, namespace: string): Iterable<Grant> {
    for (const binding of storage.list(bindings.cluster)) yield* granted(user, binding);
    if (namespace === '') return;
    for (const binding of storage.list(bindings.namespace, namespace))
      yield* granted(user, binding);
  }

  return {
    grants,
    decide(user, attributes) {
      if (user.groups.includes('system:masters')) return { allowed: true, reason: '' };
      for (const { rule, reason } of grants(user, attributes.namespace)) {
        if (ruleAllows(rule, attributes)) return { allowed: true, reason };
      }
      return { allowed: false, reason: '' };
    },
  };
}
