/** ClusterRole rbac.authorization.k8s.io/v1. */
import * as z from 'zod';
import { list, ObjectMeta } from './meta.ts';

/** In apiGroups, resources and verbs `*` is all of them. */
export const PolicyRule = z.object({
  apiGroups: list(z.string()),
  resources: list(z.string()),
  /** Empty: every object. */
  resourceNames: list(z.string()),
  verbs: list(z.string()),
});
export type PolicyRule = z.infer<typeof PolicyRule>;

export const ClusterRole = z.object({
  metadata: ObjectMeta,
  rules: list(PolicyRule),
  /** Present: a controller overwrites `rules` with those of other roles. */
  aggregationRule: z.object({}).nullish(),
});
export type ClusterRole = z.infer<typeof ClusterRole>;
