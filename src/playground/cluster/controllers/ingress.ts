/**
 * Writes the address into an Ingress as its class's controller does: ingress-nginx and Traefik the one
 * of their own load balancer, the AWS controller that of the load balancer it makes for the Ingress.
 */

import { hash32 } from '../defaults/hash.ts';
import type { Ingress, LoadBalancerStatus } from '../defaults/network-kinds.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';
import { belongsToController, frontOf, ingressPods } from './route-controllers.ts';
import type { World } from './world.ts';

type Addresses = NonNullable<LoadBalancerStatus['loadBalancer']>['ingress'];

const alb = 'ingress.k8s.aws/alb';
const nginx = 'k8s.io/ingress-nginx';
/** How long AWS takes to change a load balancer: more than a second, as times of Events have it. */
const buildingMs = 1500;
const groupAnnotation = 'alb.ingress.kubernetes.io/group.name';
const actionPrefix = 'alb.ingress.kubernetes.io/actions.';

/** `k8s-<namespace>-<name>-<hash>`: each part cut to eight letters and digits. */
function albHostname(ingress: Ingress): string {
  const { namespace = '', name, annotations } = ingress.metadata;
  const group = annotations?.[groupAnnotation];
  const short = (text: string) => text.replaceAll(/[^a-z0-9]/g, '').slice(0, 8);
  const parts = group ? [group.slice(0, 17)] : [short(namespace), short(name)];
  const hash = hash32(parts.join('/')).toString(16).padStart(10, '0');
  return `k8s-${parts.join('-')}-${hash}.eu-central-1.elb.amazonaws.com`;
}

/** What stops the AWS controller: it builds nothing at all while an action does not parse. */
function brokenAction(ingress: Ingress): string | undefined {
  const { namespace, name, annotations } = ingress.metadata;
  for (const [key, value] of Object.entries(annotations ?? {})) {
    if (!key.startsWith(actionPrefix)) continue;
    try {
      JSON.parse(value);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return `ingress: ${namespace}/${name}: failed to parse json annotation, ${key}: ${value}: ${why}`;
    }
  }
  return undefined;
}

/** The class by name, or by the old annotation, which names the class too. */
const classOf = (ingress: Ingress) =>
  ingress.spec.ingressClassName ?? ingress.metadata.annotations?.['kubernetes.io/ingress.class'];

function controllerName(world: World, ingress: Ingress): string | undefined {
  return world.get('IngressClass', '', classOf(ingress) ?? '')?.spec.controller;
}

export const ingressController: ControllerFactory = (world) => {
  /** What the AWS controller has built its load balancers from, by the key of the Ingress. */
  const built = new Map<string, string>();

  function write(ingress: Ingress, addresses: Addresses): boolean {
    const before = JSON.stringify(ingress.status?.loadBalancer?.ingress ?? []);
    if (before === JSON.stringify(addresses ?? [])) return false;
    const status = { ...ingress.status, loadBalancer: { ingress: addresses ?? [] } };
    world.update('Ingress', { ...ingress, status });
    return true;
  }

  function serveAlb(ingress: Ingress): void {
    const broken = brokenAction(ingress);
    const component = 'ingress';
    if (broken) {
      const message = `Failed build model due to ${broken}`;
      const reason = 'FailedBuildModel';
      world.record({ about: ingress, type: 'Warning', reason, message, component, count: 12 });
    } else {
      const isNew = write(ingress, [{ hostname: albHostname(ingress) }]);
      const wanted = JSON.stringify([ingress.spec, ingress.metadata.annotations]);
      const isChanged = isNew || (built.get(keyOf(ingress)) ?? wanted) !== wanted;
      built.set(keyOf(ingress), wanted);
      if (isNew) reconciled(ingress);
      else if (isChanged) setTimeout(() => reconciled(ingress), buildingMs).unref();
    }
  }

  /** Said when the load balancer is as it should be, which takes a while. */
  function reconciled(about: Ingress): void {
    const message = 'Successfully reconciled';
    const reason = 'SuccessfullyReconciled';
    world.record({ about, type: 'Normal', reason, message, component: 'ingress' });
  }

  function serve(ingress: Ingress, controller: string): void {
    const [pod] = ingressPods(world, controller);
    if (!pod) return;
    if (controller === alb) {
      serveAlb(ingress);
      return;
    }
    const front = frontOf(world, pod)?.status?.loadBalancer?.ingress ?? [];
    const addresses = front.map(({ ipMode: _, ...address }) => address);
    if (addresses.length === 0 || !write(ingress, addresses) || controller !== nginx) return;
    const component = 'nginx-ingress-controller';
    const message = 'Scheduled for sync';
    world.record({ about: ingress, type: 'Normal', reason: 'Sync', message, component });
  }

  return {
    name: 'ingress',
    affected({ resource, object }) {
      if (resource.kind === 'Ingress') return [keyOf(object)];
      const shared =
        resource.kind === 'IngressClass' ||
        ((resource.kind === 'Pod' || resource.kind === 'Service') && belongsToController(object));
      return shared ? world.list('Ingress').map(keyOf) : [];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const ingress = world.get('Ingress', namespace, name);
      const controller = ingress && controllerName(world, ingress);
      if (controller) serve(ingress, controller);
    },
  };
};
