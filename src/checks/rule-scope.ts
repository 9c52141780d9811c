/** What a controller goes by when it decides whether rules are for it. */
import type { Rules } from '../network/routes/controller-scope.ts';
import { servedBy } from '../network/routes/ingress-class.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import { fromIngress } from '../network/routes/traefik-routes.ts';
import type { RuleObject } from './rule.ts';

/** @param controller as the class names it */
export function rulesOf(subject: RuleObject, objects: RouteObjects, controller: string): Rules {
  const { kind, object } = subject;
  const { namespace, annotations } = object.metadata;
  const base = { namespace, controller, kind };
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
