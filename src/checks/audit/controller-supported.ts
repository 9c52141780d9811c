/** Does somebody still mend the controllers that serve Ingresses? */
import { firstOf } from '../../network/nearest.ts';
import { servedBy } from '../../network/routes/ingress-class.ts';
import { isIngressNginx } from '../../network/routes/own-controllers.ts';
import type { Ingress } from '../../objects/ingress.ts';
import { count } from '../../report.ts';
import { type AuditFinding, defineRule } from './rule.ts';

export const controllerSupported = defineRule({
  id: 'controller-supported',
  title: 'The Ingress controllers in use are maintained',
  severity: 'high',
  needs: ['ingresses', 'ingressClasses'],
  explain: {
    why: 'The community’s ingress-nginx is retired since March 2026: no releases, no mended faults, no answers to security holes found from then on; and it stands where strangers knock first.',
    how: 'The classes that Ingresses name are followed to their controllers. F5’s NGINX Ingress Controller (`nginx.org/ingress-controller`) is another program and goes on.',
    fix: 'Move to Gateway API (`ingress2gateway` translates Ingresses) or to an Ingress controller that is maintained. Some distributions mend their own ingress-nginx for longer: ask whose it is.',
    source: 'https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/',
  },
  concerns: ({ ingresses }) => ingresses.length > 0,
  run({ ingresses, ingressClasses }) {
    const classes = { ingressclasses: [...ingressClasses] };
    const retired = ingresses.flatMap((ingress) => {
      const { controller, className } = servedBy(ingress, classes);
      return isIngressNginx(controller) ? [{ ingress, className, controller }] : [];
    });
    const byClass = Map.groupBy(retired, ({ className }) => className);
    return [...byClass].map(([className, all]) =>
      finding(
        className,
        all[0]?.controller ?? '',
        all.map(({ ingress }) => ingress),
      ),
    );
  },
});

function finding(
  className: string,
  controller: string,
  ingresses: readonly Ingress[],
): AuditFinding {
  const names = ingresses.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const uses = ingresses.length === 1 ? 'uses' : 'use';
  const object = `ingressclass ${className}`;
  return {
    object,
    summary: `is served by ingress-nginx, retired since March 2026; ${count(names.length, 'Ingress', 'Ingresses')} ${uses} it: ${firstOf(names, 3)}`,
    evidence: [{ object, field: 'spec.controller', value: controller }],
    fix: 'Move to Gateway API (`ingress2gateway` translates Ingresses) or to a controller that is maintained; ask first whether your distribution still mends its own.',
    kubectl: 'kubectl get ingresses -A',
  };
}
