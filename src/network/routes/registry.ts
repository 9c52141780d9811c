/** The controllers whose rules are known, in the order their answers stand. */
import { awsAlb } from './aws-alb.ts';
import { gatewayApi } from './gateway-api.ts';
import { ingress } from './ingress.ts';
import { ingressNginx } from './ingress-nginx.ts';
import { nginxInc } from './nginx-inc.ts';
import type { Router } from './route.ts';
import { traefik } from './traefik.ts';

export const routers: readonly Router[] = [
  ingressNginx,
  gatewayApi,
  traefik,
  awsAlb,
  nginxInc,
  ingress,
];
