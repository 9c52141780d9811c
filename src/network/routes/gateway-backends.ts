/** The split of an HTTPRoute rule. Weights are shares of their sum; absent means 1. */
import type { HTTPBackendRef, HTTPRoute } from '../../objects/http-route.ts';
import { code } from '../../report.ts';
import { type RouteBackend, type RouteObjects, wasRead } from './route.ts';
import { split } from './split.ts';

export function gatewaySplit(
  refs: readonly HTTPBackendRef[],
  route: HTTPRoute,
  objects: RouteObjects,
): RouteBackend[] {
  return split(
    refs.map((ref) => {
      const namespace = ref.namespace ?? route.metadata.namespace;
      return {
        kind: ref.kind,
        namespace,
        name: ref.name,
        weight: ref.weight,
        ...(typeof ref.port === 'number' && { port: ref.port }),
        ...validity(ref, namespace, route, objects),
      };
    }),
  );
}

/** A reference that is not valid answers 500 for its share. */
function validity(
  ref: HTTPBackendRef,
  namespace: string,
  route: HTTPRoute,
  objects: RouteObjects,
): Pick<RouteBackend, 'trouble' | 'unknown'> {
  if (ref.kind === 'Service' && typeof ref.port !== 'number')
    return { trouble: 'the route names no port, which a Service needs' };
  const own = route.metadata.namespace;
  if (namespace === own || isGranted(ref, namespace, own, objects)) return {};
  const grant = `ReferenceGrant in ${code(namespace)} lets HTTPRoutes of ${code(own)} use it`;
  return wasRead(objects, 'referencegrants', namespace)
    ? { trouble: `no ${grant}: its share is answered with 500` }
    : { unknown: `whether a ${grant} could not be read` };
}

function isGranted(
  ref: HTTPBackendRef,
  namespace: string,
  own: string,
  { referencegrants = [] }: RouteObjects,
): boolean {
  return referencegrants.some(
    ({ metadata, spec }) =>
      metadata.namespace === namespace &&
      spec.from.some(
        ({ group, kind, namespace: from }) =>
          group === 'gateway.networking.k8s.io' && kind === 'HTTPRoute' && from === own,
      ) &&
      spec.to.some(
        ({ group, kind, name }) =>
          group === ref.group && kind === ref.kind && (!name || name === ref.name),
      ),
  );
}
