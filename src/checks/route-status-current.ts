/** Has the controller looked at the latest version of the route and of its Gateways? */

import { isSilent, isStale } from '../network/routes/gateway-conditions.ts';
import { parentsOf } from '../network/routes/gateway-parents.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { Condition } from '../objects/condition.ts';
import type { Gateway } from '../objects/gateway.ts';
import type { HTTPRoute } from '../objects/http-route.ts';
import { defineCheck, type Evidence, type Finding } from './check.ts';
import { ok, problem, skipped, warning } from './findings.ts';
import { type Around, classOf, type Presence, presenceOf } from './gateway-controller.ts';
import { evidence, ofRoute, placeOf, routeWants, show } from './gateway-findings.ts';

export const routeStatusCurrent = defineCheck({
  id: 'route-status-current',
  title: 'The controller has looked at the latest change',
  needs: ['httpRoutes', 'gateways'],
  wants: [...routeWants, 'controllerPods', 'controllerDeployments'],
  explain: {
    why: 'What a status says holds for the version that its controller looked at. After a change it speaks of the version before, which is also the one in effect, until the controller has caught up: normally within seconds.',
    how: '`observedGeneration` of the conditions is compared with `metadata.generation` of the route and its Gateways. It is a problem where the controller’s pods are known and none is ready, as nobody will catch up then.',
    fix: 'Wait a moment; if it stays so, start the controller or read its log.',
  },
  run: (view, target) =>
    ofRoute(view, target, (route, objects) => {
      const gateways = parentsOf(route, objects).flatMap(({ gateway }) => gateway ?? []);
      const spoken = [ofRouteItself(route, objects), ...gateways.map(ofGateway)];
      if (spoken.every(({ conditions }) => conditions.length === 0)) {
        return skipped('no controller has said anything yet: see `route-attached`');
      }
      const behind = spoken.filter((one) => oldest(one) !== undefined);
      if (behind.length === 0) return ok(currentWords(spoken));
      return outOfDate(behind, presences(gateways, objects, view));
    }),
});

interface Spoken {
  resource: string;
  /** With backticks. */
  label: string;
  object: HTTPRoute | Gateway;
  field: string;
  conditions: readonly Condition[];
}

/** Entries of parents that are asked for no more, or of controllers long gone, grow old rightly. */
const ofRouteItself = (object: HTTPRoute, objects: RouteObjects): Spoken => ({
  resource: 'httproute',
  label: `HTTPRoute ${placeOf(object.metadata)}`,
  object,
  field: 'status.parents[].conditions',
  conditions: spokenOf(parentsOf(object, objects).flatMap(({ entry }) => entry?.conditions ?? [])),
});

const ofGateway = (object: Gateway): Spoken => ({
  resource: 'gateway',
  label: `Gateway ${placeOf(object.metadata)}`,
  object,
  field: 'status.conditions',
  conditions: spokenOf([
    ...(object.status?.conditions ?? []),
    ...(object.status?.listeners ?? []).flatMap(({ conditions }) => conditions),
  ]),
});

/** Without those that the definitions fill in before a controller comes. */
const spokenOf = (all: readonly Condition[]) => all.filter((one) => !isSilent(one));

/** The condition that is furthest behind. */
function oldest({ conditions, object }: Spoken): Condition | undefined {
  const { generation } = object.metadata;
  return conditions
    .filter((one) => isStale(one, generation))
    .toSorted((a, b) => (a.observedGeneration ?? 0) - (b.observedGeneration ?? 0))[0];
}

function currentWords(spoken: readonly Spoken[]): string {
  const isTold = spoken.every(({ conditions }) =>
    conditions.some(({ observedGeneration }) => typeof observedGeneration === 'number'),
  );
  return isTold
    ? 'what controllers say is about the latest version'
    : 'nothing that controllers say is about an earlier version; not all of them name the version';
}

function presences(
  gateways: readonly Gateway[],
  objects: RouteObjects,
  around: Around,
): Presence[] {
  const names = gateways.flatMap((one) => classOf(one, objects)?.spec.controllerName ?? []);
  return [...new Set(names)].map((name) => presenceOf(name, around));
}

function outOfDate(behind: readonly Spoken[], all: readonly Presence[]): Finding {
  const labels = behind.map(({ label }) => label).join(' and ');
  const away = all.find(({ state }) => state === 'absent');
  const [first] = behind;
  const facts = behind.flatMap(evidenceOf);
  const what = `the latest change of ${labels} is not in effect`;
  if (away?.state === 'absent') {
    return problem({
      summary: `${what}, and nobody is there to look at it: ${away.words}. What the status says is about an earlier version`,
      evidence: facts,
      fix: 'Bring the controller back; until then the version before stays in effect.',
      kubectl: away.kubectl,
    });
  }
  const here = all.map(({ words }) => words).join('; ');
  return warning({
    summary: `${what} yet: its controller has not looked at it, and what the status says is about an earlier version${here ? ` (${here})` : ''}`,
    evidence: facts,
    fix: 'Wait some seconds and ask again; if it stays so, read the log of the controller.',
    kubectl: first ? show(first.resource, first.object) : 'kubectl get gateways -A',
  });
}

function evidenceOf(spoken: Spoken): Evidence[] {
  const { resource, object, field } = spoken;
  const old = oldest(spoken);
  if (!old) return [];
  const { generation } = object.metadata;
  return [
    evidence(resource, object, 'metadata.generation', String(generation)),
    evidence(
      resource,
      object,
      `${field}[${old.type}].observedGeneration`,
      String(old.observedGeneration),
    ),
  ];
}
