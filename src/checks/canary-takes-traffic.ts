/** Does a canary get the share it was given, and if not, what silently keeps it away? */

import { canariesFor, isMeantAsCanary } from '../network/routes/ingress-nginx-canaries.ts';
import { canaryWeight } from '../network/routes/ingress-nginx-canary.ts';
import { setting } from '../network/routes/ingress-nginx-effects.ts';
import { type Hindrance, nginxSilences } from '../network/routes/ingress-nginx-silence.ts';
import type { RouteBackend, RouteObjects } from '../network/routes/route.ts';
import { percent } from '../network/routes/split.ts';
import {
  canaryIn,
  shareWords,
  splitSilences,
  unusedSplits,
} from '../network/routes/split-silence.ts';
import { gravest, type RuleTrouble } from '../network/routes/trouble.ts';
import type { Ingress } from '../objects/ingress.ts';
import { code } from '../report.ts';
import { type Behind, hindranceIn, samePods, samePodsAsPrimary } from './canary-pods.ts';
import { defineCheck, type Finding } from './check.ts';
import { ok, skipped } from './findings.ts';
import { ofRules } from './rule-findings.ts';
import { type RuleSubject, ruleNeeds, ruleWants } from './rule-subject.ts';
import { toldTroubles } from './rule-troubles.ts';

export const canaryTakesTraffic = defineCheck({
  id: 'canary-takes-traffic',
  title: 'The canary takes its share',
  needs: [...ruleNeeds],
  wants: [...ruleWants, 'backendServices', 'backendSlices'],
  explain: {
    why: 'A canary that gets nothing looks like one that makes no trouble. ingress-nginx leaves one out without a word when its path, class or Service is not as it has to be.',
    how: 'Canary Ingresses of ingress-nginx are held against their primary: host, path, pathType, class, Service, ready endpoints, pods of its own, other canaries of the rule, weights and rules, session affinity. Elsewhere the weights of a rule are read: of HTTPRoutes, of Traefik’s services, of the actions of an AWS load balancer; who answers behind each side, and whether the same pods stand behind two.',
    fix: 'Mend what the finding names; asked about the canary it is a problem, asked about its primary a warning, as the primary serves on.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      const canaries = canariesOf(subject, objects);
      if (canaries.length > 0) return ofCanaries(canaries, subject, objects, view);
      return ofSplits(subject, view);
    }),
});

/** The one asked about, or those of its rules. */
function canariesOf(subject: RuleSubject, objects: RouteObjects): Ingress[] {
  return subject.kind === 'ingress' ? canariesFor(subject.object, objects) : [];
}

const ofPods = [
  'ingress-backend-exists',
  'ingress-backend-port-exists',
  'service-selects-pods',
  'pods-running',
  'pods-ready',
  'ports-match',
  'endpoints-present',
];
const ofReference = [
  'ingress-annotations-valid',
  ...ofPods,
  'route-refs-resolved',
  'route-weights-valid',
  'reference-granted',
];

function ofCanaries(
  canaries: readonly Ingress[],
  subject: RuleSubject,
  objects: RouteObjects,
  view: Behind,
): Finding {
  const isAsked = subject.kind === 'ingress' && isMeantAsCanary(subject.object);
  const troubles = canaries.flatMap((canary) =>
    [
      ...nginxSilences(canary, objects, hindranceIn(view, subject)),
      ...samePodsAsPrimary(canary, objects, view),
    ].map((one) => (isAsked ? one : ofOther(one, canary))),
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

function troubleOf(side: RouteBackend, hindrance: Hindrance): Pick<RouteBackend, 'trouble'> {
  const trouble = side.trouble ?? hindrance(side);
  return trouble === undefined ? {} : { trouble };
}

function ofSplits(subject: RuleSubject, view: Behind): Finding {
  const hindrance = hindranceIn(view, subject);
  const ways = subject.ways.filter(({ own, split }) => !own?.answer && canaryIn(split));
  const splits = ways.map(({ rule, own, split }) => ({
    source: {
      kind: subject.label.split(' ')[0] ?? '',
      namespace: subject.object.metadata.namespace,
      name: subject.object.metadata.name,
    },
    rule,
    split: split.map((side) => ({ ...side, ...troubleOf(side, hindrance) })),
    effects: own?.effects ?? [],
  }));
  const unused = subject.kind === 'ingress' ? unusedSplits(subject.object) : [];
  const troubles = gravest(
    distinct([
      ...splits.flatMap(splitSilences),
      ...splits.flatMap(({ source, rule, split }) => samePods(source, rule, split, view)),
      ...unused,
    ]),
  );
  if (troubles.length > 0) return toldTroubles(troubles, ofReference);
  const told = [...new Set(splits.map(shareWords))];
  return told.length > 0
    ? ok(told.slice(0, 3).join('; '))
    : skipped('there is no canary: no rule of it shares requests between backends');
}
