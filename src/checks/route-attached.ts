/** Has the controller attached the route to each Gateway it asks for? */

import { conditionOf, isStale } from '../network/routes/gateway-conditions.ts';
import {
  entriesFor,
  isGatewayRef,
  type Parent,
  parentsOf,
} from '../network/routes/gateway-parents.ts';
import { meaningOf } from '../network/routes/gateway-reasons.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Condition } from '../objects/condition.ts';
import type { HTTPRoute, ParentRef } from '../objects/http-route.ts';
import { code } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, problem, unknown, warning } from './findings.ts';
import { isServed } from './gateway-controller.ts';
import {
  asOf,
  evidence,
  ofRoute,
  placeOf,
  routeWants,
  said,
  show,
  worst,
} from './gateway-findings.ts';
import { type Hindered, hinderedBy } from './route-hindrance.ts';
import { hostsLeftOut } from './route-hosts.ts';

export const routeAttached = defineCheck({
  id: 'route-attached',
  title: 'The route is attached to every Gateway it asks for',
  needs: ['httpRoutes', 'gateways'],
  wants: [...routeWants],
  explain: {
    why: 'A route asks for a Gateway, and the Gateway’s listeners decide whether they let it in: by its namespace, its kind and its host names. A parentRef that names nothing is not answered at all: the sign is that `status.parents` has no entry for it.',
    how: 'For each of `spec.parentRefs` the entry of the Gateway’s own controller in `status.parents` is looked for, with its conditions Accepted and PartiallyInvalid; `allowedRoutes`, `sectionName`, `port` and host names are compared to say what is in the way (https://gateway-api.sigs.k8s.io/reference/spec/#routeconditiontype).',
    fix: 'Correct the parentRef or the host name, or let the route’s namespace in at the listener.',
  },
  run: (view, target) =>
    ofRoute(view, target, (route, objects) => {
      if (route.spec.parentRefs.length === 0) return withoutParents(route);
      const parents = parentsOf(route, objects);
      const others = route.spec.parentRefs.filter((ref) => !isGatewayRef(ref));
      const found = parents.filter(({ gateway }) => gateway);
      // Beside a Gateway that is there, `gateway-accepted` says enough of one that is not.
      const told = found.length > 0 ? found : parents;
      const findings = [
        ...told.map((parent) => attachment(parent, route, objects)),
        ...others.map((ref) => elsewhere(ref, route)),
      ];
      const finding = worst(findings);
      return finding.status === 'ok' ? (hostsLeftOut(route, parents) ?? finding) : finding;
    }),
});

const withoutParents = (route: HTTPRoute): Finding =>
  problem({
    summary: 'the route names no parent, so no Gateway takes it',
    evidence: [evidence('httproute', route, 'spec.parentRefs', 'none')],
    fix: 'Name a Gateway in `spec.parentRefs`.',
    kubectl: 'kubectl get gateways -A',
    causedBy: [],
  });

function attachment(parent: Parent, route: HTTPRoute, objects: RouteObjects): Finding {
  const { entry, gateway } = parent;
  const hindered = hinderedBy(parent, route, objects);
  if (!gateway) return unanswered(parent, route);
  const accepted = conditionOf(entry?.conditions, 'Accepted');
  if (!accepted) return hindered ? kept(hindered, route) : unanswered(parent, route);
  const isOld = isStale(accepted, route.metadata.generation);
  if (accepted.status === 'True') {
    return isOld && hindered ? soonOut(hindered, accepted, route) : attached(parent, route);
  }
  if (isOld && !hindered) return outOfDate(accepted, route);
  const isSame = hindered && (isOld || hindered.reason === accepted.reason);
  return isSame
    ? kept(hindered, route, accepted)
    : refused(`Gateway ${placeOf(parent)}`, route, accepted);
}

/** The controller, or the specification, keeps it out, and the objects say why. */
function kept(
  { reason, why, fix, kubectl, evidence: facts }: Hindered,
  route: HTTPRoute,
  accepted?: Condition,
): Finding {
  const spoken = accepted
    ? [said('httproute', route, 'status.parents[].conditions', accepted)]
    : [];
  return problem({
    summary: `the route is not attached (${reason}): ${why}`,
    evidence: [...spoken, ...facts],
    fix,
    kubectl,
    causedBy: [],
  });
}

/** The controller says no for a reason that the objects do not show. */
function refused(by: string, route: HTTPRoute, accepted: Condition): Finding {
  const { means, fix } = meaningOf('HTTPRoute', accepted);
  const isPending = accepted.reason === 'Pending';
  return problem({
    summary: `${by} does not accept the route: ${means}${asOf(accepted, route)}`,
    evidence: [said('httproute', route, 'status.parents[].conditions', accepted)],
    fix,
    kubectl: show('httproute', route),
    ...(!isPending && { causedBy: [] }),
  });
}

/** Nobody has said anything; what the objects do not show has to come from the controller's side. */
function unanswered(parent: Parent, route: HTTPRoute): Finding {
  const { ref, index, gateway } = parent;
  const [other] = entriesFor(ref, route);
  const spoken = other
    ? `; only ${code(other.controllerName)}, which does not serve this Gateway, has`
    : '';
  const why = gateway
    ? `its controller has not answered for Gateway ${placeOf(parent)}${spoken}`
    : `there is no Gateway ${placeOf(parent)} that could take it`;
  return problem({
    summary: `the route is not attached: ${why}`,
    evidence: [evidence('httproute', route, 'status.parents', `no entry for parentRefs[${index}]`)],
    fix: gateway
      ? 'See that the controller runs, and read its log.'
      : 'Name a Gateway that exists.',
    kubectl: show('httproute', route),
    causedBy: gateway && isServed(gateway) ? ['route-status-current'] : ['gateway-accepted'],
  });
}

const soonOut = ({ why }: Hindered, accepted: Condition, route: HTTPRoute): Finding =>
  warning({
    summary: `an earlier version of the route is attached, and the present one will be refused: ${why}`,
    evidence: [said('httproute', route, 'status.parents[].conditions', accepted)],
    fix: 'Mend the route before its controller looks at it.',
    kubectl: show('httproute', route),
    causedBy: [],
  });

const outOfDate = (accepted: Condition, route: HTTPRoute): Finding =>
  warning({
    summary: `the controller refused an earlier version of the route (${accepted.reason}), and has not looked at the present one, which nothing here keeps out`,
    evidence: [said('httproute', route, 'status.parents[].conditions', accepted)],
    fix: 'Wait a moment; if it stays so, see that the controller runs.',
    kubectl: show('httproute', route),
  });

function attached({ entry, namespace, name }: Parent, route: HTTPRoute): Finding {
  const conditions = entry?.conditions ?? [];
  const accepted = conditionOf(conditions, 'Accepted');
  const partial = conditionOf(conditions, 'PartiallyInvalid');
  const old = accepted ? asOf(accepted, route) : '';
  if (partial?.status !== 'True')
    return ok(`attached to Gateway ${placeOf({ namespace, name })}${old}`);
  const { means, fix } = meaningOf('HTTPRoute', partial);
  return warning({
    summary: `only a part of the route is in effect, rules that are not valid are left out: ${means}${asOf(partial, route)}`,
    evidence: [said('httproute', route, 'status.parents[].conditions', partial)],
    fix,
    kubectl: show('httproute', route),
    causedBy: [],
  });
}

/** A Service in a mesh, or a kind of the controller's own: only their controller can tell. */
function elsewhere(ref: ParentRef, route: HTTPRoute): Finding {
  const entries = entriesFor(ref, route);
  const what = `${ref.kind} ${code(ref.name)}`;
  const refusal = entries
    .map(({ conditions }) => conditionOf(conditions, 'Accepted'))
    .find((one) => one?.status === 'False');
  if (refusal) return refused(what, route, refusal);
  return entries.length > 0
    ? ok(`accepted for ${what}`)
    : unknown(
        `no controller has answered for ${what}: whether one takes such a parent is not known`,
      );
}
