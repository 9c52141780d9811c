/** A parentRef that names no Gateway: which one was meant. */
import { didYouMean, firstOf, nearest } from '../network/nearest.ts';
import type { Parent } from '../network/routes/gateway-parents.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import { code } from '../report.ts';
import type { Finding } from './check.ts';
import { problem } from './findings.ts';
import { change, evidence, placeOf } from './gateway-findings.ts';

export function missingGateway(
  parent: Parent,
  route: HTTPRoute,
  { gateways = [] }: RouteObjects,
): Finding {
  const { ref, index, namespace, name } = parent;
  const all = gateways.map(({ metadata }) => metadata);
  const elsewhere = all.filter((one) => one.name === name).map((one) => one.namespace);
  const here = all.filter((one) => one.namespace === namespace).map((one) => one.name);
  const meant = elsewhere.length > 0 ? [] : nearest(name, here);
  const others =
    elsewhere.length > 0
      ? ` It exists in ${firstOf(elsewhere, 3)}${ref.namespace ? '' : '; without `namespace` a parentRef means the route’s own'}.`
      : '';
  const field = `spec.parentRefs[${index}]`;
  return problem({
    summary: `there is no Gateway ${placeOf(parent)}, which the route asks for.${didYouMean(meant)}${others}`,
    evidence: [
      evidence('httproute', route, `${field}.name`, name),
      evidence('httproute', route, `${field}.namespace`, ref.namespace ?? `none, so ${namespace}`),
    ],
    ...mend(parent, route, { meant: meant[0], place: elsewhere[0] }),
    causedBy: [],
  });
}

/** The first that fits, as a line to copy. */
function mend(
  { index }: Parent,
  route: HTTPRoute,
  { meant, place }: { meant: string | undefined; place: string | undefined },
): { fix: string; kubectl: string } {
  const path = `/spec/parentRefs/${index}`;
  if (place !== undefined) {
    return {
      fix: `Set ${code('namespace')} of the parentRef to ${code(place)}; the listener there has to let the route’s namespace in.`,
      kubectl: change('httproute', route, `${path}/namespace`, place),
    };
  }
  if (meant !== undefined) {
    return {
      fix: `Set ${code('name')} of the parentRef to ${code(meant)}, if that was meant.`,
      kubectl: change('httproute', route, `${path}/name`, meant),
    };
  }
  return {
    fix: 'Name a Gateway that exists, or apply the manifest of this one.',
    kubectl: 'kubectl get gateways -A',
  };
}
