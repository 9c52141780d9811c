/** Is a Service opened on a port of every node that need not be? */

import { albSetting } from '../../network/routes/aws-alb-actions.ts';
import type { Ingress } from '../../objects/ingress.ts';
import type { IngressClass } from '../../objects/ingress-class.ts';
import type { Service } from '../../objects/service.ts';
import { code, count } from '../../report.ts';
import { objectOf, serviceEvidence } from '../findings.ts';
import { behindOf } from './behind.ts';
import { controllerOf, ingressesTo, isAlb, isFront } from './fronts.ts';
import { type AuditFinding, defineRule } from './rule.ts';

export const noCriticalNodePort = defineRule({
  id: 'no-critical-node-port',
  title: 'No Service that matters is open on every node',
  severity: 'medium',
  needs: ['services', 'pods', 'ingresses', 'ingressClasses'],
  explain: {
    why: 'A NodePort opens one port on every address of every node, past every Ingress with its TLS, its logins and its limits. A client that knows one node loses the Service with it.',
    how: 'Services of type NodePort are listed, without those that a load balancer needs to be one (ALB with target type `instance`, GKE’s Ingress) and the Ingress controllers and Gateways themselves.',
    fix: 'Make it a ClusterIP Service behind an Ingress or a Gateway, or a LoadBalancer. Behind a load balancer of your own that sends to the nodes it may stay as it is.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
  },
  concerns: ({ services }) => services.some(isNodePort),
  run({ services, pods, ingresses, ingressClasses }) {
    const behind = new Map(behindOf(services, pods).map((one) => [one.service, one.pods]));
    return services
      .filter((one) => isNodePort(one) && !isFront(one) && !isForAws(one))
      .flatMap((service) => {
        const fronts = ingressesTo(service, ingresses);
        if (fronts.some((ingress) => needsNodes(ingress, ingressClasses))) return [];
        const isStateful = (behind.get(service) ?? []).some(({ metadata }) =>
          metadata.ownerReferences.some(({ kind }) => kind === 'StatefulSet'),
        );
        return [finding(service, fronts, isStateful)];
      });
  },
});

const isNodePort = ({ spec }: Service) => spec.type === 'NodePort';

/** The AWS controller makes network load balancers for these too. */
const isForAws = ({ metadata }: Service) =>
  Object.keys(metadata.annotations).some((key) =>
    key.startsWith('service.beta.kubernetes.io/aws-load-balancer-'),
  );

/**
 * Whether its load balancer sends to nodes. ALB does unless told otherwise; so does GKE's without
 * network endpoint groups, and GKE also takes Ingresses of no class.
 */
function needsNodes(ingress: Ingress, classes: readonly IngressClass[]): boolean {
  const controller = controllerOf(ingress, classes);
  if (isAlb(controller)) return albSetting(ingress, 'target-type') !== 'ip';
  return controller === undefined || controller === 'k8s.io/ingress-gce';
}

/** Where data is kept: MySQL, PostgreSQL, Redis, MongoDB, Elasticsearch, etcd, Cassandra, ... */
const dataPorts = new Set([
  1433, 1521, 2379, 3306, 5432, 5672, 6379, 9042, 9092, 9200, 11211, 27017,
]);

function finding(service: Service, fronts: readonly Ingress[], isStateful: boolean): AuditFinding {
  const { namespace, name } = service.metadata;
  const { ports } = service.spec;
  const open = ports.flatMap(({ nodePort }) => nodePort ?? []);
  const holdsData = isStateful || ports.some(({ port }) => dataPorts.has(port));
  const [front] = fronts;
  const where = `${open.length === 1 ? 'port' : 'ports'} ${open.join(', ')} of every node`;
  const more = front
    ? `, also past Ingress ${code(front.metadata.name)}`
    : holdsData
      ? `, and data is kept there`
      : '';
  return {
    object: objectOf('service', service),
    ...(holdsData && { severity: 'high' as const }),
    summary:
      open.length === 0
        ? `is a NodePort Service with ${count(ports.length, 'port')}${more}`
        : `answers on ${where}${more}`,
    evidence: [
      serviceEvidence(service, 'spec.type', 'NodePort'),
      ...open.map((port, at) => serviceEvidence(service, `spec.ports[${at}].nodePort`, `${port}`)),
    ],
    fix: front
      ? 'Make it type ClusterIP: the Ingress in front of it needs no port on the nodes.'
      : 'Make it type ClusterIP behind an Ingress or a Gateway, or a LoadBalancer; keep it only where a load balancer of your own sends to the nodes.',
    kubectl: `kubectl get service ${name} -n ${namespace} -o wide`,
  };
}
