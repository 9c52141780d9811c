/** Where topology hints send traffic: https://kubernetes.io/docs/concepts/services-networking/topology-aware-routing/ */
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Service } from '../objects/service.ts';

/** Whether somebody asked for near endpoints: the field, or the annotation before it. */
export function prefersNear({ spec, metadata }: Service): boolean {
  const mode = metadata.annotations['service.kubernetes.io/topology-mode'];
  return spec.trafficDistribution !== undefined || mode?.toLowerCase() === 'auto';
}

/**
 * Ready endpoints per zone they are hinted for; undefined where kube-proxy passes the hints over, as one
 * ready endpoint has none. A zone that is not among them gets all endpoints.
 */
export function endpointsByZone(
  slices: readonly EndpointSlice[],
): ReadonlyMap<string, number> | undefined {
  const ready = new Map(
    slices
      .flatMap(({ endpoints }) => endpoints)
      .filter(({ conditions }) => conditions?.ready ?? true)
      .map((endpoint) => [endpoint.targetRef?.name ?? endpoint.addresses[0], endpoint]),
  );
  const zones = new Map<string, number>();
  for (const { hints } of ready.values()) {
    const names = hints?.forZones ?? [];
    if (names.length === 0) return undefined;
    for (const { name } of names) zones.set(name, (zones.get(name) ?? 0) + 1);
  }
  return zones.size > 0 ? zones : undefined;
}
