/**
 * Annotations that the AWS Load Balancer Controller reads, without their prefix, and values they have.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
const text = `
auth-idp-cognito auth-idp-oidc auth-on-unauthenticated-request auth-scope auth-session-cookie
auth-session-timeout auth-type backend-protocol backend-protocol-version certificate-arn
customer-owned-ipv4-pool enable-frontend-nlb group.name group.order healthcheck-interval-seconds
healthcheck-path healthcheck-port healthcheck-protocol healthcheck-timeout-seconds
healthy-threshold-count inbound-cidrs ip-address-type ipam-ipv4-pool-id jwt-validation listen-ports
load-balancer-attributes load-balancer-name manage-backend-security-group-rules
minimum-load-balancer-capacity multi-cluster-target-group mutual-authentication scheme
security-group-prefix-lists security-groups shield-advanced-protection ssl-policy ssl-redirect
subnets success-codes tags target-group-attributes target-node-labels target-type
unhealthy-threshold-count waf-acl-id wafv2-acl-arn wafv2-acl-name web-acl-id`;

export const albKeys: readonly string[] = text.trim().split(/\s+/);

/** Followed by a name of one's own. */
export const albNamedKeys: readonly string[] = [
  'actions.',
  'conditions.',
  'transforms.',
  'listener-attributes.',
  'frontend-nlb-',
  'target-control-port.',
];

/** Any other value keeps the whole load balancer from being made or changed. */
export const albValues: Readonly<Record<string, readonly string[]>> = {
  scheme: ['internal', 'internet-facing'],
  'target-type': ['instance', 'ip'],
  'ip-address-type': ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'],
  'backend-protocol': ['HTTP', 'HTTPS'],
};

/** JSON, as those with a name of one's own: `actions`, `conditions` and `transforms`. */
export const albJson = /^(actions\.|conditions\.|transforms\.|listen-ports$|auth-idp-)/;
