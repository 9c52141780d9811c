/** What is wrong with the annotations of an Ingress, as the controller that serves it reads them. */
import type { Ingress } from '../../objects/ingress.ts';
import { code } from '../../report.ts';
import { familyOf } from './annotation-families.ts';
import { nameTroubles } from './annotation-names.ts';
import { albTroubles } from './aws-alb-troubles.ts';
import { groupsOf } from './ingress-class.ts';
import { byAge, sourceOf } from './ingress-entries.ts';
import { isCanary } from './ingress-nginx-canary.ts';
import { nginxTroubles } from './ingress-nginx-troubles.ts';
import { isIngressNginx } from './own-controllers.ts';
import type { RouteObjects } from './route.ts';
import { gravest, type RuleTrouble } from './trouble.ts';

/** The gravest first. */
export function annotationTroubles(
  ingress: Ingress,
  controller: string,
  objects: RouteObjects,
): RuleTrouble[] {
  const own = familyOf(controller);
  const names = own ? nameTroubles(ingress, own) : [];
  return gravest([...ofController(ingress, controller, objects), ...names]);
}

function ofController(ingress: Ingress, controller: string, objects: RouteObjects): RuleTrouble[] {
  if (isIngressNginx(controller)) {
    // Of a canary all other annotations are ignored, but for those of affinity and hashing.
    const group = groupsOf(objects, (one) => one === controller);
    const own = group.find(({ ingresses }) => ingresses.includes(ingress))?.ingresses ?? [];
    const primaries = own.filter((one) => !isCanary(one)).sort(byAge);
    return isCanary(ingress) ? [] : nginxTroubles(ingress, primaries);
  }
  switch (controller) {
    case 'ingress.k8s.aws/alb': {
      const groups = groupsOf(objects, (one) => one === controller);
      return albTroubles(
        ingress,
        groups.flatMap(({ ingresses }) => ingresses),
      );
    }
    case 'traefik.io/ingress-controller':
      return middlewareTroubles(ingress);
    default:
      return [];
  }
}

/**
 * A Middleware is named with its namespace and provider; a name without them is looked for among
 * those of the Ingress provider, which has none, and the router is left out.
 * https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
 */
function middlewareTroubles(ingress: Ingress): RuleTrouble[] {
  const key = 'traefik.ingress.kubernetes.io/router.middlewares';
  const value = ingress.metadata.annotations[key] ?? '';
  const names = value.split(',').map((name) => name.trim());
  const bare = names.find((name) => name !== '' && !name.includes('@'));
  if (bare === undefined) return [];
  const whole = `${ingress.metadata.namespace}-${bare}@kubernetescrd`;
  return [
    {
      gravity: 'breaks',
      summary: `the middleware ${code(bare)} is named without namespace and provider: Traefik finds none of this name, and leaves out all rules of this Ingress`,
      at: sourceOf(ingress),
      field: `metadata.annotations[${key}]`,
      value,
      fix: `Write ${code(whole)}, if it is a Middleware of this namespace.`,
    },
  ];
}
