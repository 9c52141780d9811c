/** Which pods a selector that takes none was meant to take: near labels, another namespace, a name. */
import { firstOf } from '../network/nearest.ts';
import { isOver } from '../network/pod-trouble.ts';
import {
  labelText,
  type SelectorMiss,
  selectorMiss,
  selectorPatch,
  surplusLabel,
  surplusPatch,
  templatePod,
} from '../network/selector-miss.ts';
import { selectorText } from '../network/service-facts.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { code, count } from '../report.ts';
import type { Advised, Evidence } from './check.ts';
import { objectOf } from './findings.ts';
import { type Starter, starterName } from './starters.ts';
import { labelsText } from './workloads.ts';

export type Reason = Omit<Advised, 'causedBy'>;

/** One label off: the pods run, under another label than the selector asks for. */
export function miss(
  service: Service,
  neighbours: readonly Pod[],
  strangers: readonly Pod[],
): Reason | undefined {
  const live = neighbours.filter((pod) => !isOver(pod));
  const found = selectorMiss(service, live);
  if (!found) return undefined;
  const right = labelText(found.right);
  const carrying = live.filter(
    ({ metadata }) => metadata.labels[found.right[0]] === found.right[1],
  );
  const who = found.pods === 1 ? '1 pod carries' : `${found.pods} pods carry`;
  return {
    ...change(service, found),
    summary: `no pod fits the selector: it says ${code(labelText(found.wrong))}, and ${who} ${code(right)}${alsoIn(service, strangers)}`,
    evidence: carrying.slice(0, 3).map((pod) => labelEvidence(objectOf('pod', pod), found)),
  };
}

/** One label too many: the pods carry all the others, and nothing under its key. */
export function surplus(
  service: Service,
  neighbours: readonly Pod[],
  strangers: readonly Pod[],
): Reason | undefined {
  const live = neighbours.filter((pod) => !isOver(pod));
  const found = surplusLabel(service, live);
  if (!found) return undefined;
  const { name, namespace } = service.metadata;
  const { label, pods } = found;
  const who = pods.length === 1 ? '1 pod fits' : `${pods.length} pods fit`;
  return {
    summary: `no pod fits the selector: ${who} all of it but ${code(labelText(label))}, a label that ${pods.length === 1 ? 'it does' : 'they do'} not carry${alsoIn(service, strangers)}`,
    evidence: pods.slice(0, 3).map((pod) => ({
      object: objectOf('pod', pod),
      field: 'metadata.labels',
      value: labelsText(pod),
    })),
    fix: `Take ${code(labelText(label))} out of the selector of Service ${code(name)}, or give the pods this label.`,
    kubectl: `kubectl patch service ${name} -n ${namespace} --type merge -p '${surplusPatch(found)}'`,
  };
}

/** Where a near label is only a guess: the very labels may be carried elsewhere. */
function alsoIn(service: Service, strangers: readonly Pod[]): string {
  const places = placesOf(service, strangers);
  if (places.length === 0) return '';
  return `; pods that fit run in ${firstOf(places, 3)}, where this Service does not reach`;
}

const othersOf = ({ metadata }: Service, strangers: readonly Pod[]) =>
  strangers.filter((pod) => pod.metadata.namespace !== metadata.namespace && !isOver(pod));

const placesOf = (service: Service, strangers: readonly Pod[]) => [
  ...new Set(othersOf(service, strangers).map(({ metadata }) => metadata.namespace)),
];

/** The same, of pods that are not even started. */
export function missedTemplate(service: Service, starters: readonly Starter[]): Reason | undefined {
  const made = starters.map(({ object }) => templatePod(service, object.spec.template));
  const found = selectorMiss(service, made);
  const at = made.findIndex(
    ({ metadata }) => found && metadata.labels[found.right[0]] === found.right[1],
  );
  const one = starters[at];
  if (!found || !one) return undefined;
  const { kind, object } = one;
  const idle = object.spec.replicas === 0 ? ', and is scaled to zero' : '';
  return {
    ...change(service, found),
    summary: `no pod fits the selector: it says ${code(labelText(found.wrong))}, and ${kind} ${code(object.metadata.name)} gives its pods ${code(labelText(found.right))}${idle}`,
    evidence: [labelEvidence(starterName(one), found)],
  };
}

function change(service: Service, found: SelectorMiss): Pick<Reason, 'fix' | 'kubectl'> {
  const { name, namespace } = service.metadata;
  const [wrong, right] = [code(labelText(found.wrong)), code(labelText(found.right))];
  return {
    fix: `Change ${wrong} to ${right} in the selector of Service ${code(name)}, or give the pods ${wrong}.`,
    kubectl: `kubectl patch service ${name} -n ${namespace} --type merge -p '${selectorPatch(found)}'`,
  };
}

/** A selector takes only pods of the Service's own namespace. */
export function elsewhere(service: Service, strangers: readonly Pod[]): Reason | undefined {
  const { name, namespace } = service.metadata;
  const others = othersOf(service, strangers);
  const places = placesOf(service, strangers);
  if (places.length === 0) return undefined;
  return {
    summary: `no pod in namespace ${code(namespace)} carries ${code(selectorText(service))}; pods in ${firstOf(places, 3)} do`,
    evidence: others.slice(0, 3).map((pod) => ({
      object: objectOf('pod', pod),
      field: 'metadata.labels',
      value: labelsText(pod),
    })),
    fix: `A Service reaches only pods of its own namespace: create Service ${code(name)} in ${firstOf(places.slice(0, 1), 1)}, or run the pods in ${code(namespace)}.`,
    kubectl: `kubectl get pods -A -l '${selectorText(service)}'`,
  };
}

/** Labels that are nothing alike, on pods that are called like the Service. */
export function namesakes(service: Service, neighbours: readonly Pod[]): Reason | undefined {
  const { name } = service.metadata;
  const pods = neighbours.filter((pod) => !isOver(pod) && pod.metadata.name.startsWith(`${name}-`));
  const [first] = pods;
  if (!first) return undefined;
  return {
    ...nothing(service, false),
    summary: `no pod carries ${code(selectorText(service))}; ${count(pods.length, 'pod')} named like the Service, such as ${code(first.metadata.name)}, ${pods.length === 1 ? 'carries' : 'carry'} ${code(labelsText(first))}`,
    fix: `If these pods are meant, make the selector of Service ${code(name)} ask for labels that they carry.`,
  };
}

/** @param isWhole whether all other pods were looked at */
export function nothing(service: Service, isWhole: boolean): Reason {
  const { namespace } = service.metadata;
  const near = isWhole ? ', and none carries nearly that' : '';
  return {
    summary: `no pod in namespace ${code(namespace)} carries ${code(selectorText(service))}${near}`,
    fix: 'Start the pods that are meant, or make the selector ask for labels that pods carry.',
    kubectl: `kubectl get pods -n ${namespace} --show-labels`,
  };
}

const labelEvidence = (object: string, { right }: SelectorMiss): Evidence => ({
  object,
  field: `metadata.labels.${right[0]}`,
  value: right[1],
});
