/**
 * The Secrets that the listeners of a route's Gateways name.
 * https://gateway-api.sigs.k8s.io/reference/spec/#listenertlsconfig
 */
import { schemeOf } from '../network/routes/gateway-listeners.ts';
import { parentsOf, takesHost } from '../network/routes/gateway-parents.ts';
import { hostFit } from '../network/routes/hosts.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { TlsUse } from '../network/routes/tls-secret-troubles.ts';
import type { Gateway, Listener } from '../objects/gateway.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import { code } from '../report.ts';
import type { TlsNames } from './tls-names.ts';

/** @returns why no Secret decides anything, where none does */
export function listenerTls(
  route: HTTPRoute,
  objects: RouteObjects,
  host: string | undefined,
): TlsNames | string {
  const pairs = parentsOf(route, objects).flatMap(({ gateway, taking }) =>
    gateway ? taking.map((listener) => ({ gateway, listener })) : [],
  );
  const secure = pairs.filter(
    ({ listener }) =>
      schemeOf(listener) === 'https' && (host === undefined || takesHost(listener, host)),
  );
  if (secure.length === 0) return 'no listener that lets it in speaks https';
  return {
    uses: secure.flatMap(({ gateway, listener }) =>
      usesOf(gateway, listener, host === undefined ? hostsOf(route, listener) : [host]),
    ),
    none: 'its listeners name no Secret: their certificates are a matter of the controller',
  };
}

function usesOf(gateway: Gateway, listener: Listener, hosts: readonly string[]): TlsUse[] {
  const { namespace, name } = gateway.metadata;
  const refs = listener.tls?.certificateRefs ?? [];
  return refs
    .filter(({ group, kind }) => group === '' && kind === 'Secret')
    .map((ref) => ({
      secret: { namespace: ref.namespace ?? namespace, name: ref.name },
      by: { kind: 'Gateway', namespace, name },
      field: `spec.listeners[${listener.name}].tls.certificateRefs`,
      place: `listener ${code(listener.name)} of Gateway ${code(`${namespace}/${name}`)}`,
      // Of several each may be for other hosts.
      hosts: refs.length === 1 ? hosts : [],
      without: 'it takes no https',
    }));
}

/** Those that both take: the narrower of each two. */
function hostsOf({ spec }: HTTPRoute, listener: Listener): string[] {
  const own = (listener.hostname ?? '').toLowerCase();
  if (spec.hostnames.length === 0) return own === '' ? [] : [own];
  return spec.hostnames
    .map((host) => host.toLowerCase())
    .filter((host) => takesHost(listener, host))
    .map((host) => (hostFit(own, host, 'many') ? host : own));
}
