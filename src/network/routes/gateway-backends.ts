/** The split of an HTTPRoute rule. Weights are shares of their sum; absent means 1. */
import type { HTTPBackendRef, HTTPRoute } from '../../objects/http-route.ts';
import { code } from '../../report.ts';
import { isGranted } from './gateway-grants.ts';
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
  const { group, kind, name } = ref;
  const from = { kind: 'HTTPRoute', namespace: own } as const;
  const reference = { from, to: { group, kind, namespace, name } };
  if (namespace === own || isGranted(reference, objects.referencegrants)) return {};
  const grant = `ReferenceGrant in ${code(namespace)} lets HTTPRoutes of ${code(own)} use it`;
  return wasRead(objects, 'referencegrants', namespace)
    ? { trouble: `no ${grant}: its share is answered with 500` }
    : { unknown: `whether a ${grant} could not be read` };
}
