/** Who serves an Ingress: class -> IngressClass -> controller. */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import type { RouteObjects } from './route.ts';

export interface Served {
  /** As the IngressClass names it; undefined: nobody. */
  controller: string | undefined;
  className: string;
  /** Why nobody, or what had to be assumed. */
  note?: string;
}

const annotation = 'kubernetes.io/ingress.class';

/** From before IngressClass: what the annotation alone meant to the controllers of the time. */
const legacy: ReadonlyMap<string, string> = new Map([
  ['nginx', 'k8s.io/ingress-nginx'],
  ['traefik', 'traefik.io/ingress-controller'],
  ['alb', 'ingress.k8s.aws/alb'],
  ['gce', 'k8s.io/ingress-gce'],
  ['haproxy', 'haproxy.org/ingress-controller/haproxy'],
]);

/**
 * A default class is written into an Ingress when it is created, so a stored one without a class is
 * served by nobody. A class that is not there is decided by the class read, never by its name.
 */
export function servedBy(ingress: Ingress, { ingressclasses }: RouteObjects): Served {
  const named = ingress.spec.ingressClassName;
  const old = ingress.metadata.annotations[annotation];
  const className = named ?? old ?? '';
  if (className === '') {
    const note = 'it names no class, so no controller takes it (unless one is told to take those)';
    return { controller: undefined, className, note };
  }
  const found = ingressclasses?.find(({ metadata }) => metadata.name === className);
  if (found) return { controller: found.spec.controller, className };
  const assumed = legacy.get(className);
  if (ingressclasses === undefined || named === undefined) {
    const note = `taken for ${code(assumed ?? '')} by the name of its class`;
    if (assumed) return { controller: assumed, className, note };
  }
  const note = ingressclasses
    ? `there is no IngressClass ${code(className)}`
    : `IngressClasses could not be read, so who serves class ${code(className)} is not known`;
  return { controller: undefined, className, note };
}

export interface ClassGroup {
  controller: string;
  className: string;
  ingresses: readonly Ingress[];
}

/** The Ingresses of some controllers, a group per class: each class may be a deployment of its own. */
export function groupsOf(
  objects: RouteObjects,
  isMine: (controller: string) => boolean,
): ClassGroup[] {
  const served = (objects.ingresses ?? []).flatMap((ingress) => {
    const { controller, className } = servedBy(ingress, objects);
    return controller !== undefined && isMine(controller)
      ? [{ controller, className, ingress }]
      : [];
  });
  const groups = Map.groupBy(served, ({ className }) => className);
  return [...groups].map(([className, all]) => ({
    controller: all[0]?.controller ?? '',
    className,
    ingresses: all.map(({ ingress }) => ingress),
  }));
}

export function addressesOf(ingresses: readonly Ingress[]): string[] {
  const all = ingresses.flatMap(({ status }) => status?.loadBalancer?.ingress ?? []);
  return [...new Set(all.flatMap(({ hostname, ip }) => hostname ?? ip ?? []))];
}
