/** ValidatingAdmissionPolicies: the last word on a write, after defaults and the kind's own validation. */
import type { AdmissionRequest } from '../admission.ts';
import type { ApiError } from '../status.ts';
import { forbidden } from '../status.ts';
import { type Denial, judge } from './judge.ts';
import { concerns } from './matching.ts';
import { isBindingOf, policyOf, rulesOf } from './policy.ts';

const group = 'admissionregistration.k8s.io';
const apiVersion = `${group}/v1`;

/**
 * The first denial is the one that is told, as on a real server.
 * @throws ApiError where a policy denies; Error where one asks for what is not evaluated here
 */
export function enforcePolicies(request: AdmissionRequest): void {
  const { storage, resources, resource } = request;
  const policies = resources.byKind(apiVersion, 'ValidatingAdmissionPolicy');
  const bindings = resources.byKind(apiVersion, 'ValidatingAdmissionPolicyBinding');
  // No policy is about policies, so that a wrong one can be taken back.
  if (!policies || !bindings || resource.group === group) return;
  for (const policy of storage.list(policies)) {
    if (!concerns(rulesOf(policy), request)) continue;
    const { name } = policy.metadata;
    const [binding] = storage.list(bindings).filter((one) => isBindingOf(one, name));
    const denial = binding && judge(policyOf(policy), request);
    if (denial) throw denied(request, `'${name}' with binding '${binding.metadata.name}'`, denial);
  }
}

const codes: Record<string, number> = {
  Unauthorized: 401,
  Forbidden: 403,
  RequestEntityTooLarge: 413,
};

function denied({ resource, object }: AdmissionRequest, who: string, denial: Denial): ApiError {
  const message = `ValidatingAdmissionPolicy ${who} denied request: ${denial.message}`;
  const error = forbidden(resource, object.metadata.name, message);
  const { status } = error;
  status.reason = denial.reason;
  status.code = codes[denial.reason] ?? 422;
  status.details = { ...status.details, causes: [{ message }] };
  return error;
}
