/** Good practice for traffic, in the order in which it comes in. */
import { controllerSupported } from './controller-supported.ts';
import { corsOriginNarrow } from './cors-origin-narrow.ts';
import { dnsReplicated } from './dns-replicated.ts';
import { gracefulTermination } from './graceful-termination.ts';
import { ingressTlsPresent } from './ingress-tls-present.ts';
import { loadBalancerFronted } from './load-balancer-fronted.ts';
import { localTrafficSpread } from './local-traffic-spread.ts';
import { moreThanOneEndpoint } from './more-than-one-endpoint.ts';
import { namespaceHasPolicy } from './namespace-has-policy.ts';
import { noCriticalNodePort } from './no-critical-node-port.ts';
import { readinessProbePresent } from './readiness-probe-present.ts';
import type { Rule } from './rule.ts';
import { sessionAffinitySound } from './session-affinity-sound.ts';
import { sourceIpKept } from './source-ip-kept.ts';

export const auditRules: readonly Rule[] = [
  noCriticalNodePort,
  loadBalancerFronted,
  sourceIpKept,
  localTrafficSpread,
  sessionAffinitySound,
  gracefulTermination,
  readinessProbePresent,
  moreThanOneEndpoint,
  corsOriginNarrow,
  ingressTlsPresent,
  controllerSupported,
  namespaceHasPolicy,
  dnsReplicated,
];
