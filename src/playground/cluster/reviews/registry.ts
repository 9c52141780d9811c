/** Resources that are questions: created to be answered, never stored. By group and plural. */
import type { Reply, ResourceCall } from '../cluster.ts';
import { reviewAccess, reviewOwnAccess } from './access-review.ts';
import { reviewSelf, reviewToken } from './identity-review.ts';
import { reviewRules } from './rules-review.ts';

export const reviews: Record<string, (call: ResourceCall) => Reply> = {
  'authentication.k8s.io/selfsubjectreviews': reviewSelf,
  'authentication.k8s.io/tokenreviews': reviewToken,
  'authorization.k8s.io/localsubjectaccessreviews': reviewAccess,
  'authorization.k8s.io/selfsubjectaccessreviews': reviewOwnAccess,
  'authorization.k8s.io/selfsubjectrulesreviews': reviewRules,
  'authorization.k8s.io/subjectaccessreviews': reviewAccess,
};
