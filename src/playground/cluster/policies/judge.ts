/** One policy's verdict on one request. */
import type { CelInput } from '@bufbuild/cel';
import type { AdmissionRequest } from '../admission.ts';
import type { Bindings } from './cel.ts';
import { celValueOf } from './cel-values.ts';
import type { Policy } from './policy.ts';

export interface Denial {
  message: string;
  reason: string;
}

/** Undefined: the request may pass, or is not one that the policy is about. */
export function judge(policy: Policy, request: AdmissionRequest): Denial | undefined {
  const asked: Bindings = bindingsOf(request);
  for (const condition of policy.conditions) {
    const outcome = condition(asked);
    if ('error' in outcome) return broken(policy, outcome.error);
    if (outcome.value !== true) return undefined;
  }
  const bindings = { ...asked, variables: variablesOf(policy, asked) };
  for (const { isMet, expression, message, reason } of policy.validations) {
    const outcome = isMet(bindings);
    if ('error' in outcome) {
      if (!policy.isErrorIgnored) return broken(policy, outcome.error);
    } else if (outcome.value !== true) {
      const said = message?.trim() || `failed expression: ${expression.trim()}`;
      return { message: said, reason: reason ?? 'Invalid' };
    }
  }
  return undefined;
}

function broken({ isErrorIgnored }: Policy, message: string): Denial | undefined {
  return isErrorIgnored ? undefined : { message, reason: 'Invalid' };
}

/** One that fails is left out: it only counts where it is used, and fails that in turn. */
function variablesOf({ variables }: Policy, asked: Bindings): Map<string, CelInput> {
  const values = new Map<string, CelInput>();
  for (const { name, value } of variables) {
    const outcome = value({ ...asked, variables: values });
    if ('value' in outcome) values.set(name, outcome.value as CelInput);
  }
  return values;
}

function bindingsOf(request: AdmissionRequest): Bindings {
  const { operation, object, before } = request;
  return {
    object: operation === 'DELETE' ? null : celValueOf(object),
    oldObject: celValueOf(before ?? null),
    request: celValueOf(requestOf(request)),
  };
}

/** `AdmissionRequest` of admission.k8s.io/v1; empty fields are left out, as Go's `omitempty` does. */
function requestOf(request: AdmissionRequest): object {
  const { resource, subresource, object, operation, dryRun, user } = request;
  const { group, version, plural, kind } = resource;
  const { name, namespace } = object.metadata;
  return {
    kind: { group, version, kind },
    resource: { group, version, resource: plural },
    ...(subresource && { subResource: subresource }),
    ...(name && { name }),
    ...(namespace && { namespace }),
    operation,
    userInfo: user,
    dryRun,
  };
}
