/**
 * The cloud's part: a LoadBalancer Service gets the addresses its annotation names, or the error. With
 * neither it stays pending for ever, as on a cluster without a cloud provider.
 */
import type { Service } from '../defaults/network-kinds.ts';
import { ailment } from './ailments.ts';
import { type ControllerFactory, keyOf, parseKey } from './controller.ts';

const isAddress = (text: string) => /^[\d.]+$|:/.test(text);

function ingressOf(text: string) {
  return text
    .split(',')
    .map((one) => one.trim())
    .map((one) => (isAddress(one) ? { ip: one, ipMode: 'VIP' } : { hostname: one }));
}

export const loadBalancerController: ControllerFactory = (world) => {
  function say(service: Service, type: 'Normal' | 'Warning', reason: string, message: string) {
    world.record({ about: service, type, reason, message, component: 'service-controller' });
  }

  function write(service: Service, loadBalancer: NonNullable<Service['status']>['loadBalancer']) {
    const status = { ...service.status, loadBalancer: loadBalancer ?? {} };
    world.update('Service', { ...service, status });
  }

  function provide(service: Service, text: string): void {
    const known = service.status?.loadBalancer?.ingress;
    const wanted = ingressOf(text);
    if (JSON.stringify(known) === JSON.stringify(wanted)) return;
    say(service, 'Normal', 'EnsuringLoadBalancer', 'Ensuring load balancer');
    write(service, { ingress: wanted });
    say(service, 'Normal', 'EnsuredLoadBalancer', 'Ensured load balancer');
  }

  function fail(service: Service, error: string): void {
    const message = `Error syncing load balancer: failed to ensure load balancer: ${error}`;
    const component = 'service-controller';
    const reason = 'SyncLoadBalancerFailed';
    say(service, 'Normal', 'EnsuringLoadBalancer', 'Ensuring load balancer');
    world.record({ about: service, type: 'Warning', reason, message, component, count: 12 });
  }

  return {
    name: 'load-balancer',
    affected: ({ resource, object, before }) => {
      if (resource.kind !== 'Service' || resource.group !== '') return [];
      const text = (one: Service | undefined) =>
        one && JSON.stringify([one.spec.type, one.metadata.annotations]);
      return text(object as Service) === text(before as Service | undefined) ? [] : [keyOf(object)];
    },
    reconcile(key) {
      const { namespace, name } = parseKey(key);
      const service = world.get('Service', namespace, name);
      if (!service) return;
      const address = ailment(service, 'load-balancer');
      const error = ailment(service, 'load-balancer-error');
      if (service.spec.type !== 'LoadBalancer') {
        if (service.status?.loadBalancer?.ingress) write(service, {});
      } else if (error !== undefined) fail(service, error);
      else if (address !== undefined) provide(service, address);
    },
  };
};
