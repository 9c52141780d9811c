/**
 * Annotations that Traefik reads on an Ingress, without their prefix.
 * https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#on-ingress
 */
export const traefikKeys: readonly string[] = [
  'router.entrypoints',
  'router.middlewares',
  'router.priority',
  'router.pathmatcher',
  'router.rulesyntax',
  'router.tls',
  'router.tls.certresolver',
  'router.tls.options',
  'router.observability.accesslogs',
  'router.observability.metrics',
  'router.observability.tracing',
];

export const traefikNamedKeys: readonly string[] = ['router.tls.domains.'];

/** Of Traefik 1, and of no version since. */
export const traefikOldKeys: readonly string[] = [
  'frontend-entry-points',
  'redirect-entry-point',
  'redirect-regex',
  'redirect-replacement',
  'redirect-permanent',
  'request-modifier',
  'rewrite-target',
  'rule-type',
  'whitelist-source-range',
  'app-root',
  'auth-type',
  'auth-secret',
  'priority',
  'pass-host-header',
];
