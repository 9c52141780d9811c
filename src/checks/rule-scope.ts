/** What a controller goes by when it decides whether rules are for it. */
import type { Rules } from '../network/routes/controller-scope.ts';
import { servedBy } from '../network/routes/ingress-class.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import { fromIngress } from '../network/routes/traefik-routes.ts';
import type { Namespace } from '../objects/namespace.ts';
import type { RuleObject } from './rule.ts';

interface Seen {
  objects: RouteObjects;
  /** Of the rules, among others; absent: could not be read. */
  namespaces?: readonly Namespace[] | undefined;
}

/** @param controller as the class names it */
export function rulesOf(
  { kind, object }: RuleObject,
  { objects, namespaces }: Seen,
  controller: string,
): Rules {
  const { namespace, annotations } = object.metadata;
  const own = namespaces?.find(({ metadata }) => metadata.name === namespace);
  const labels = own && { namespaceLabels: own.metadata.labels };
  const base = { namespace, controller, kind, ...labels };
  switch (kind) {
    case 'ingress':
      return {
        ...base,
        className: servedBy(object, objects).className,
        entryPoints: fromIngress(object)[0]?.entryPoints ?? [],
      };
    case 'ingressroute': {
      const className = annotations['kubernetes.io/ingress.class'] ?? '';
      return { ...base, className, entryPoints: object.spec.entryPoints };
    }
    case 'httproute':
      return { ...base, className: '', entryPoints: [] };
  }
}
