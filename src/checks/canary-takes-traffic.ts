/** Does a canary get the share it was given, and if not, what silently keeps it away? */
import { endpointsOf } from '../network/endpoints.ts';
import { canaryWeight } from '../network/routes/ingress-nginx-canary.ts';
import { setting } from '../network/routes/ingress-nginx-effects.ts';
import {
  canariesFor,
  isMeantAsCanary,
  nginxSilences,
  type Readiness,
} from '../network/routes/ingress-nginx-silence.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import { percent } from '../network/routes/split.ts';
import {
  canaryIn,
  shareWords,
  splitSilences,
  unusedSplits,
} from '../network/routes/split-silence.ts';
import { gravest, type RuleTrouble } from '../network/routes/trouble.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Ingress } from '../objects/ingress.ts';
import { code } from '../report.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, skipped } from './findings.ts';
import { ofRules } from './rule-findings.ts';
import { type RuleSubject, ruleNeeds, ruleWants } from './rule-subject.ts';
import { toldTroubles } from './rule-troubles.ts';
import type { Found } from './sources/source.ts';

export const canaryTakesTraffic = defineCheck({
  id: 'canary-takes-traffic',
  title: 'The canary takes its share',
  needs: [...ruleNeeds],
  wants: [...ruleWants, 'backendSlices'],
  explain: {
    why: 'A canary that gets nothing looks like one that makes no trouble. ingress-nginx leaves one out without a word when its path, class or Service is not as it has to be.',
    how: 'Canary Ingresses of ingress-nginx are held against their primary: host, path, pathType, class, Service, ready endpoints, other canaries of the rule, weights and rules, session affinity. Elsewhere the weights of a rule are read: of HTTPRoutes, of Traefik’s services, of the actions of an AWS load balancer.',
    fix: 'Mend what the finding names; asked about the canary it is a problem, asked about its primary a warning, as the primary serves on.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      const canaries = canariesOf(subject, objects);
      if (canaries.length > 0) return ofCanaries(canaries, subject, objects, view.backendSlices);
      return ofSplits(subject);
    }),
});

/** The one asked about, or those of its rules. */
function canariesOf(subject: RuleSubject, objects: RouteObjects): Ingress[] {
  return subject.kind === 'ingress' ? canariesFor(subject.object, objects) : [];
}

const ofPods = [
  'ingress-backend-exists',
  'service-selects-pods',
  'pods-running',
  'pods-ready',
  'ports-match',
  'endpoints-present',
];
const ofReference = [
  'ingress-annotations-valid',
  'ingress-backend-exists',
  'route-refs-resolved',
  'route-weights-valid',
  'reference-granted',
];

function ofCanaries(
  canaries: readonly Ingress[],
  subject: RuleSubject,
  objects: RouteObjects,
  slices: Found<EndpointSlice> | undefined,
): Finding {
  const isAsked = subject.kind === 'ingress' && isMeantAsCanary(subject.object);
  const troubles = canaries.flatMap((canary) =>
    nginxSilences(canary, objects, readinessIn(slices, subject)).map((one) =>
      isAsked ? one : ofOther(one, canary),
    ),
  );
  if (troubles.length === 0) return ok(canaries.map((one) => sharesOf(one)).join('; '));
  const sorted = gravest(distinct(troubles));
  return toldTroubles(sorted, sorted[0]?.isOfPods ? ofPods : ['ingress-class-exists']);
}

/** Its primary serves on, so that for who asks about that one it is no problem. */
function ofOther(one: RuleTrouble, { metadata }: Ingress): RuleTrouble {
  const summary = `the canary Ingress ${code(`${metadata.namespace}/${metadata.name}`)}: ${one.summary}`;
  return { ...one, gravity: 'weakens', summary };
}

function distinct(troubles: readonly RuleTrouble[]): RuleTrouble[] {
  return [...new Map(troubles.map((one) => [one.summary, one])).values()];
}

/** Slices were asked for the backends of the subject alone. */
function readinessIn(slices: Found<EndpointSlice> | undefined, subject: RuleSubject): Readiness {
  return ({ namespace, name }) => {
    const isRead = subject.backends.some((one) => one.namespace === namespace && one.name === name);
    if (!slices || !isRead) return undefined;
    const own = slices.all.filter(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.labels['kubernetes.io/service-name'] === name,
    );
    return endpointsOf(own).some(({ ready }) => ready);
  };
}

/** `shop/shop-api-canary` takes 20 % */
function sharesOf(canary: Ingress): string {
  const { namespace, name } = canary.metadata;
  const { weight, total } = canaryWeight(canary);
  const header = setting(canary, 'canary-by-header');
  const cookie = setting(canary, 'canary-by-cookie');
  const rules = [
    ...(header ? [`what the header ${code(header)} sends there`] : []),
    ...(cookie ? [`what the cookie ${code(cookie)} sends there`] : []),
    ...(weight > 0
      ? [
          `${percent(weight / total)} of ${header || cookie ? 'the other requests' : 'its requests'}`,
        ]
      : []),
  ];
  return `the canary Ingress ${code(`${namespace}/${name}`)} takes ${rules.join(', and ')}`;
}

function ofSplits(subject: RuleSubject): Finding {
  const ways = subject.ways.filter(({ own, split }) => !own?.answer && canaryIn(split));
  const splits = ways.map(({ rule, own, split }) => ({
    source: {
      kind: subject.label.split(' ')[0] ?? '',
      namespace: subject.object.metadata.namespace,
      name: subject.object.metadata.name,
    },
    rule,
    split,
    effects: own?.effects ?? [],
  }));
  const unused = subject.kind === 'ingress' ? unusedSplits(subject.object) : [];
  const troubles = gravest(distinct([...splits.flatMap(splitSilences), ...unused]));
  if (troubles.length > 0) return toldTroubles(troubles, ofReference);
  const told = [...new Set(splits.map(shareWords))];
  return told.length > 0
    ? ok(told.slice(0, 3).join('; '))
    : skipped('there is no canary: no rule of it shares requests between backends');
}
