/**
 * Which listeners of which Gateways let a route in. https://gateway-api.sigs.k8s.io/reference/spec/#listener
 */
import type { Gateway, Listener } from '../../objects/gateway.ts';
import type { HTTPRoute, ParentRef } from '../../objects/http-route.ts';
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
  return named && isAllowed(route, gateway, listener, objects);
}

export function refersTo(ref: ParentRef, route: HTTPRoute, gateway: Gateway): boolean {
  const { name, namespace } = gateway.metadata;
  return (
    ref.kind === 'Gateway' &&
    ref.name === name &&
    (ref.namespace ?? route.metadata.namespace) === namespace
  );
}

/** Labels that were not read let everything in: `trace` reads them before it says so. */
function isAllowed(
  { metadata }: HTTPRoute,
  gateway: Gateway,
  { allowedRoutes }: Listener,
  { namespaces }: RouteObjects,
): boolean {
  const kinds = allowedRoutes?.kinds ?? [];
  if (kinds.length > 0 && !kinds.some(({ kind }) => kind === 'HTTPRoute')) return false;
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  if (from === 'All') return true;
  if (from === 'None') return false;
  if (from === 'Same') return metadata.namespace === gateway.metadata.namespace;
  if (namespaces === undefined) return true;
  const found = namespaces.find((one) => one.metadata.name === metadata.namespace);
  return found !== undefined && selects(selector, found.metadata.labels);
}

type Selector = NonNullable<
  NonNullable<NonNullable<Listener['allowedRoutes']>['namespaces']>['selector']
>;

/** An empty selector takes all, none at all takes nothing. */
function selects(
  selector: Selector | null | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  if (!selector) return false;
  const isEqual = Object.entries(selector.matchLabels).every(
    ([key, value]) => labels[key] === value,
  );
  return isEqual && selector.matchExpressions.every((one) => meets(one, labels));
}

function meets(
  { key, operator, values }: Selector['matchExpressions'][number],
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
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
