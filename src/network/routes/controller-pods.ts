/**
 * Where the pods of a controller are found, by the name that an IngressClass or a GatewayClass gives
 * it: the labels of the projects' own charts and manifests.
 */
import { isIngressNginx } from './own-controllers.ts';

export interface KnownController {
  /** What people call it. */
  name: string;
  /** Label selectors, one is enough; empty: it runs outside of the cluster, so there are no pods. */
  pods: readonly string[];
  /** Requests do not pass through its pods: without them only changes are not taken up. */
  isAside?: true;
}

const chart = (name: string, more = '') => `app.kubernetes.io/name=${name}${more}`;

const albController = {
  name: 'AWS Load Balancer Controller',
  pods: [chart('aws-load-balancer-controller')],
  isAside: true,
};
const traefik = { name: 'Traefik', pods: [chart('traefik')] };
const gke = { name: 'GKE’s controller', pods: [] };

const ingressNginx = {
  name: 'ingress-nginx',
  pods: ['ingress-nginx', 'rke2-ingress-nginx'].map((name) =>
    chart(name, ',app.kubernetes.io/component=controller'),
  ),
};

const known: ReadonlyMap<string, KnownController> = new Map<string, KnownController>([
  [
    'nginx.org/ingress-controller',
    { name: 'NGINX Ingress Controller (F5)', pods: [chart('nginx-ingress'), 'app=nginx-ingress'] },
  ],
  ['traefik.io/ingress-controller', traefik],
  ['ingress.k8s.aws/alb', albController],
  ['k8s.io/ingress-gce', gke],
  ['eks.amazonaws.com/alb', { name: 'EKS Auto Mode', pods: [] }],
  [
    'gateway.envoyproxy.io/gatewayclass-controller',
    { name: 'Envoy Gateway', pods: ['control-plane=envoy-gateway'], isAside: true },
  ],
  ['traefik.io/gateway-controller', traefik],
  ['gateway.k8s.aws/alb', albController],
  ['networking.gke.io/gateway', gke],
]);

/** HAProxy's names its class behind a slash. */
export function controllerOf(name: string): KnownController | undefined {
  if (name.startsWith('haproxy.org/ingress-controller')) {
    return { name: 'HAProxy Ingress Controller', pods: [chart('kubernetes-ingress')] };
  }
  return isIngressNginx(name) ? ingressNginx : known.get(name);
}
