/** Do the weights of every rule leave somebody who answers? */

import { gatewaySplit } from '../network/routes/gateway-backends.ts';
import { ruleName } from '../network/routes/gateway-uses.ts';
import type { RouteBackend, RouteObjects } from '../network/routes/route.ts';
import { percent } from '../network/routes/split.ts';
import type { HTTPRoute, HTTPRouteRule } from '../objects/http-route.ts';
import type { Service } from '../objects/service.ts';
import { defineCheck, type Finding } from './check.ts';
import { nameOf, ok, problem } from './findings.ts';
import {
  change,
  evidence,
  isMeant,
  ofRoute,
  placeOf,
  routeWants,
  show,
  worst,
} from './gateway-findings.ts';
import { servicesOf } from './rule-services.ts';
import type { RuleSubject } from './rule-subject.ts';
import type { Found } from './sources/source.ts';

export const routeWeightsValid = defineCheck({
  id: 'route-weights-valid',
  title: 'The weights of every rule leave somebody who answers',
  needs: ['httpRoutes'],
  wants: [...routeWants, 'backendServices'],
  explain: {
    why: 'A weight is a share of the sum of its rule, not a percentage, and 1 where none is written. If all of them are 0, the rule answers with an error, usually 500; so does the share of a backend that is not valid.',
    how: 'For each rule the weights are added up, and the share of backends that do not exist, name no port or are not allowed is counted (https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref).',
    fix: 'Give a backend that works a weight above 0.',
  },
  run: (view, target) =>
    ofRoute(view, target, (route, objects, subject) => {
      const missing = missingOf(subject, view.backendServices);
      const isOwn = isMeant(route, subject, target);
      const found = route.spec.rules.flatMap((rule, index) =>
        isOwn(index) ? [ruleFinding({ route, rule, index }, objects, missing)] : [],
      );
      return found.length > 0 ? worst(found) : ok('it has no rules, and answers nothing itself');
    }),
});

interface Place {
  route: HTTPRoute;
  rule: HTTPRouteRule;
  index: number;
}

function ruleFinding(place: Place, objects: RouteObjects, missing: ReadonlySet<string>): Finding {
  const { route, rule, index } = place;
  const split = gatewaySplit(rule.backendRefs, route, objects);
  const field = `spec.rules[${index}].backendRefs`;
  if (split.length === 0) return withoutBackends(place, field);
  const weights = split.map(({ name, weight }) => `${name}: ${weight}`).join(', ');
  const facts = [evidence('httproute', route, field, weights)];
  if (split.every(({ weight }) => weight === 0)) {
    return problem({
      summary: `all weights of ${ruleName(rule)} are 0, so its requests are answered with an error, usually 500`,
      evidence: facts,
      fix: 'Give the backend that is to answer a weight above 0.',
      kubectl: change('httproute', route, `/spec/rules/${index}/backendRefs/0/weight`, 1),
      causedBy: [],
    });
  }
  const broken = split.filter(({ share }) => share > 0).filter((one) => isBroken(one, missing));
  if (broken.length === 0) return ok(splitWords(rule, split));
  const isAll = broken.length === split.filter(({ share }) => share > 0).length;
  const sum = broken.reduce((total, { share }) => total + share, 0);
  return problem({
    summary: `${isAll ? 'all requests' : `${percent(sum)} of the requests`} of ${ruleName(rule)} go to ${broken.map(placeOf).join(' and ')}, which is not valid: they are answered with 500`,
    evidence: facts,
    fix: 'Mend the backend, or set its weight to 0 until then.',
    kubectl: show('httproute', route),
  });
}

/** Filters may answer by themselves: a redirect, or one of the controller's own. */
function withoutBackends({ route, rule }: Place, field: string): Finding {
  const isAnswered = rule.filters.some(
    ({ requestRedirect, extensionRef }) => requestRedirect ?? extensionRef,
  );
  if (isAnswered) return ok(`${ruleName(rule)} is answered by a filter`);
  return problem({
    summary: `${ruleName(rule)} has no backend, so its requests are answered with an error, usually 500`,
    evidence: [evidence('httproute', route, field, 'none')],
    fix: 'Name a backend, or a redirect.',
    kubectl: show('httproute', route),
    causedBy: [],
  });
}

/** Services that were looked for and are not there, as `namespace/name`. */
function missingOf(subject: RuleSubject, services: Found<Service> | undefined): Set<string> {
  if (!services || services.isCut) return new Set();
  const found = new Set(services.all.map(nameOf));
  const asked = servicesOf(subject).map(({ namespace, name }) => `${namespace}/${name}`);
  return new Set(asked.filter((name) => !found.has(name)));
}

const isBroken = (
  { kind, namespace, name, trouble }: RouteBackend,
  missing: ReadonlySet<string>,
): boolean => trouble !== undefined || (kind === 'Service' && missing.has(`${namespace}/${name}`));

function splitWords(rule: HTTPRouteRule, split: readonly RouteBackend[]): string {
  const parts = split.map(({ name, share }) => `\`${name}\` ${percent(share)}`);
  return `${ruleName(rule)}: ${parts.join(', ')}`;
}
