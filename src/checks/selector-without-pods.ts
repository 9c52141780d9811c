/** Why a selector takes no pod: the reason a person would look for first, with the way to mend it. */

import { isReady } from '../network/pod-trouble.ts';
import { refusalAdvice, refusalOf } from '../network/refusal.ts';
import { takesTemplate } from '../network/selector-miss.ts';
import { selectorText } from '../network/service-facts.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { code, count } from '../report.ts';
import type { Finding, View } from './check.ts';
import { objectOf, problem, serviceEvidence, unknown, warning } from './findings.ts';
import {
  elsewhere,
  miss,
  missedTemplate,
  namesakes,
  nothing,
  type Reason,
  surplus,
} from './selector-missed.ts';
import { type Starter, starterName, startersIn } from './starters.ts';
import { areOnLostNodes } from './unwell-pods.ts';

export type Around = View<
  'pods',
  'neighbours' | 'strangers' | 'deployments' | 'statefulSets' | 'nodes'
>;

export function whyNone(service: Service, around: Around): Finding {
  const { pods } = around;
  if (pods.isCut) {
    return unknown(
      `the first ${pods.all.length} pods of its selector have ended; more were not read`,
    );
  }
  const starters = startersIn(around);
  const starter = starterFor(service, starters);
  const isReplaced = starter && starter.object.spec.replicas > 0 && pods.all.some(isLeaving);
  const reason =
    (starter && !isReplaced ? idle(service, starter) : undefined) ??
    ending(service, pods.all, starter) ??
    miss(service, around.neighbours?.all ?? [], around.strangers?.all ?? []) ??
    surplus(service, around.neighbours?.all ?? [], around.strangers?.all ?? []) ??
    missedTemplate(service, starters) ??
    elsewhere(service, around.strangers?.all ?? []) ??
    namesakes(service, around.neighbours?.all ?? []) ??
    nothing(service, around.neighbours?.isCut === false);
  const own = serviceEvidence(service, 'spec.selector', selectorText(service));
  const found = { ...reason, evidence: [own, ...(reason.evidence ?? [])] };
  // kube-proxy sends traffic to pods on their way out while there are no others (KEP-1669).
  const doServe = pods.all.some((pod) => isReady(pod) && isLeaving(pod));
  const left = pods.all.filter(isLeaving);
  const isLost = left.length > 0 && areOnLostNodes(left, around.nodes);
  return (doServe ? warning : problem)({ ...found, ...(isLost && { causedBy: ['nodes-ready'] }) });
}

/** One that ought to run pods before one that is asleep. */
function starterFor(service: Service, starters: readonly Starter[]): Starter | undefined {
  const own = starters.filter(({ object }) => takesTemplate(service, object.spec.template));
  return own.find(({ object }) => object.spec.replicas > 0) ?? own[0];
}

const isLeaving = ({ metadata }: Pod) => Boolean(metadata.deletionTimestamp);

/** Something would start such pods, and does not. */
function idle(service: Service, { object, ...starter }: Starter): Reason | undefined {
  const { name, namespace } = object.metadata;
  const { replicas } = object.spec;
  const whose = `${starter.kind} ${code(name)}`;
  const kind = starter.kind.toLowerCase();
  const named = starterName({ object, ...starter });
  const evidence = [{ object: named, field: 'spec.replicas', value: String(replicas) }];
  const none = `there are no pods with ${code(selectorText(service))}`;
  const resource = `${kind} ${name} -n ${namespace}`;
  if (replicas === 0) {
    const kubectl = `kubectl scale ${resource} --replicas=1`;
    const summary = `${none}: ${whose}, which would start them, is scaled to zero`;
    return { summary, evidence, fix: `Scale ${whose} up.`, kubectl };
  }
  if (object.status.replicas > 0) {
    const kubectl = `kubectl rollout status ${resource}`;
    const summary = `${none} yet: ${whose} gives them to new pods, and its pods are still the old ones`;
    return { summary, evidence, fix: `See that the rollout of ${whose} goes on.`, kubectl };
  }
  return uncreated({ object, ...starter }, none);
}

/** The API server or the quota of the namespace refuses its pods. */
function uncreated({ object, ...starter }: Starter, none: string): Reason {
  const { name, namespace } = object.metadata;
  const named = starterName({ object, ...starter });
  const wanted = `${none}: ${starter.kind} ${code(name)} ought to run ${count(object.spec.replicas, 'pod')}`;
  const refusal = refusalOf(object);
  if (refusal === undefined) {
    return {
      summary: `${wanted}, and none could be created`,
      evidence: [{ object: named, field: 'spec.replicas', value: String(object.spec.replicas) }],
      fix: 'Its events name what refuses its pods, such as a quota or an admission webhook.',
      kubectl: `kubectl get events -n ${namespace} --field-selector reason=FailedCreate`,
    };
  }
  return {
    summary: `${wanted}, and the API server refuses them: ${refusal}`,
    evidence: [{ object: named, field: 'status.conditions[ReplicaFailure]', value: refusal }],
    fix: refusalAdvice(refusal),
    kubectl: `kubectl describe ${starter.kind.toLowerCase()} ${name} -n ${namespace}`,
  };
}

/** There are pods, but none that anybody expects traffic to reach. */
function ending(
  service: Service,
  pods: readonly Pod[],
  starter: Starter | undefined,
): Reason | undefined {
  const leaving = pods.filter(isLeaving);
  const shown = leaving.length > 0 ? leaving : pods;
  if (shown.length === 0) return undefined;
  const phases = Map.groupBy(pods, (pod) => (isLeaving(pod) ? 'terminating' : pod.status.phase));
  const tally = [...phases].map(([phase, all]) => `${all.length} ${phase}`).join(', ');
  return {
    summary: `${code(selectorText(service))} takes only pods that have ended or are about to: ${tally}`,
    evidence: shown.slice(0, 3).map((pod) => ({
      object: objectOf('pod', pod),
      field: isLeaving(pod) ? 'metadata.deletionTimestamp' : 'status.phase',
      value: pod.metadata.deletionTimestamp ?? pod.status.phase,
    })),
    fix: starter
      ? `Wait for the new pods of ${starter.kind} ${code(starter.object.metadata.name)}.`
      : 'Start pods that stay, for example with a Deployment.',
    kubectl: `kubectl get pods -n ${service.metadata.namespace} -l '${selectorText(service)}'`,
  };
}
