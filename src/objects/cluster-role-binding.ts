/** ClusterRoleBinding rbac.authorization.k8s.io/v1. */
import * as z from 'zod';
import { list, ObjectMeta, or } from './meta.ts';

export const ClusterRoleBinding = z.object({
  metadata: ObjectMeta,
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: list(
    z.object({
      /** ServiceAccount, User or Group. */
      kind: z.string(),
      name: z.string(),
      /** '' for users and groups. */
      namespace: or(z.string(), ''),
    }),
  ),
});
export type ClusterRoleBinding = z.infer<typeof ClusterRoleBinding>;
