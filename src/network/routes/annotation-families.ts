/** Whose annotations a prefix marks, and which of them are known. */
import { albKeys, albNamedKeys } from './aws-alb-keys.ts';
import { nginxKeys } from './ingress-nginx-keys.ts';
import { isIngressNginx } from './own-controllers.ts';
import { traefikKeys, traefikNamedKeys } from './traefik-keys.ts';

export interface Family {
  /** With its slash. */
  prefix: string;
  product: string;
  /** As IngressClasses name its controllers. */
  controllers: readonly string[];
  /** Absent: nobody here knows its keys. */
  keys?: readonly string[];
  /** Beginnings of keys that end in a name of one's own. */
  named?: readonly string[];
}

const f5 = {
  product: 'F5’s NGINX Ingress Controller',
  controllers: ['nginx.org/ingress-controller'],
};

export const families: readonly Family[] = [
  {
    prefix: 'nginx.ingress.kubernetes.io/',
    product: 'the community ingress-nginx',
    controllers: ['k8s.io/ingress-nginx'],
    keys: nginxKeys,
  },
  { prefix: 'nginx.org/', ...f5 },
  { prefix: 'nginx.com/', ...f5 },
  {
    prefix: 'alb.ingress.kubernetes.io/',
    product: 'the AWS Load Balancer Controller',
    controllers: ['ingress.k8s.aws/alb', 'eks.amazonaws.com/alb'],
    keys: albKeys,
    named: albNamedKeys,
  },
  {
    prefix: 'traefik.ingress.kubernetes.io/',
    product: 'Traefik',
    controllers: ['traefik.io/ingress-controller'],
    keys: traefikKeys,
    named: traefikNamedKeys,
  },
  {
    prefix: 'haproxy.org/',
    product: 'HAProxy Ingress Controller',
    controllers: ['haproxy.org/ingress-controller/haproxy'],
  },
  {
    prefix: 'haproxy-ingress.github.io/',
    product: 'HAProxy Ingress',
    controllers: ['haproxy-ingress.github.io/controller'],
  },
  {
    prefix: 'appgw.ingress.kubernetes.io/',
    product: 'Azure’s Application Gateway controller',
    controllers: ['azure/application-gateway'],
  },
  {
    prefix: 'konghq.com/',
    product: 'Kong',
    controllers: ['ingress-controllers.konghq.com/kong'],
  },
  {
    prefix: 'ingress.kubernetes.io/',
    product: 'controllers of before 2018',
    controllers: [],
  },
];

export function familyOf(controller: string): Family | undefined {
  const name = isIngressNginx(controller) ? 'k8s.io/ingress-nginx' : controller;
  return families.find(({ controllers }) => controllers.includes(name));
}

/** Two brands of NGINX read different annotations, which people mix up. */
export const isLookalike = (one: Family, other: Family): boolean =>
  [one, other].every(({ product }) => /nginx/i.test(product));
