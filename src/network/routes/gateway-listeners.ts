/**
 * Which listeners of which Gateways let a route in. https://gateway-api.sigs.k8s.io/reference/spec/#listener
 */
import type { Gateway, Listener } from '../../objects/gateway.ts';
import type { HTTPRoute, ParentRef } from '../../objects/http-route.ts';
import { refusalOf } from './gateway-allowed.ts';
import { hostFit, specificity } from './hosts.ts';
import type { Ask, RouteObjects } from './route.ts';

export interface Attachment {
  gateway: Gateway;
  listener: Listener;
  /** Of the route, already held against the listener's; '' takes what the listener takes. */
  hostname: string;
}

/** What a listener that carries no HTTP is for is none of ours. */
const protocols: Readonly<Record<string, Ask['scheme']>> = { HTTP: 'http', HTTPS: 'https' };

export const schemeOf = ({ protocol }: Listener) => protocols[protocol];

/** Listeners of one Gateway for a host: only those with the most specific host name get it. */
export function listenersFor(gateway: Gateway, ask: Ask, scheme: Ask['scheme']): Listener[] {
  const fits = gateway.spec.listeners.flatMap((listener) => {
    const hostname = listener.hostname ?? '';
    const fit = hostFit(hostname, ask.host, 'many');
    return fit && schemeOf(listener) === scheme
      ? [{ listener, rank: specificity(hostname, fit) }]
      : [];
  });
  const byPort = fits.filter(({ listener }) => listener.port === ask.port);
  const open = byPort.length > 0 ? byPort : fits;
  const best = Math.max(...open.map(({ rank }) => rank));
  return open.filter(({ rank }) => rank === best).map(({ listener }) => listener);
}

export function isAttached(
  route: HTTPRoute,
  gateway: Gateway,
  listener: Listener,
  objects: RouteObjects,
): boolean {
  const refs = route.spec.parentRefs.filter((ref) => refersTo(ref, route, gateway));
  const named = refs.some(
    ({ sectionName, port }) =>
      (!sectionName || sectionName === listener.name) && (!port || port === listener.port),
  );
  return named && refusalOf(route, gateway, listener, objects) === undefined;
}

export function refersTo(ref: ParentRef, route: HTTPRoute, gateway: Gateway): boolean {
  const { name, namespace } = gateway.metadata;
  return (
    ref.kind === 'Gateway' &&
    ref.name === name &&
    (ref.namespace ?? route.metadata.namespace) === namespace
  );
}

/** The route's host that takes the request, if the listener's takes it too; '' if it names none. */
export function routeHost(route: HTTPRoute, listener: Listener, ask: Ask): string | undefined {
  if (!hostFit(listener.hostname ?? '', ask.host, 'many')) return undefined;
  const { hostnames } = route.spec;
  if (hostnames.length === 0) return listener.hostname ?? '';
  const ranked = hostnames.flatMap((hostname) => {
    const fit = hostFit(hostname, ask.host, 'many');
    return fit ? [{ hostname, rank: specificity(hostname, fit) }] : [];
  });
  return ranked.sort((a, b) => b.rank - a.rank)[0]?.hostname;
}
