/** The routers whose weights can be set, in the order their routes are listed. */
import { awsAlb } from './aws-alb.ts';
import { gatewayApi } from './gateway-api.ts';
import { ingressNginx } from './ingress-nginx.ts';
import type { CanaryProvider } from './provider.ts';
import { traefik } from './traefik.ts';

export const providers: readonly CanaryProvider[] = [ingressNginx, gatewayApi, traefik, awsAlb];
