/**
 * The Secret that an IngressRoute names for TLS.
 * https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
import type { RouteObjects } from '../network/routes/route.ts';
import type { TlsUse } from '../network/routes/tls-secret-troubles.ts';
import { parseRule, valuesOf } from '../network/routes/traefik-rule.ts';
import type { IngressRoute } from '../objects/ingress-route.ts';
import { code } from '../report.ts';
import type { TlsNames } from './tls-names.ts';

const another = 'Traefik shows another one that it has for the host, or else its default one';

/** @returns why no Secret decides anything, where none does */
export function traefikTls(
  route: IngressRoute,
  objects: RouteObjects,
  host: string | undefined,
): TlsNames | string {
  const { tls } = route.spec;
  if (!tls) return 'it has no `spec.tls`: whether its entry points have TLS is not read';
  const { secretName, certResolver, options } = tls;
  if (certResolver && !secretName) {
    return `Traefik gets its certificate by the resolver ${code(certResolver)}, and keeps it in no Secret`;
  }
  return {
    uses: secretName ? [namedBy(route, secretName, objects, host)] : [],
    none: 'its `spec.tls` names no Secret: Traefik shows a certificate that it has for the host, or else its default one, which are not seen here',
    ...(options && { unread: `TLSOption ${code(options.name)} is not read` }),
  };
}

function namedBy(
  route: IngressRoute,
  name: string,
  objects: RouteObjects,
  host: string | undefined,
): TlsUse {
  const { namespace } = route.metadata;
  return {
    secret: { namespace, name },
    by: { kind: 'IngressRoute', namespace, name: route.metadata.name },
    field: 'spec.tls.secretName',
    place: code('spec.tls'),
    hosts: host === undefined ? hostsOf(route) : [host],
    without: another,
    otherwise: another,
    ...(hasOthers(objects, namespace, name) && { isOneOfMany: true }),
  };
}

/** Those of expressions are not known. */
const hostsOf = ({ spec }: IngressRoute): string[] => [
  ...new Set(
    spec.routes.flatMap(({ match }) => {
      const rule = parseRule(match);
      return rule ? valuesOf(rule, 'Host').map((host) => host.toLowerCase()) : [];
    }),
  ),
];

/** Certificates belong to no route: one that any of them names is shown wherever it is for the host. */
function hasOthers(
  { ingresses = [], ingressroutes = [] }: RouteObjects,
  namespace: string,
  name: string,
): boolean {
  const ofRoutes = ingressroutes.map(({ metadata, spec }) => [
    metadata.namespace,
    spec.tls?.secretName,
  ]);
  const ofIngresses = ingresses.flatMap(({ metadata, spec }) =>
    spec.tls.map(({ secretName }) => [metadata.namespace, secretName]),
  );
  return [...ofRoutes, ...ofIngresses].some(
    ([place, one]) => one && (place !== namespace || one !== name),
  );
}
