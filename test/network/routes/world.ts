/** Objects and requests for the routers, each object through our own schema. */

import { parseAsk } from '../../../src/network/routes/ask.ts';
import { routers } from '../../../src/network/routes/registry.ts';
import type { Arrival, Match, RouteObjects } from '../../../src/network/routes/route.ts';
import { Gateway } from '../../../src/objects/gateway.ts';
import { GatewayClass } from '../../../src/objects/gateway-class.ts';
import { HTTPRoute } from '../../../src/objects/http-route.ts';
import { Ingress } from '../../../src/objects/ingress.ts';
import { IngressClass } from '../../../src/objects/ingress-class.ts';
import { IngressRoute } from '../../../src/objects/ingress-route.ts';

const controllers = {
  nginx: 'k8s.io/ingress-nginx',
  f5: 'nginx.org/ingress-controller',
  traefik: 'traefik.io/ingress-controller',
  alb: 'ingress.k8s.aws/alb',
  other: 'example.com/other',
};

const ingressclasses = Object.entries(controllers).map(([name, controller]) =>
  IngressClass.parse({ metadata: { name }, spec: { controller } }),
);

export interface IngressWords {
  name?: string;
  className?: string;
  host?: string;
  /** Path type and path, such as `Prefix /api`; the Service is named by its position: s0, s1. */
  paths?: string[];
  service?: string;
  age?: number;
  annotations?: Record<string, string>;
  spec?: object;
}

export function ingress(words: IngressWords): Ingress {
  const { name = 'a', className = 'nginx', host = 'shop.test', paths = [], age = 0 } = words;
  const { annotations = {}, spec, service } = words;
  const http = {
    paths: paths.map((text, at) => {
      const [pathType, path] = text.split(' ');
      const backend = { service: { name: service ?? `s${at}`, port: { number: 80 } } };
      return { pathType, path, backend };
    }),
  };
  const created = new Date(Date.UTC(2026, 0, 1, 0, 0, age)).toISOString();
  return Ingress.parse({
    metadata: { name, namespace: 'shop', annotations, creationTimestamp: created },
    spec: {
      ingressClassName: className,
      rules: paths.length > 0 ? [{ ...(host && { host }), http }] : [],
      ...spec,
    },
  });
}

export const httpRoute = (spec: object, metadata: object = {}) =>
  HTTPRoute.parse({
    metadata: { name: 'r', namespace: 'shop', ...metadata },
    spec: { parentRefs: [{ name: 'web' }], ...spec },
  });

export const gateway = (listeners: object[], metadata: object = {}) =>
  Gateway.parse({
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: { gatewayClassName: 'envoy', listeners },
  });

export const gatewayClass = GatewayClass.parse({
  metadata: { name: 'envoy' },
  spec: { controllerName: 'example.com/envoy' },
});

export const ingressRoute = (routes: object[], spec: object = {}) =>
  IngressRoute.parse({ metadata: { name: 'r', namespace: 'shop' }, spec: { routes, ...spec } });

export function arrivals(
  url: string,
  objects: RouteObjects,
  headers: string[] = [],
  method = 'GET',
) {
  const ask = parseAsk({ url, headers, method });
  return routers.flatMap((router) => router.arrivals(ask, { ingressclasses, ...objects }));
}

export const winner = (found: readonly Arrival[]): Match | undefined => found[0]?.winner;

/** `s0 80, s1 20`: names with their percentage. */
export const splitOf = (match: Match | undefined) =>
  match?.split.map(({ name, share }) => `${name} ${Math.round(share * 100)}`).join(', ');

/** The Service that takes a request to the Ingresses given. */
export function taken(path: string, ...ingresses: Ingress[]): string | undefined {
  const url = path.startsWith('/') ? `http://shop.test${path}` : `http://${path}`;
  return winner(arrivals(url, { ingresses }))?.split[0]?.name;
}
