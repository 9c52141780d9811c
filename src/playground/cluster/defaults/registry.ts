/** Which kinds have defaults of their own, and the one way through all of them. */
import type { Resource } from '../resources.ts';
import type { KubeObject, Storage } from '../storage.ts';
import { applySchemaDefaults } from './custom.ts';
import { defaultCustomResourceDefinition } from './custom-resource-definition.ts';
import { defaultDaemonSet } from './daemon-set.ts';
import type { Defaulter } from './defaults.ts';
import { defaultDeployment } from './deployment.ts';
import { defaultEndpointSlice } from './endpoint-slice.ts';
import { setGeneration } from './generation.ts';
import { uuidOf } from './hash.ts';
import { defaultIngress } from './ingress.ts';
import { defaultIngressClass } from './ingress-class.ts';
import { defaultNamespace } from './namespace.ts';
import { defaultNetworkPolicy } from './network-policy.ts';
import { defaultPod } from './pod.ts';
import { defaultReplicaSet } from './replica-set.ts';
import { defaultRoleBinding } from './role-binding.ts';
import { defaultService } from './service.ts';
import { defaultStatefulSet } from './stateful-set.ts';

/** By group and plural. What is absent is stored as it came, but for its generation. */
export const defaulters: Record<string, Defaulter> = {
  '/namespaces': defaultNamespace,
  '/pods': defaultPod,
  '/services': defaultService,
  'apiextensions.k8s.io/customresourcedefinitions': defaultCustomResourceDefinition,
  'apps/daemonsets': defaultDaemonSet,
  'apps/deployments': defaultDeployment,
  'apps/replicasets': defaultReplicaSet,
  'apps/statefulsets': defaultStatefulSet,
  'discovery.k8s.io/endpointslices': defaultEndpointSlice,
  'networking.k8s.io/ingressclasses': defaultIngressClass,
  'networking.k8s.io/ingresses': defaultIngress,
  'networking.k8s.io/networkpolicies': defaultNetworkPolicy,
  'rbac.authorization.k8s.io/clusterrolebindings': defaultRoleBinding,
  'rbac.authorization.k8s.io/rolebindings': defaultRoleBinding,
};

/**
 * The object as the API server would store it: a copy with defaults, allocations (cluster IPs, node
 * ports) and the generation. Idempotent. Throws an AllocationError when an address or a port that was
 * asked for is taken or out of range; nothing is reserved before the object is stored.
 */
export function admit(
  resource: Resource,
  object: KubeObject,
  before: KubeObject | undefined,
  storage: Storage,
): KubeObject {
  const schema = resource.custom?.schema;
  const draft = schema ? applySchemaDefaults(schema, object) : structuredClone(object);
  defaulters[`${resource.group}/${resource.plural}`]?.(draft, { resource, before, storage });
  setGeneration(resource, draft, before);
  return draft;
}

/**
 * Stores a new object as a client's create would, with a uid that is the same in every run that does
 * the same things in the same order: approvals and plans are bound to uids, and people compare runs.
 */
export function createAdmitted(
  resource: Resource,
  object: KubeObject,
  storage: Storage,
): KubeObject {
  const { kind, metadata } = object;
  const text = `${kind}/${metadata.namespace ?? ''}/${metadata.name}#${storage.resourceVersion}`;
  const named = { ...object, metadata: { uid: uuidOf(text), ...metadata } };
  return storage.create(resource, admit(resource, named, undefined, storage));
}
