/** Is everything there that the route sends to? */

import { conditionOf, isStale } from '../network/routes/gateway-conditions.ts';
import { entriesFor, isGatewayRef, parentsOf } from '../network/routes/gateway-parents.ts';
import { meaningOf } from '../network/routes/gateway-reasons.ts';
import { type BackendUse, usesOf } from '../network/routes/gateway-uses.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Condition } from '../objects/condition.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import { count } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, problem, skipped, warning } from './findings.ts';
import {
  asOf,
  isMeant,
  milder,
  ofRoute,
  routeWants,
  said,
  show,
  worst,
} from './gateway-findings.ts';
import { brokenUse } from './route-backend.ts';
import { servicesOf } from './rule-services.ts';

export const routeRefsResolved = defineCheck({
  id: 'route-refs-resolved',
  title: 'Everything the route sends to is there',
  needs: ['httpRoutes', 'gateways', 'backendServices'],
  wants: [...routeWants, 'nearBackends'],
  explain: {
    why: 'A backend that does not exist, or whose Service does not have the port, is not left out: its share of the requests is answered with 500.',
    how: 'The Services and ports that the rules name are looked up, and the condition ResolvedRefs of the route is read, which also tells of kinds and protocols that the controller does not support (https://gateway-api.sigs.k8s.io/reference/spec/#routeconditionreason).',
    fix: 'Name a Service and a port of it that exist.',
  },
  run: (view, target) =>
    ofRoute(view, target, (route, objects, subject) => {
      const isOwn = isMeant(route, subject, target);
      const uses = usesOf(route).filter(({ index }) => isOwn(index));
      const asked = servicesOf(subject);
      const broken = uses.flatMap((use) => brokenUse(use, route, { ...view, asked }) ?? []);
      const spoken = saidOf(route, objects);
      if (broken.length > 0) return worst(broken);
      const refused = spoken.find(({ status }) => status === 'False');
      if (refused) return refusal(refused, route, uses);
      if (uses.length === 0) return skipped('it sends to no backend');
      const old = spoken[0] ? asOf(spoken[0], route) : '';
      return ok(`${count(uses.length, 'backend')} found${old}`);
    }),
});

/** What the controllers of its Gateways, and of parents of other kinds, say. */
function saidOf(route: HTTPRoute, objects: RouteObjects): Condition[] {
  const entries = parentsOf(route, objects).flatMap(({ entry }) => entry ?? []);
  const others = route.spec.parentRefs
    .filter((ref) => !isGatewayRef(ref))
    .flatMap((ref) => entriesFor(ref, route));
  return [...entries, ...others].flatMap(
    ({ conditions }) => conditionOf(conditions, 'ResolvedRefs') ?? [],
  );
}

/** For reasons that the objects do not show: a kind, a protocol, a grant, or it is out of date. */
function refusal(condition: Condition, route: HTTPRoute, uses: readonly BackendUse[]): Finding {
  const { means, fix } = meaningOf('HTTPRoute', condition);
  const common = {
    evidence: [said('httproute', route, 'status.parents[].conditions', condition)],
    kubectl: show('httproute', route),
  };
  const isComputed = ['BackendNotFound', 'PortNotFound'].includes(condition.reason ?? '');
  if (isStale(condition, route.metadata.generation) && isComputed) {
    return warning({
      ...common,
      summary: `its controller missed a backend in an earlier version of the route (${condition.reason}); all that the present one names is there, but the controller has not looked at it`,
      fix: 'Wait a moment; if it stays so, see that the controller runs.',
    });
  }
  const finding = problem({
    ...common,
    summary: `the controller could not resolve all that the route refers to: ${means}${messageOf(condition)}${asOf(condition, route)}`,
    fix,
    causedBy: condition.reason === 'RefNotPermitted' ? ['reference-granted'] : [],
  });
  // Copies and weight 0: no request waits for any of them.
  return uses.length > 0 && uses.every(({ share }) => share === 0) ? milder(finding) : finding;
}

/** The specification has one reason for all backends: which it is, only the message says. */
function messageOf({ message }: Condition): string {
  const text = (message ?? '').replace(/[.\s]+$/, '');
  return text ? `; it says “${text.replaceAll('`', "'")}”` : '';
}
