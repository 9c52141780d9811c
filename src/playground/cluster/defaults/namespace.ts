/** Defaults of Namespaces. The label is what policies and routes select namespaces by name with. */
import { type Defaulter, fill } from './defaults.ts';
import type { Namespace } from './kinds.ts';

export const defaultNamespace: Defaulter = (draft, { before }) => {
  const namespace = draft as Namespace;
  namespace.metadata.labels = {
    ...namespace.metadata.labels,
    'kubernetes.io/metadata.name': namespace.metadata.name,
  };
  namespace.status = fill(namespace.status ?? {}, { phase: 'Active' });
  if (!before) namespace.spec = fill(namespace.spec ?? {}, { finalizers: ['kubernetes'] });
};
