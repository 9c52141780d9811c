/**
 * Whether a route belongs to a Gateway and what it refers to is there: the rules of the Gateway API
 * specification, in the words Envoy Gateway uses.
 */

import type { BackendRef, Gateway, HttpRoute, Listener, ParentRef } from './gateway-kinds.ts';
import { matchesSelector } from './selectors.ts';
import type { World } from './world.ts';

/** A condition's reason and message; `good` says which status goes with it. */
export interface Verdict {
  good: boolean;
  reason: string;
  message: string;
}

export function gatewayOf(world: World, route: HttpRoute, parent: ParentRef): Gateway | undefined {
  if ((parent.kind ?? 'Gateway') !== 'Gateway') return undefined;
  return world.get('Gateway', parent.namespace ?? route.metadata.namespace ?? '', parent.name);
}

function allows(world: World, gateway: Gateway, listener: Listener, namespace: string): boolean {
  const { from = 'Same', selector } = listener.allowedRoutes?.namespaces ?? {};
  if (from === 'All') return true;
  if (from === 'Same') return namespace === gateway.metadata.namespace;
  const labels = world.get('Namespace', '', namespace)?.metadata.labels;
  return from === 'Selector' && matchesSelector(selector ?? {}, labels);
}

/** `*.example.com` covers any number of labels in the Gateway API. */
function covers(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}

function intersects(hostnames: string[] | undefined, hostname: string | undefined): boolean {
  if (!hostname || !hostnames?.length) return true;
  return hostnames.some((host) => covers(hostname, host) || covers(host, hostname));
}

const asked = (gateway: Gateway, { sectionName, port }: ParentRef): Listener[] =>
  gateway.spec.listeners.filter(
    (one) => (!sectionName || one.name === sectionName) && (!port || one.port === port),
  );

/** The listeners of the Gateway that take the route. */
export function listenersFor(
  world: World,
  gateway: Gateway,
  route: HttpRoute,
  parent: ParentRef,
): Listener[] {
  return asked(gateway, parent).filter(
    (one) =>
      allows(world, gateway, one, route.metadata.namespace ?? '') &&
      intersects(route.spec.hostnames, one.hostname),
  );
}

export function acceptance(
  world: World,
  gateway: Gateway,
  route: HttpRoute,
  parent: ParentRef,
): Verdict {
  const named = asked(gateway, parent);
  if (named.length === 0) {
    return {
      good: false,
      reason: 'NoMatchingParent',
      message: 'No listeners match this parent ref',
    };
  }
  const namespace = route.metadata.namespace ?? '';
  if (!named.some((one) => allows(world, gateway, one, namespace))) {
    const message = 'No listeners included by this parent ref allowed this attachment.';
    return { good: false, reason: 'NotAllowedByListeners', message };
  }
  if (listenersFor(world, gateway, route, parent).length === 0) {
    const message =
      "There were no hostname intersections between the HTTPRoute and this parent ref's Listener(s).";
    return { good: false, reason: 'NoMatchingListenerHostname', message };
  }
  return { good: true, reason: 'Accepted', message: 'Route is accepted' };
}

function granted(world: World, from: string, to: string, name: string): boolean {
  return world
    .list('ReferenceGrant', to)
    .some(
      ({ spec }) =>
        spec.from.some((one) => one.kind === 'HTTPRoute' && one.namespace === from) &&
        spec.to.some((one) => one.kind === 'Service' && (one.name ?? name) === name),
    );
}

function problem(world: World, home: string, where: string, ref: BackendRef): Verdict | undefined {
  const failed = `Failed to process route ${where}`;
  const { kind = 'Service', namespace = home, name, port } = ref;
  const bad = (reason: string, why: string) => ({
    good: false,
    reason,
    message: `${failed}: ${why}.`,
  });
  if (kind !== 'Service') return bad('InvalidKind', `unsupported kind ${kind}`);
  if (namespace !== home && !granted(world, home, namespace, name)) {
    const why = `backend ref to Service ${namespace}/${name} not permitted by any ReferenceGrant`;
    return bad('RefNotPermitted', why);
  }
  const service = world.get('Service', namespace, name);
  if (!service) return bad('BackendNotFound', `service ${namespace}/${name} not found`);
  if (service.spec.ports?.some((one) => one.port === port)) return undefined;
  return bad('PortNotFound', `TCP Port ${port} not found on Service ${namespace}/${name}`);
}

export function resolution(world: World, route: HttpRoute): Verdict {
  const home = route.metadata.namespace ?? '';
  const problems = (route.spec.rules ?? []).flatMap((rule, at) =>
    (rule.backendRefs ?? []).flatMap(
      (ref, index) => problem(world, home, `rule ${at} backendRef ${index}`, ref) ?? [],
    ),
  );
  const message = 'Resolved all the Object references for the Route';
  return problems[0] ?? { good: true, reason: 'ResolvedRefs', message };
}
