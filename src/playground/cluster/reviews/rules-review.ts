/** SelfSubjectRulesReview: everything one may do in a namespace. */
import { readBody } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import type { PolicyRule } from '../rbac.ts';
import { apiVersionOf } from '../resources.ts';
import { badRequest } from '../status.ts';

const everything = {
  resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
  nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
};

function split(rules: readonly PolicyRule[]) {
  const isPath = ({ nonResourceURLs }: PolicyRule) => (nonResourceURLs ?? []).length > 0;
  return {
    resourceRules: rules
      .filter((rule) => !isPath(rule))
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames && { resourceNames }),
      })),
    nonResourceRules: rules
      .filter(isPath)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
  };
}

export function reviewRules(call: ResourceCall): Reply {
  const { cluster, resource, user } = call;
  const review = readBody(call, resource);
  const { namespace = '' } = (review.spec ?? {}) as { namespace?: string };
  if (namespace === '') throw badRequest('no namespace on request');
  const isAdmin = user.groups.includes('system:masters');
  const grants = isAdmin ? [] : [...cluster.authorizer.grants(user, namespace)];
  const rules = isAdmin ? everything : split(grants.map(({ rule }) => rule));
  return json(201, {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: {},
    spec: {},
    status: { ...rules, incomplete: false },
  });
}
