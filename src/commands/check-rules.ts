/** `check ingress` and `check route`: their list, then the lists of the backends. */
import { backendSources, judgeBackends } from '../checks/backends.ts';
import { namesOf } from '../checks/gather.ts';
import { judge, withCauses } from '../checks/judge.ts';
import { backendChecks, ingressChecks, routeChecks } from '../checks/registry.ts';
import { ruleKinds } from '../checks/rule.ts';
import { middlewaresOf } from '../checks/rule-middlewares.ts';
import { type ServiceName, servicesOf, unjudgedServicesOf } from '../checks/rule-services.ts';
import { candidates, objectsIn, type RuleSubject, subjectIn } from '../checks/rule-subject.ts';
import type { Facts } from '../checks/sources/source.ts';
import type { RuleTarget, Target } from '../checks/target.ts';
import { UserError } from '../errors.ts';
import { firstOf, nearest } from '../network/nearest.ts';
import { askText } from '../network/routes/ask.ts';
import { pairsOf } from '../network/routes/ingress-nginx-canaries.ts';
import { isCanary } from '../network/routes/ingress-nginx-canary.ts';
import { type Action, code, type NotEvaluated } from '../report.ts';
import { aheadIn, aheadOfName } from './check-ahead.ts';
import type { Checklist } from './check-list.ts';
import type { CheckRequest } from './check-target.ts';
import { canaryLine, commandLine } from './command-line.ts';

/** As they stand after `check`. */
const commandWords = { ingress: 'ingress', ingressroute: 'ingressroute', httproute: 'route' };

/** @param rules also in the target */
export function rulesChecklist(
  request: CheckRequest,
  target: Target,
  rules: RuleTarget,
): Checklist {
  const either =
    rules.kind === 'url' ? [...new Set([...ingressChecks, ...routeChecks])] : undefined;
  const ahead = aheadOf(request, rules);
  return {
    target,
    ...(ahead && { ahead }),
    names: [...new Set([...namesOf(either ?? listFor(rules.kind)), ...backendSources])],
    judge(facts) {
      const kind = subjectIn(facts, target)?.kind ?? rules.kind;
      const own = judge(listFor(kind), facts, target);
      return withCauses([...own, ...judgeBackends(backendChecks, facts, target)]);
    },
    label: (facts) => labelFor(rules, subjectIn(facts, target)),
    actions: (facts) => actionsFor(request, target, rules, facts),
    leftOut: (facts) => leftOut(request, target, facts),
    async look(facts) {
      mustBeOne(request, rules, facts);
      return undefined;
    },
  };
}

function aheadOf({ namespace, fallbackNamespace }: CheckRequest, rules: RuleTarget) {
  if (rules.kind !== 'url') return aheadOfName(rules.kind, rules.name, rules.namespace);
  const place = namespace ?? fallbackNamespace;
  return place === undefined ? undefined : aheadIn(place);
}

/** Until it is known who takes a request, it is an Ingress's as far as anybody can say. */
const listFor = (kind: RuleTarget['kind']) => (kind === 'httproute' ? routeChecks : ingressChecks);

function labelFor(rules: RuleTarget, subject: RuleSubject | undefined): string {
  if (rules.kind === 'url') return askText(rules.ask);
  if (subject) return subject.label;
  const place = rules.namespace === undefined ? '' : `${rules.namespace}/`;
  return `${ruleKinds[rules.kind].one} ${place}${rules.name}`;
}

/** @throws UserError usage: one name in several namespaces */
function mustBeOne(request: CheckRequest, rules: RuleTarget, facts: Facts): void {
  if (rules.kind === 'url' || rules.namespace !== undefined) return;
  const { kind, name } = rules;
  const named = candidates(objectsIn(facts), kind).filter(
    ({ object }) => object.metadata.name === name,
  );
  if (named.length < 2) return;
  const places = named.map(({ object }) => object.metadata.namespace).sort();
  throw new UserError('usage', {
    what: `${ruleKinds[kind].one} ${code(name)} exists in ${firstOf(places, 5)}.`,
    hint: `Say which one: add ${code('-n <namespace>')}.`,
    suggestions: places
      .slice(0, 5)
      .map((place) => commandLine(request, `${commandWords[kind]} ${place}/${name}`)),
  });
}

function leftOut(request: CheckRequest, target: Target, facts: Facts): NotEvaluated[] {
  const subject = subjectIn(facts, target);
  return subject ? [...beyondMost(request, subject), ...unread(subject, facts)] : [];
}

/** What is not said of backends because there are so many. */
function beyondMost(request: CheckRequest, subject: RuleSubject): NotEvaluated[] {
  const rest = unjudgedServicesOf(subject).map(nameOf);
  const [first] = rest;
  if (first === undefined) return [];
  return [
    {
      what: `the pods and endpoints of ${firstOf(rest, 3)}`,
      why: `of so many backends those with the most traffic are looked at; ask for one of the others, ${code(commandLine(request, first))}`,
    },
  ];
}

function unread(subject: RuleSubject, facts: Facts): NotEvaluated[] {
  const names = middlewaresOf(subject, objectsIn(facts));
  if (names.length === 0) return [];
  return [
    {
      what: `${names.length === 1 ? 'the Middleware' : 'the Middlewares'} ${firstOf(names, 5)}`,
      why: 'Middlewares are not read: one may change, redirect or refuse requests, and Traefik leaves out a rule whose Middleware is missing',
    },
  ];
}

function actionsFor(
  request: CheckRequest,
  target: Target,
  rules: RuleTarget,
  facts: Facts,
): Action[] {
  const subject = subjectIn(facts, target);
  if (!subject) return rules.kind === 'url' ? [] : nearOnes(request, rules, facts);
  const there = servicesOf(subject).filter((one) => isThere(one, facts));
  const judged = judgeBackends(backendChecks, facts, target);
  const isSick = (one: ServiceName) =>
    judged.some(({ of, status }) => of === nameOf(one) && status === 'problem');
  const way =
    subject.ways.find(({ wins, ask }) => ask && !wins) ??
    subject.ways.find(({ split }) => split.some((one) => !isThere(one, facts))) ??
    subject.ways[0];
  const url = way?.ask && (rules.kind === 'url' || !isMadeUp(way.rule)) && askText(way.ask);
  return [
    ...(url ? [{ label: 'Trace', command: commandLine(request, url, 'trace') }] : []),
    ...[...there.filter(isSick), ...there.filter((one) => !isSick(one))].slice(0, 2).map((one) => ({
      label: `Check ${one.name}`,
      command: commandLine(request, nameOf(one)),
    })),
    ...(sharesRequests(subject, facts)
      ? [{ label: 'Canary', command: canaryLine(request, placeOf(subject)) }]
      : []),
  ];
}

/** Also the canary of ingress-nginx itself, whose primary is another object. */
function sharesRequests(subject: RuleSubject, facts: Facts): boolean {
  const { kind, object, ways } = subject;
  const isPaired = kind === 'ingress' && isCanary(object) && pairsOf(object, objectsIn(facts))[0];
  return Boolean(isPaired) || ways.some(({ split }) => split.length > 1);
}

const placeOf = ({ kind, object: { metadata } }: RuleSubject) => ({ ...metadata, kind });

const nameOf = ({ namespace, name }: ServiceName) => `${namespace}/${name}`;

const isThere = (one: ServiceName, { backendServices }: Facts): boolean =>
  backendServices?.all.some(
    ({ metadata }) => metadata.namespace === one.namespace && metadata.name === one.name,
  ) ?? true;

/** A rule for every host, or for a wildcard: the host was only made up to follow it. */
const isMadeUp = (rule: string) => !/^`[^*`]+`/.test(rule);

function nearOnes(
  request: CheckRequest,
  { kind, name, namespace }: Exclude<RuleTarget, { kind: 'url' }>,
  facts: Facts,
): Action[] {
  const all = candidates(objectsIn(facts), kind).map(({ object }) => object.metadata);
  const here = all.filter((one) => namespace === undefined || one.namespace === namespace);
  const near = nearest(
    name,
    here.map((one) => one.name),
  );
  const elsewhere = all.filter((one) => one.name === name);
  const meant = [
    ...elsewhere,
    ...near.flatMap((word) => here.find((one) => one.name === word) ?? []),
  ].slice(0, 2);
  return meant.map((one) => ({
    label: `${one.namespace}/${one.name}`,
    command: commandLine(request, `${commandWords[kind]} ${one.namespace}/${one.name}`),
  }));
}
