/** The split of an HTTPRoute rule. Weights are shares of their sum; absent means 1. */
import type { HTTPBackendRef, HTTPRoute } from '../../objects/http-route.ts';
import { code } from '../../report.ts';
import type { RouteBackend, RouteObjects } from './route.ts';
import { split } from './split.ts';

export function gatewaySplit(
  refs: readonly HTTPBackendRef[],
  route: HTTPRoute,
  objects: RouteObjects,
): RouteBackend[] {
  return split(
    refs.map((ref) => {
      const namespace = ref.namespace ?? route.metadata.namespace;
      const trouble = troubleOf(ref, namespace, route, objects);
      return {
        kind: ref.kind,
        namespace,
        name: ref.name,
        weight: ref.weight,
        ...(typeof ref.port === 'number' && { port: ref.port }),
        ...(trouble !== undefined && { trouble }),
      };
    }),
  );
}

/** A reference that is not valid answers 500 for its share. */
function troubleOf(
  ref: HTTPBackendRef,
  namespace: string,
  route: HTTPRoute,
  { referencegrants }: RouteObjects,
): string | undefined {
  if (ref.kind === 'Service' && typeof ref.port !== 'number')
    return 'the route names no port, which a Service needs';
  if (namespace === route.metadata.namespace || referencegrants === undefined) return undefined;
  const isGranted = referencegrants.some(
    ({ metadata, spec }) =>
      metadata.namespace === namespace &&
      spec.from.some(
        ({ group, kind, namespace: from }) =>
          group === 'gateway.networking.k8s.io' &&
          kind === 'HTTPRoute' &&
          from === route.metadata.namespace,
      ) &&
      spec.to.some(
        ({ group, kind, name }) =>
          group === ref.group && kind === ref.kind && (!name || name === ref.name),
      ),
  );
  return isGranted
    ? undefined
    : `no ReferenceGrant in ${code(namespace)} lets HTTPRoutes of ${code(route.metadata.namespace)} use it: its share is answered with 500`;
}
