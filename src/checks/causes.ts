/**
 * What can account for what: by effect, the checks whose problem explains it. Only direct causes; a
 * test holds that nothing is its own cause. A check that knows better which of them it was says so in
 * its finding.
 */
export const causes: Readonly<Record<string, readonly string[]>> = {
  'service-exists': ['namespace-active'],
  'service-selects-pods': ['namespace-active'],
  'pods-running': ['nodes-ready'],
  'pods-ready': ['nodes-ready'],
  'endpoints-present': [
    'service-selects-pods',
    'pods-running',
    'pods-ready',
    'ports-match',
    'ip-families-match',
    'nodes-ready',
  ],
  'kube-proxy-running': ['nodes-ready'],
  'traffic-policy-has-endpoints': ['endpoints-present'],
  'dns-pods-ready': ['dns-config-valid', 'dns-permissions-granted', 'dns-logs-clean'],
  'dns-endpoints-present': ['dns-pods-ready', 'dns-service-present'],
  'dns-logs-clean': ['dns-config-valid', 'dns-permissions-granted'],
  'dns-answers-match': [
    'dns-pods-ready',
    'dns-service-present',
    'dns-endpoints-present',
    'dns-config-valid',
    'dns-permissions-granted',
    'dns-logs-clean',
  ],
  'ingress-has-address': [
    'ingress-class-exists',
    'ingress-controller-ready',
    'ingress-events-clean',
  ],
  'ingress-events-clean': ['ingress-annotations-valid', 'ingress-backend-exists'],
  'ingress-controller-logs-clean': ['ingress-annotations-valid', 'ingress-backend-exists'],
  'canary-takes-traffic': ['ingress-class-exists', 'ingress-backend-exists'],
  'gateway-accepted': ['ingress-controller-ready'],
  'listener-programmed': ['gateway-accepted', 'reference-granted', 'ingress-tls-valid'],
  'route-attached': ['gateway-accepted', 'listener-programmed', 'route-status-current'],
  'route-refs-resolved': [
    'ingress-backend-exists',
    'ingress-backend-port-exists',
    'reference-granted',
  ],
  'route-status-current': ['ingress-controller-ready', 'gateway-accepted'],
  'route-weights-valid': ['ingress-backend-exists', 'route-refs-resolved', 'reference-granted'],
};
