/** The controllers that have a file of their own here, by the name an IngressClass gives them. */
const others: ReadonlySet<string> = new Set([
  'nginx.org/ingress-controller',
  'traefik.io/ingress-controller',
  'ingress.k8s.aws/alb',
]);

/** A second one beside another has a name like it: `k8s.io/internal-ingress-nginx`. */
export const isIngressNginx = (controller: string | undefined): boolean =>
  /^k8s\.io\/(.*-)?ingress-nginx(-.*)?$/.test(controller ?? '');

export const hasOwnFile = (controller: string): boolean =>
  others.has(controller) || isIngressNginx(controller);
