/** Which table a resource has; what is not listed prints its name and age. */
import type { Resource } from '../resources.ts';
import { age } from './age.ts';
import {
  bindings,
  configMaps,
  created,
  events,
  namespaces,
  nodes,
  secrets,
} from './cluster-objects.ts';
import { customTable } from './custom.ts';
import { pods } from './pods.ts';
import { services } from './services.ts';
import { ageColumn, nameColumn, type TableShape } from './table.ts';
import {
  endpointSlices,
  endpoints,
  ingressClasses,
  ingresses,
  networkPolicies,
} from './traffic.ts';
import { cronJobs, daemonSets, deployments, jobs, replicaSets, statefulSets } from './workloads.ts';

/** By group and plural. */
export const tables: Record<string, TableShape> = {
  '/configmaps': configMaps,
  '/endpoints': endpoints,
  '/events': events,
  '/namespaces': namespaces,
  '/nodes': nodes,
  '/pods': pods,
  '/secrets': secrets,
  '/services': services,
  'apiextensions.k8s.io/customresourcedefinitions': created,
  'apps/daemonsets': daemonSets,
  'apps/deployments': deployments,
  'apps/replicasets': replicaSets,
  'apps/statefulsets': statefulSets,
  'batch/cronjobs': cronJobs,
  'batch/jobs': jobs,
  'discovery.k8s.io/endpointslices': endpointSlices,
  'networking.k8s.io/ingressclasses': ingressClasses,
  'networking.k8s.io/ingresses': ingresses,
  'networking.k8s.io/networkpolicies': networkPolicies,
  'rbac.authorization.k8s.io/clusterrolebindings': bindings,
  'rbac.authorization.k8s.io/clusterroles': created,
  'rbac.authorization.k8s.io/rolebindings': bindings,
  'rbac.authorization.k8s.io/roles': created,
};

const plain: TableShape = {
  columns: [nameColumn, ageColumn],
  cells: (object, now) => [object.metadata.name, age(object, now)],
};

export function tableOf(resource: Resource): TableShape {
  if (resource.custom) return customTable(resource.custom);
  return tables[`${resource.group}/${resource.plural}`] ?? plain;
}
