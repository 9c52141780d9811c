/** The load balancer Service that a Gateway's controller makes for it. */
import type { Gateway } from '../../objects/gateway.ts';
import type { Service } from '../../objects/service.ts';

/** Label sets it is known by, one is enough (GEP-1762, and Envoy Gateway's own). */
export const frontLabels = ({ metadata: { namespace, name } }: Gateway) => [
  { 'gateway.networking.k8s.io/gateway-name': name },
  {
    'gateway.envoyproxy.io/owning-gateway-name': name,
    'gateway.envoyproxy.io/owning-gateway-namespace': namespace,
  },
];

export function frontOf(gateway: Gateway, services: readonly Service[]): Service | undefined {
  return services.find(({ metadata: { labels } }) =>
    frontLabels(gateway).some((wanted) =>
      Object.entries(wanted).every(([key, value]) => labels[key] === value),
    ),
  );
}
