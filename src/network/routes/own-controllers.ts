/** The controllers that have a file of their own here, by the name an IngressClass gives them. */
export const ownControllers: ReadonlySet<string> = new Set([
  'k8s.io/ingress-nginx',
  'nginx.org/ingress-controller',
  'traefik.io/ingress-controller',
  'ingress.k8s.aws/alb',
]);
