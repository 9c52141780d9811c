/** Which checks account for what a controller says about an Ingress. */
import type { About } from '../network/routes/controller-sign.ts';

export const origins: Readonly<Record<About, readonly string[]>> = {
  annotations: ['ingress-annotations-valid'],
  backend: ['ingress-backend-exists'],
  class: ['ingress-class-exists'],
  clash: ['ingress-route-wins'],
  cloud: [],
  controller: ['ingress-controller-ready'],
  endpoints: [
    'ingress-backend-exists',
    'endpoints-present',
    'pods-ready',
    'pods-running',
    'service-selects-pods',
    'ports-match',
  ],
  port: ['ingress-backend-port-exists'],
  requests: [
    'ingress-backend-port-exists',
    'pods-ready',
    'pods-running',
    'ports-match',
    'policy-allows-traffic',
  ],
  tls: ['ingress-tls-valid'],
};
