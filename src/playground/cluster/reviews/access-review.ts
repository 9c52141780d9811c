/** SubjectAccessReview and its relatives: may somebody do this? */
import type { User } from '../admission.ts';
import { readBody } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import type { Attributes } from '../rbac.ts';
import { apiVersionOf } from '../resources.ts';
import { invalid } from '../status.ts';
import type { KubeObject } from '../storage.ts';

interface ReviewSpec {
  resourceAttributes?: {
    namespace?: string;
    verb?: string;
    group?: string;
    resource?: string;
    subresource?: string;
    name?: string;
  };
  nonResourceAttributes?: { path?: string; verb?: string };
  user?: string;
  groups?: string[];
  uid?: string;
}

const empty = { group: '', resource: '', subresource: '', namespace: '', name: '' };

function readAttributes(call: ResourceCall, spec: ReviewSpec): Attributes {
  const { resourceAttributes: resource, nonResourceAttributes: other } = spec;
  if (resource) return { ...empty, verb: '', ...resource };
  if (other) return { ...empty, verb: other.verb ?? '', path: other.path ?? '' };
  throw invalid(call.resource, '', [
    {
      reason: 'FieldValueInvalid',
      message:
        'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must ' +
        'be specified',
      field: 'spec.resourceAttributes',
    },
  ]);
}

function answer(call: ResourceCall, review: KubeObject, user: User): Reply {
  const { cluster, resource } = call;
  const attributes = readAttributes(call, (review.spec ?? {}) as ReviewSpec);
  const { allowed, reason } = cluster.authorizer.decide(user, attributes);
  return json(201, {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: {},
    spec: review.spec,
    status: { allowed, ...(reason && { reason }) },
  });
}

export const reviewOwnAccess = (call: ResourceCall): Reply =>
  answer(call, readBody(call, call.resource), call.user);

/** About somebody else: only whoever may create such reviews gets here. */
export function reviewAccess(call: ResourceCall): Reply {
  const review = readBody(call, call.resource);
  const { user = '', groups = [], uid } = (review.spec ?? {}) as ReviewSpec;
  return answer(call, review, { username: user, groups, ...(uid && { uid }) });
}
