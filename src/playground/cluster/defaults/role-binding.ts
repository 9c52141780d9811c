/** Defaults of RoleBindings and ClusterRoleBindings. */
import { type Defaulter, fill } from './defaults.ts';

interface Binding {
  roleRef: { apiGroup?: string };
  subjects?: { kind: string; apiGroup?: string }[];
}

const rbac = 'rbac.authorization.k8s.io';

export const defaultRoleBinding: Defaulter = (draft) => {
  const { roleRef, subjects } = draft as unknown as Binding;
  fill(roleRef, { apiGroup: rbac });
  for (const subject of subjects ?? []) {
    if (subject.kind !== 'ServiceAccount') fill(subject, { apiGroup: rbac });
  }
};
