/** The Gateways and listeners that a route asks for, and what became of it there. */
import type { Gateway, Listener } from '../../objects/gateway.ts';
import type { HTTPRoute, ParentRef } from '../../objects/http-route.ts';
import { type Refusal, refusalOf } from './gateway-allowed.ts';
import { conditionOf } from './gateway-conditions.ts';
import { gatewayGroup } from './gateway-grants.ts';
import { refersTo } from './gateway-listeners.ts';
import { hostFit } from './hosts.ts';
import type { RouteObjects } from './route.ts';

export type ParentStatus = NonNullable<HTTPRoute['status']>['parents'][number];

export interface Parent {
  ref: ParentRef;
  /** In `spec.parentRefs`. */
  index: number;
  namespace: string;
  name: string;
  /** Absent: there is none of this name. */
  gateway?: Gateway;
  /** Listeners that the reference names; without sectionName and port, all. */
  named: readonly Listener[];
  /** Those of them that let the route in and take one of its hosts. */
  taking: readonly Listener[];
  /** What its controller says; absent: nothing. */
  entry?: ParentStatus;
}

/** A route may hang on other things as well, such as a Service in a mesh. */
export const isGatewayRef = ({ group, kind }: ParentRef): boolean =>
  kind === 'Gateway' && group === gatewayGroup;

export function parentsOf(route: HTTPRoute, objects: RouteObjects): Parent[] {
  return route.spec.parentRefs.flatMap((ref, index) =>
    isGatewayRef(ref) ? [parentOf(ref, index, route, objects)] : [],
  );
}

function parentOf(ref: ParentRef, index: number, route: HTTPRoute, objects: RouteObjects): Parent {
  const gateway = objects.gateways?.find((one) => refersTo(ref, route, one));
  const named = (gateway?.spec.listeners ?? []).filter(
    ({ name, port }) =>
      (!ref.sectionName || ref.sectionName === name) && (!ref.port || ref.port === port),
  );
  const taking = named.filter(
    (one) => gateway && !refusalOf(route, gateway, one, objects) && sharesHost(route, one),
  );
  const entry = entryOf(ref, route, controllerName(gateway, objects));
  const namespace = ref.namespace ?? route.metadata.namespace;
  const found = { ...(gateway && { gateway }), ...(entry && { entry }) };
  return { ref, index, namespace, name: ref.name, named, taking, ...found };
}

const controllerName = (gateway: Gateway | undefined, { gatewayclasses }: RouteObjects) =>
  gatewayclasses?.find(({ metadata }) => metadata.name === gateway?.spec.gatewayClassName)?.spec
    .controllerName;

/**
 * What other controllers left or add (a predecessor, a policy) says nothing about the route itself:
 * `controllerName` has to be that of the class.
 */
function entryOf(
  ref: ParentRef,
  route: HTTPRoute,
  controller: string | undefined,
): ParentStatus | undefined {
  return entriesFor(ref, route).find(
    (one) => controller === undefined || one.controllerName === controller,
  );
}

/** Entries of all controllers for one reference. */
export function entriesFor(ref: ParentRef, { metadata, status }: HTTPRoute): ParentStatus[] {
  const identity = ({ group, kind, namespace, name, sectionName, port }: ParentRef) =>
    [group, kind, namespace ?? metadata.namespace, name, sectionName ?? '', port ?? ''].join(' ');
  return (status?.parents ?? []).filter(
    ({ parentRef, conditions }) =>
      identity(parentRef) === identity(ref) && conditionOf(conditions, 'Accepted') !== undefined,
  );
}

/** Without host names on one side whatever the other takes. */
export function sharesHost({ spec }: HTTPRoute, listener: Listener): boolean {
  return spec.hostnames.length === 0 || spec.hostnames.some((host) => takesHost(listener, host));
}

/** Either may have the wildcard. */
export function takesHost({ hostname }: Listener, host: string): boolean {
  const [own, asked] = [(hostname ?? '').toLowerCase(), host.toLowerCase()];
  return Boolean(hostFit(own, asked, 'many') ?? hostFit(asked, own, 'many'));
}

/** Why the rules of the specification keep the route out; absent: they let it in. */
export type Hindrance =
  | { kind: 'section' }
  | { kind: 'refused'; by: readonly { listener: Listener; refusal: Refusal }[] }
  | { kind: 'host'; listeners: readonly Listener[] };

export function hindranceOf(
  { gateway, named, taking }: Parent,
  route: HTTPRoute,
  objects: RouteObjects,
): Hindrance | undefined {
  if (!gateway || taking.length > 0) return undefined;
  if (named.length === 0) return { kind: 'section' };
  const refused = named.flatMap((listener) => {
    const refusal = refusalOf(route, gateway, listener, objects);
    return refusal ? [{ listener, refusal }] : [];
  });
  if (refused.length === named.length) return { kind: 'refused', by: refused };
  const open = named.filter((one) => !refused.some(({ listener }) => listener === one));
  return { kind: 'host', listeners: open };
}
