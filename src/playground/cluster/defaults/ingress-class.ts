/** Defaults of IngressClasses. */
import { type Defaulter, fill } from './defaults.ts';
import type { IngressClass } from './network-kinds.ts';

export const defaultIngressClass: Defaulter = (draft) => {
  const { parameters } = (draft as IngressClass).spec;
  if (parameters) fill(parameters, { scope: 'Cluster' });
};
