/**
 * `metadata.generation` counts changes of what was asked for, not of status or metadata. Kinds that
 * are not listed (Service, Namespace, Node, ConfigMap ...) carry none on a real server.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Resource } from '../resources.ts';
import type { KubeObject } from '../storage.ts';

const counted = new Set([
  'CronJob',
  'CustomResourceDefinition',
  'DaemonSet',
  'Deployment',
  'EndpointSlice',
  'Ingress',
  'IngressClass',
  'Job',
  'NetworkPolicy',
  'Pod',
  'PodDisruptionBudget',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

/** Binding a pod to its node does not count: nobody asked for another pod. */
function unbound(spec: unknown): unknown {
  const { nodeName: _, ...rest } = (spec ?? {}) as Record<string, unknown>;
  return rest;
}

/** Without a status subresource, `status` is a field like any other. */
function wish(resource: Resource, object: KubeObject): object {
  const { metadata: _, status, ...rest } = object;
  if (!resource.custom && resource.kind === 'Pod') return { spec: unbound(object.spec) };
  const separate =
    !resource.custom || resource.subresources.some((subresource) => subresource.name === 'status');
  return separate ? rest : { ...rest, status };
}

export function setGeneration(
  resource: Resource,
  draft: KubeObject,
  before: KubeObject | undefined,
): void {
  if (!resource.custom && !counted.has(resource.kind)) return;
  if (!before) {
    // A client's create has none here; a scenario may begin with an object that was changed before.
    draft.metadata.generation ??= 1;
    return;
  }
  const changed = !isDeepStrictEqual(wish(resource, draft), wish(resource, before));
  draft.metadata.generation = (before.metadata.generation ?? 1) + (changed ? 1 : 0);
}
