/** HTTPRoutes: one status entry per parent that exists and is ours; a wrong parentRef leaves none. */

import { stableText } from '../defaults/hash.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { acceptance, gatewayOf, resolution } from './gateway-attachment.ts';
import { conditionsOf } from './gateway-conditions.ts';
import type { HttpRoute, ParentRef, ParentStatus } from './gateway-kinds.ts';
import { belongsToController, isGatewayControllerReady } from './route-controllers.ts';

const concerning = new Set(['Gateway', 'GatewayClass', 'Namespace', 'ReferenceGrant', 'Service']);

export const httpRouteController: ControllerFactory = (world) => {
  /** Undefined where no controller answers: the Gateway is missing, or its class's pods are down. */
  function parentStatus(route: HttpRoute, parentRef: ParentRef): ParentStatus | undefined {
    const gateway = gatewayOf(world, route, parentRef);
    const gatewayClass = world.get('GatewayClass', '', gateway?.spec.gatewayClassName ?? '');
    if (!gateway || !gatewayClass) return undefined;
    const { controllerName } = gatewayClass.spec;
    const before = route.status?.parents.find(
      (one) => stableText(one.parentRef) === stableText(parentRef),
    );
    if (!isGatewayControllerReady(world, controllerName)) return before;
    const verdicts = {
      Accepted: acceptance(world, gateway, route, parentRef),
      ResolvedRefs: resolution(world, route),
    };
    const generation = route.metadata.generation ?? 1;
    const conditions = conditionsOf(verdicts, generation, before?.conditions, world.now());
    return { parentRef, controllerName, conditions };
  }

  return {
    name: 'http-route',
    affected({ resource, object }) {
      if (resource.kind === 'HTTPRoute') return [keyOf(object)];
      const controller = resource.kind === 'Pod' && belongsToController(object);
      const concerned = controller || concerning.has(resource.kind);
      return concerned ? world.list('HTTPRoute').map(keyOf) : [];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const route = world.get('HTTPRoute', namespace, name);
      if (!route) return;
      const parents = (route.spec.parentRefs ?? []).flatMap(
        (parent) => parentStatus(route, parent) ?? [],
      );
      const touched = parents.length > 0 || route.status !== undefined;
      if (touched) world.update('HTTPRoute', { ...route, status: { parents } });
    },
  };
};
