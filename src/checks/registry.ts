/** The checklists, each in the order in which a packet, or a question to DNS, goes its way. */
import { canaryTakesTraffic } from './canary-takes-traffic.ts';
import type { Check } from './check.ts';
import { dnsAnswersMatch } from './dns-answers-match.ts';
import { dnsClientPolicy } from './dns-client-policy.ts';
import { dnsConfigValid } from './dns-config-valid.ts';
import { dnsEndpointsPresent } from './dns-endpoints-present.ts';
import { dnsLogsClean } from './dns-logs-clean.ts';
import { dnsNameKnown } from './dns-name-known.ts';
import { dnsPermissionsGranted } from './dns-permissions-granted.ts';
import { dnsPodsReady } from './dns-pods-ready.ts';
import { dnsServicePresent } from './dns-service-present.ts';
import { endpointsPresent } from './endpoints-present.ts';
import { externalNameValid } from './external-name-valid.ts';
import { gatewayAccepted } from './gateway-accepted.ts';
import { ingressAnnotationsValid } from './ingress-annotations-valid.ts';
import { ingressBackendExists } from './ingress-backend-exists.ts';
import { ingressBackendPortExists } from './ingress-backend-port-exists.ts';
import { ingressClassExists } from './ingress-class-exists.ts';
import { ingressControllerLogsClean } from './ingress-controller-logs-clean.ts';
import { ingressControllerReady } from './ingress-controller-ready.ts';
import { ingressEventsClean } from './ingress-events-clean.ts';
import { ingressExists } from './ingress-exists.ts';
import { ingressHasAddress } from './ingress-has-address.ts';
import { ingressRouteWins } from './ingress-route-wins.ts';
import { ingressTlsValid } from './ingress-tls-valid.ts';
import { ipFamiliesMatch } from './ip-families-match.ts';
import { kubeProxyRunning } from './kube-proxy-running.ts';
import { listenerProgrammed } from './listener-programmed.ts';
import { loadBalancerAssigned } from './load-balancer-assigned.ts';
import { namespaceActive } from './namespace-active.ts';
import { nodesReady } from './nodes-ready.ts';
import { podsReady } from './pods-ready.ts';
import { podsRunning } from './pods-running.ts';
import { policyAllowsDns } from './policy-allows-dns.ts';
import { policyAllowsTraffic } from './policy-allows-traffic.ts';
import { portsMatch } from './ports-match.ts';
import { referenceGranted } from './reference-granted.ts';
import { routeAttached } from './route-attached.ts';
import { routeRefsResolved } from './route-refs-resolved.ts';
import { routeStatusCurrent } from './route-status-current.ts';
import { routeWeightsValid } from './route-weights-valid.ts';
import { selectorNotShared } from './selector-not-shared.ts';
import { serviceExists } from './service-exists.ts';
import { serviceSelectsPods } from './service-selects-pods.ts';
import { trafficPolicyHasEndpoints } from './traffic-policy-has-endpoints.ts';

/** The Service cannot be reached. */
export const serviceChecks: readonly Check[] = [
  namespaceActive,
  serviceExists,
  externalNameValid,
  serviceSelectsPods,
  selectorNotShared,
  podsRunning,
  podsReady,
  portsMatch,
  endpointsPresent,
  ipFamiliesMatch,
  nodesReady,
  kubeProxyRunning,
  policyAllowsTraffic,
  trafficPolicyHasEndpoints,
  loadBalancerAssigned,
];

/** A name does not resolve. */
export const dnsChecks: readonly Check[] = [
  dnsPodsReady,
  dnsServicePresent,
  dnsEndpointsPresent,
  dnsConfigValid,
  dnsPermissionsGranted,
  dnsLogsClean,
  dnsClientPolicy,
  policyAllowsDns,
  dnsNameKnown,
  dnsAnswersMatch,
];

/** A Service that cannot be called by its name is out of reach too. */
export const besideService: readonly Check[] = [
  dnsPodsReady,
  dnsServicePresent,
  dnsEndpointsPresent,
].map((check) => ({ ...check, isAside: true }));

/** An Ingress or an IngressRoute does not work, or a host and path that one of them takes. */
export const ingressChecks: readonly Check[] = [
  ingressExists,
  ingressClassExists,
  ingressControllerReady,
  ingressHasAddress,
  ingressRouteWins,
  ingressBackendExists,
  ingressBackendPortExists,
  ingressTlsValid,
  ingressAnnotationsValid,
  ingressEventsClean,
  ingressControllerLogsClean,
  canaryTakesTraffic,
];

/** An HTTPRoute does not work. */
export const routeChecks: readonly Check[] = [
  ingressExists,
  ingressControllerReady,
  ingressRouteWins,
  ingressBackendExists,
  ingressBackendPortExists,
  ingressTlsValid,
  ingressEventsClean,
  ingressControllerLogsClean,
  canaryTakesTraffic,
  gatewayAccepted,
  listenerProgrammed,
  routeAttached,
  routeRefsResolved,
  routeStatusCurrent,
  referenceGranted,
  routeWeightsValid,
];

/**
 * Then for every backend of these. Left out of the Service's list is what asks a round trip more (its
 * nodes), and what controllers go past, as they send to pods (kube-proxy, traffic policies, a load
 * balancer of its own).
 */
export const backendChecks: readonly Check[] = [
  namespaceActive,
  externalNameValid,
  serviceSelectsPods,
  selectorNotShared,
  podsRunning,
  podsReady,
  portsMatch,
  endpointsPresent,
  ipFamiliesMatch,
  policyAllowsTraffic,
];

/** Every check there is, each once. */
export const allChecks: readonly Check[] = [
  ...new Set([...serviceChecks, ...dnsChecks, ...ingressChecks, ...routeChecks]),
];
