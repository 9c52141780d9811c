/** The controllers whose rules are known, in the order their answers stand. */
import { gatewayApi } from './gateway-api.ts';
import { ingress } from './ingress.ts';
import { ingressNginx } from './ingress-nginx.ts';
import type { Router } from './route.ts';

export const routers: readonly Router[] = [ingressNginx, gatewayApi, ingress];
