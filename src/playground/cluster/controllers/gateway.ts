/** GatewayClasses and Gateways: accepted, programmed, with an address and a count of their routes. */
import type { Condition } from '../defaults/kinds.ts';
import type { Service } from '../defaults/network-kinds.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { gatewayOf, listenersFor } from './gateway-attachment.ts';
import { listenerVerdicts } from './gateway-certificates.ts';
import { bad, conditionsOf, good } from './gateway-conditions.ts';
import type { Gateway, GatewayClass, Listener } from './gateway-kinds.ts';
import { isReady } from './pod-template.ts';
import { belongsToController, isGatewayControllerReady } from './route-controllers.ts';
import type { World } from './world.ts';

const owning = 'gateway.envoyproxy.io/owning-gateway-';
const concerning = new Set([
  'Gateway',
  'GatewayClass',
  'HTTPRoute',
  'Namespace',
  'ReferenceGrant',
  'Secret',
]);

/** The load balancer Service of the proxies that this Gateway got. */
function frontOf(world: World, gateway: Gateway): Service | undefined {
  const { name, namespace = '' } = gateway.metadata;
  const resource = world.resources.of({ apiVersion: 'v1', kind: 'Service' });
  const named = world.storage.withLabel(resource, undefined, `${owning}name`, name) as Service[];
  return named.find((one) => one.metadata.labels?.[`${owning}namespace`] === namespace);
}

function programmed(world: World, front: Service | undefined, address: string | undefined) {
  if (!front || address === undefined) {
    return bad('AddressNotAssigned', 'No addresses have been assigned to the Gateway');
  }
  const { namespace = '' } = front.metadata;
  const proxies = world.podsMatching(namespace, { matchLabels: front.spec.selector ?? {} });
  const ready = proxies.filter(isReady).length;
  if (ready === 0) return bad('NoResources', 'Envoy replicas unavailable');
  const message = `Address assigned to the Gateway, ${ready}/${proxies.length} envoy replicas available`;
  return good('Programmed', message);
}

export const gatewayController: ControllerFactory = (world) => {
  function attached(gateway: Gateway, listener: Listener): number {
    return world
      .list('HTTPRoute')
      .filter((route) =>
        (route.spec.parentRefs ?? []).some(
          (parent) =>
            gatewayOf(world, route, parent) === gateway &&
            listenersFor(world, gateway, route, parent).includes(listener),
        ),
      ).length;
  }

  function listenerStatus(gateway: Gateway, listener: Listener, before: Condition[] | undefined) {
    const group = 'gateway.networking.k8s.io';
    const generation = gateway.metadata.generation ?? 1;
    const verdicts = listenerVerdicts(world, gateway, listener);
    return {
      name: listener.name,
      supportedKinds: [
        { group, kind: 'HTTPRoute' },
        { group, kind: 'GRPCRoute' },
      ],
      attachedRoutes: attached(gateway, listener),
      conditions: conditionsOf(verdicts, generation, before, world.now()),
    };
  }

  function serve(gateway: Gateway): void {
    const front = frontOf(world, gateway);
    const [assigned] = front?.status?.loadBalancer?.ingress ?? [];
    const value = assigned?.ip ?? assigned?.hostname;
    const verdicts = {
      Accepted: good('Accepted', 'The Gateway has been scheduled by Envoy Gateway'),
      Programmed: programmed(world, front, value),
    };
    const { status, metadata } = gateway;
    const generation = metadata.generation ?? 1;
    const type = assigned?.ip ? 'IPAddress' : 'Hostname';
    world.update('Gateway', {
      ...gateway,
      status: {
        ...(value !== undefined && { addresses: [{ type, value }] }),
        conditions: conditionsOf(verdicts, generation, status?.conditions, world.now()),
        listeners: gateway.spec.listeners.map((listener) => {
          const old = status?.listeners?.find((one) => one.name === listener.name);
          return listenerStatus(gateway, listener, old?.conditions);
        }),
      },
    });
  }

  function serveClass(gatewayClass: GatewayClass): void {
    const verdicts = { Accepted: good('Accepted', 'Valid GatewayClass') };
    const { status, metadata } = gatewayClass;
    const generation = metadata.generation ?? 1;
    const conditions = conditionsOf(verdicts, generation, status?.conditions, world.now());
    world.update('GatewayClass', { ...gatewayClass, status: { ...status, conditions } });
  }

  return {
    name: 'gateway',
    affected({ resource, object }) {
      const proxies =
        (resource.kind === 'Pod' || resource.kind === 'Service') &&
        (belongsToController(object) || object.metadata.labels?.[`${owning}name`] !== undefined);
      if (!proxies && !concerning.has(resource.kind)) return [];
      return [...world.list('GatewayClass'), ...world.list('Gateway')].map(keyOf);
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const gateway = namespace === '' ? undefined : world.get('Gateway', namespace, name);
      const className = gateway?.spec.gatewayClassName ?? name;
      const gatewayClass = world.get('GatewayClass', '', className);
      if (!gatewayClass) return;
      if (!isGatewayControllerReady(world, gatewayClass.spec.controllerName)) return;
      if (gateway) serve(gateway);
      else if (namespace === '') serveClass(gatewayClass);
    },
  };
};
