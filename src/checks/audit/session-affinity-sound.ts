/** Where a Service keeps clients to one pod by their address, does it see their addresses? */
import { setting } from '../../network/routes/ingress-nginx-effects.ts';
import { isOn } from '../../network/routes/ingress-nginx-switch.ts';
import { isIngressNginx } from '../../network/routes/own-controllers.ts';
import { formOf } from '../../network/service-facts.ts';
import type { Ingress } from '../../objects/ingress.ts';
import type { IngressClass } from '../../objects/ingress-class.ts';
import type { Service } from '../../objects/service.ts';
import { code } from '../../report.ts';
import { objectOf, serviceEvidence } from '../findings.ts';
import { controllerOf, ingressesTo, proxyProtocol } from './fronts.ts';
import { type AuditFinding, defineRule } from './rule.ts';

export const sessionAffinitySound = defineRule({
  id: 'session-affinity-sound',
  title: 'Session affinity can tell clients apart',
  severity: 'medium',
  needs: ['services', 'ingresses', 'ingressClasses'],
  explain: {
    why: '`sessionAffinity: ClientIP` goes by the address that reaches the node. Behind a proxy that is the proxy’s: either everybody lands on one pod, or, where the controller picks pods by itself, nobody is kept anywhere.',
    how: 'Services with `sessionAffinity: ClientIP` are held against the Ingresses that send to them, and against load balancers that speak PROXY protocol. Routes of Gateway API are not looked at.',
    fix: 'Keep sessions where the client is known: by cookie in the Ingress controller, or in a store that all pods share. Then set `sessionAffinity: None`.',
    source: 'https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity',
  },
  concerns: ({ services }) => services.some(isSticky),
  run: ({ services, ingresses, ingressClasses }) =>
    services.filter(isSticky).flatMap((service) => {
      const [ingress] = ingressesTo(service, ingresses);
      if (ingress) return [behindIngress(service, ingress, ingressClasses)];
      const annotation = proxyProtocol(service);
      if (annotation === undefined) return [];
      const summary =
        'keeps clients by address, but its load balancer speaks PROXY protocol: nodes see the balancer’s own';
      return [finding(service, summary, 'in a store that all pods share')];
    }),
});

const isSticky = (service: Service) =>
  service.spec.sessionAffinity === 'ClientIP' &&
  formOf(service) !== 'headless' &&
  formOf(service) !== 'ExternalName';

function behindIngress(
  service: Service,
  ingress: Ingress,
  classes: readonly IngressClass[],
): AuditFinding {
  const isNginx = isIngressNginx(controllerOf(ingress, classes));
  const isBypassed = isNginx && !isOn(setting(ingress, 'service-upstream'));
  const name = code(ingress.metadata.name);
  const summary = isBypassed
    ? `keeps clients by address, which does nothing for those of Ingress ${name}: ingress-nginx picks the pods itself`
    : `keeps clients by address, but those of Ingress ${name} come from the controller’s, or past the Service`;
  const cookie = isNginx ? ' (`nginx.ingress.kubernetes.io/affinity: cookie`)' : '';
  return finding(service, summary, `by cookie in the Ingress controller${cookie}`);
}

function finding(service: Service, summary: string, where: string): AuditFinding {
  const { namespace, name } = service.metadata;
  return {
    object: objectOf('service', service),
    summary,
    evidence: [serviceEvidence(service, 'spec.sessionAffinity', 'ClientIP')],
    fix: `If sessions matter, keep them ${where}; if not, set \`sessionAffinity: None\`.`,
    kubectl: `kubectl get service ${name} -n ${namespace} -o jsonpath='{.spec.sessionAffinity}'`,
  };
}
