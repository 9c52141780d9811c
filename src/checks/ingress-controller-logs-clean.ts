/** What does the controller say about the Ingress or route in its log? */
import { endpointsOf } from '../network/endpoints.ts';
import { albSetting } from '../network/routes/aws-alb-actions.ts';
import {
  type ControllerTrouble,
  controllerTroubles,
  type LogSubject,
} from '../network/routes/controller-log.ts';
import type { RouteObjects } from '../network/routes/route.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import { count, visible } from '../report.ts';
import type { PodLog } from '../snapshot.ts';
import { defineCheck } from './check.ts';
import { origins } from './controller-origins.ts';
import { ok, problem, skipped, warning } from './findings.ts';
import { ofRules } from './rule-findings.ts';
import { controllersOf, type RuleSubject, ruleNeeds, ruleWants } from './rule-subject.ts';
import type { Found } from './sources/source.ts';

/** A request that fails now and then is no news; lines may be of long ago. */
const fewFailures = 3;

export const ingressControllerLogsClean = defineCheck({
  id: 'ingress-controller-logs-clean',
  title: 'The log of the controller names no trouble with it',
  needs: [...ruleNeeds, 'controllerPods', 'controllerLogs'],
  wants: [...ruleWants, 'backendSlices'],
  explain: {
    why: 'Some refusals stand in the log of the controller alone: an Ingress it ignores, a certificate it does not find, a configuration that nginx cannot load.',
    how: 'The last 200 lines of up to two pods of the controller; of these, lines that name the Ingress, its hosts or its Services, and those about the configuration as a whole. An optional Role for the namespace of the controller allows it: infra/kubernetes/logs.',
    fix: 'Each line of that kind has its own remedy, which the finding names.',
  },
  run: (view, target) =>
    ofRules(view, target, (subject, objects) => {
      const logs = view.controllerLogs.all.filter((log) => log.kind === 'log');
      if (logs.length === 0) return skipped(whyNone(subject, objects));
      const found = troublesIn(logs, wordsOf(subject), view.backendSlices);
      const [worst, ...rest] = found;
      if (!worst)
        return ok(`nothing about it that is known as a trouble in ${count(logs.length, 'log')}`);
      return told(worst, rest, isAbsolved(worst, subject, objects));
    }),
});

function whyNone(subject: RuleSubject, objects: RouteObjects): string {
  const [controller] = controllersOf(subject, objects);
  return controller === undefined
    ? 'no controller serves it'
    : 'there is no log of a pod of its controller to look at';
}

type Read = Extract<PodLog, { kind: 'log' }>;
type Trouble = ControllerTrouble & { log: Read };

/** Each kind of trouble once, with all pods' lines counted. */
function troublesIn(
  logs: readonly Read[],
  words: LogSubject,
  slices: Found<EndpointSlice> | undefined,
): Trouble[] {
  const all = logs.flatMap((log) =>
    controllerTroubles(log.lines, words).map((one) => ({ ...one, log })),
  );
  return [...Map.groupBy(all, ({ sign }) => sign).values()]
    .flatMap((group) => {
      const [first] = group;
      const times = group.reduce((sum, one) => sum + one.times, 0);
      return first ? [{ ...first, times }] : [];
    })
    .filter(({ sign, times }) => sign.about !== 'requests' || times >= fewFailures)
    .filter(({ sign }) => sign.about !== 'endpoints' || !areAllReady(words, slices));
}

/** What the controller missed then is there now. */
function areAllReady({ services }: LogSubject, slices: Found<EndpointSlice> | undefined): boolean {
  if (!slices || services.length === 0) return false;
  return services.every(({ namespace, name }) =>
    endpointsOf(
      slices.all.filter(
        ({ metadata }) =>
          metadata.namespace === namespace &&
          metadata.labels['kubernetes.io/service-name'] === name,
      ),
    ).some(({ ready }) => ready),
  );
}

function wordsOf(subject: RuleSubject): LogSubject {
  const { namespace, name } = subject.object.metadata;
  const group = subject.kind === 'ingress' ? albSetting(subject.object, 'group.name') : undefined;
  return {
    namespace,
    name,
    group,
    hosts: hostsOf(subject),
    services: subject.backends.filter(({ kind }) => kind === 'Service'),
    secrets: secretsOf(subject),
  };
}

function secretsOf(subject: RuleSubject): string[] {
  switch (subject.kind) {
    case 'ingress':
      return subject.object.spec.tls.flatMap(({ secretName }) => secretName ?? []);
    case 'ingressroute':
      return [subject.object.spec.tls?.secretName ?? []].flat();
    case 'httproute':
      return [];
  }
}

function hostsOf(subject: RuleSubject): string[] {
  switch (subject.kind) {
    case 'ingress':
      return subject.object.spec.rules.flatMap(({ host }) => host ?? []);
    case 'httproute':
      return subject.object.spec.hostnames;
    case 'ingressroute':
      return subject.ways.flatMap(({ ask }) => ask?.host ?? []);
  }
}

/** The log has no time that could be relied on: the object as it is now says that it is over. */
function isAbsolved({ sign }: Trouble, subject: RuleSubject, objects: RouteObjects): boolean {
  return sign.about === 'class' && controllersOf(subject, objects).length > 0;
}

function told(worst: Trouble, rest: readonly Trouble[], isDoubtful: boolean) {
  const { sign, log, times } = worst;
  const { namespace, pod, container } = log.query;
  const more = times > 1 ? ` (${count(times, 'line')})` : '';
  const advice = {
    summary: `the log of the controller says that ${sign.means}${more}`,
    evidence: [worst, ...rest].map((one) => ({
      object: `pod ${one.log.query.namespace}/${one.log.query.pod}`,
      field: 'log',
      value: visible(one.line.trim(), 240),
    })),
    fix: sign.fix,
    kubectl: `kubectl logs ${pod} -n ${namespace}${container ? ` -c ${container}` : ''}`,
    causedBy: origins[sign.about],
  };
  return sign.kind === 'refuses' && !isDoubtful ? problem(advice) : warning(advice);
}
