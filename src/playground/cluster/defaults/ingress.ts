/** Defaults of Ingresses: the default class goes into new ones only (IngressClass reference). */
import type { Defaulter } from './defaults.ts';
import type { Ingress } from './network-kinds.ts';

const isDefaultClass = 'ingressclass.kubernetes.io/is-default-class';
const classes = { group: 'networking.k8s.io', version: 'v1', plural: 'ingressclasses' };
const legacyClass = 'kubernetes.io/ingress.class';

export const defaultIngress: Defaulter = (draft, { before, resource, storage }) => {
  const ingress = draft as Ingress;
  ingress.status ??= {};
  ingress.status.loadBalancer ??= {};
  const named =
    ingress.spec.ingressClassName !== undefined ||
    ingress.metadata.annotations?.[legacyClass] !== undefined;
  if (before || named) return;
  // The newest default wins, the name decides between equals; so does the admission plugin.
  const [newest] = storage
    .list({ ...resource, ...classes, namespaced: false })
    .filter((one) => one.metadata.annotations?.[isDefaultClass] === 'true')
    .sort(
      (a, b) =>
        (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? '') ||
        a.metadata.name.localeCompare(b.metadata.name),
    );
  if (newest) ingress.spec.ingressClassName = newest.metadata.name;
};
