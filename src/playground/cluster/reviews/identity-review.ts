/** SelfSubjectReview and TokenReview: who is this? */
import type { User } from '../admission.ts';
import { readBody } from '../body.ts';
import { json, type Reply, type ResourceCall } from '../cluster.ts';
import { timestamp } from '../memory.ts';
import { apiVersionOf } from '../resources.ts';
import { issuer } from '../tokens.ts';

const userInfo = ({ username, uid, groups, extra }: User) => ({
  username,
  ...(uid && { uid }),
  groups,
  ...(extra && { extra }),
});

export function reviewSelf(call: ResourceCall): Reply {
  const { cluster, resource, user } = call;
  readBody(call, resource);
  return json(201, {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: { creationTimestamp: timestamp(cluster.now()) },
    status: { userInfo: userInfo(user) },
  });
}

export function reviewToken(call: ResourceCall): Reply {
  const { cluster, resource } = call;
  const { spec } = readBody(call, resource);
  const { token = '' } = (spec ?? {}) as { token?: string };
  const user = cluster.tokens.identify(token);
  const known = user && { authenticated: true, user: userInfo(user), audiences: [issuer] };
  return json(201, {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: {},
    spec,
    status: known ?? { error: 'invalid bearer token' },
  });
}
