/** Do LoadBalancers stand where they should: before an Ingress or a Gateway, not beside or without? */
import { firstOf } from '../../network/nearest.ts';
import type { Ingress } from '../../objects/ingress.ts';
import type { Service, ServicePort } from '../../objects/service.ts';
import { code } from '../../report.ts';
import { objectOf, serviceEvidence } from '../findings.ts';
import { ingressesTo, isFront } from './fronts.ts';
import { type AuditFinding, defineRule } from './rule.ts';

export const loadBalancerFronted = defineRule({
  id: 'load-balancer-fronted',
  title: 'Web traffic comes in through an Ingress or a Gateway',
  severity: 'low',
  needs: ['services', 'ingresses'],
  explain: {
    why: 'A LoadBalancer for each Service means an address, a bill and a TLS set-up for each. Where an Ingress sends to the same Service, its load balancer is a second door, past the TLS, the logins and the limits of the first.',
    how: 'Services of type LoadBalancer are held against the Ingresses that send to them. Several with web ports in one namespace are counted; Ingress controllers, Gateways and ports of other protocols are left out. Asked about one Service alone, the others are not counted.',
    fix: 'Make it a ClusterIP Service behind an Ingress or a Gateway, which has the one load balancer.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  },
  concerns: ({ services }) => services.some(isBalanced),
  run({ services, ingresses }) {
    const own = services.filter((one) => isBalanced(one) && !isFront(one));
    const beside = own.flatMap((service) => {
      const [ingress] = ingressesTo(service, ingresses);
      return ingress ? [{ service, ingress }] : [];
    });
    const alone = own.filter(
      (one) => one.spec.ports.some(isWeb) && !beside.some(({ service }) => service === one),
    );
    const crowds = [...Map.groupBy(alone, ({ metadata }) => metadata.namespace).values()];
    return [
      ...beside.map(({ service, ingress }) => secondDoor(service, ingress)),
      ...crowds.filter((crowd) => crowd.length > 1).map(oneEach),
    ];
  },
});

const isBalanced = ({ spec }: Service) => spec.type === 'LoadBalancer';

const isWeb = ({ port, protocol, name }: ServicePort) =>
  protocol === 'TCP' && ([80, 443, 8080, 8443].includes(port) || /^(http|web)/.test(name));

function secondDoor(service: Service, { metadata }: Ingress): AuditFinding {
  const { namespace, name } = service.metadata;
  return {
    object: objectOf('service', service),
    severity: 'medium',
    summary: `has a load balancer of its own, past Ingress ${code(metadata.name)}`,
    evidence: [
      serviceEvidence(service, 'spec.type', 'LoadBalancer'),
      {
        object: `ingress ${metadata.namespace}/${metadata.name}`,
        field: 'spec.rules[].http.paths[].backend.service.name',
        value: name,
      },
    ],
    fix: 'Make it type ClusterIP, if nobody is meant to come past the Ingress.',
    kubectl: `kubectl get service ${name} -n ${namespace} -o wide`,
  };
}

function oneEach(crowd: readonly Service[]): AuditFinding {
  const namespace = crowd[0]?.metadata.namespace ?? '';
  const names = crowd.map(({ metadata }) => metadata.name);
  return {
    object: `namespace ${namespace}`,
    summary: `${crowd.length} Services each have a load balancer for web traffic: ${firstOf(names, 5)}`,
    evidence: crowd.map((service) => serviceEvidence(service, 'spec.type', 'LoadBalancer')),
    fix: 'Put them behind one Ingress or Gateway: one address, one place for TLS.',
    kubectl: `kubectl get services -n ${namespace} --field-selector spec.type=LoadBalancer`,
  };
}
