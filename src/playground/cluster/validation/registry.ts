/** Which kinds are checked beyond their metadata, and the one way through all checks. */
import type { AdmissionRequest } from '../admission.ts';
import { invalid } from '../status.ts';
import { schemaProblems } from './custom.ts';
import { validateIngress } from './ingress.ts';
import { metadataProblems } from './metadata.ts';
import type { Problem } from './problem.ts';
import { validateService, validateServiceChange } from './service.ts';
import type { Validate } from './validate.ts';
import { validatePod, validateStatefulSet, validateWorkload } from './workload.ts';

/** By group and plural. */
export const validators: Record<string, Validate> = {
  '/pods': validatePod,
  '/services': validateService,
  'apps/daemonsets': validateWorkload,
  'apps/deployments': validateWorkload,
  'apps/replicasets': validateWorkload,
  'apps/statefulsets': validateStatefulSet,
  'networking.k8s.io/ingresses': validateIngress,
};

/** Changes that have to be refused before new values are allocated. */
export const changeValidators: Record<string, Validate> = { '/services': validateServiceChange };

type Checked = Pick<AdmissionRequest, 'resource' | 'object' | 'before'>;

function refuse({ resource, object }: Checked, problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalid(resource, object.metadata.name, [...problems]);
}

/** Throws 422 with every problem there is. */
export function validate(checked: Checked): void {
  const { resource, object, before } = checked;
  const { custom, group, plural } = resource;
  const own = validators[`${group}/${plural}`]?.(object, before) ?? [];
  const byDefinition = custom?.schema ? schemaProblems(custom.schema, object) : [];
  refuse(checked, [...byDefinition, ...metadataProblems(resource, object, before), ...own]);
}

export function validateChange(checked: Checked): void {
  const { group, plural } = checked.resource;
  refuse(checked, changeValidators[`${group}/${plural}`]?.(checked.object, checked.before) ?? []);
}
