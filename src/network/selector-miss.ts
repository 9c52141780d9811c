/** What a selector that takes no pod was most likely meant to say. */
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import type { PodTemplate } from '../objects/workload.ts';
import { isSelected, nearMiss } from './near-miss.ts';

export type Label = readonly [key: string, value: string];

export interface SelectorMiss {
  /** In the selector, and on none of the pods. */
  wrong: Label;
  /** What the pods carry instead. */
  right: Label;
  /** How many pods it would take if it said so. */
  pods: number;
}

/** `app=redis` */
export const labelText = ([key, value]: Label) => `${key}=${value}`;

/** The one label to change, where one is enough. */
export function selectorMiss(service: Service, pods: readonly Pod[]): SelectorMiss | undefined {
  const miss = nearMiss(service, pods);
  if (!miss) return undefined;
  const at = miss.labels.indexOf('=');
  const right: Label = [miss.labels.slice(0, at), miss.labels.slice(at + 1)];
  const [wrong] = pods
    .filter(({ metadata }) => metadata.labels[right[0]] === right[1])
    .map((pod) => missing(service, pod))
    .filter((labels) => labels.length === 1)
    .flat();
  return wrong && { wrong, right, pods: miss.pods };
}

export interface SurplusLabel {
  /** In the selector, under a key that these pods do not carry at all. */
  label: Label;
  /** They carry all the rest of it. */
  pods: Pod[];
}

/** The one label that the selector asks for too much, by what most pods around lack. */
export function surplusLabel(service: Service, pods: readonly Pod[]): SurplusLabel | undefined {
  if (Object.keys(service.spec.selector).length < 2) return undefined;
  const lacking = pods.flatMap((pod) => {
    const [label, ...others] = missing(service, pod);
    const isAbsent = label && others.length === 0 && pod.metadata.labels[label[0]] === undefined;
    return isAbsent ? [{ label, pod }] : [];
  });
  const groups = [...Map.groupBy(lacking, ({ label }) => labelText(label)).values()];
  const [most] = groups.sort((a, b) => b.length - a.length);
  return most?.[0] && { label: most[0].label, pods: most.map(({ pod }) => pod) };
}

const missing = ({ spec }: Service, { metadata }: Pod): Label[] =>
  Object.entries(spec.selector).filter(([key, value]) => metadata.labels[key] !== value);

/** Whether pods that are made from it will be taken. */
export function takesTemplate(service: Service, template: PodTemplate): boolean {
  return isSelected(service, templatePod(service, template));
}

/** A pod as it would be if there was one; it has no life, only labels. */
export function templatePod({ metadata }: Service, template: PodTemplate): Pod {
  const { labels, annotations } = template.metadata;
  return {
    metadata: {
      name: '',
      namespace: metadata.namespace,
      uid: '',
      labels,
      annotations,
      ownerReferences: [],
    },
    spec: template.spec,
    status: {
      phase: 'Unknown',
      podIPs: [],
      conditions: [],
      containerStatuses: [],
      initContainerStatuses: [],
    },
  };
}

/** A merge patch that takes it out of `spec.selector`. */
export const surplusPatch = ({ label: [key] }: SurplusLabel): string =>
  JSON.stringify({ spec: { selector: { [key]: null } } });

/** As a merge patch of `spec.selector` (RFC 7386): a key that goes is set to null. */
export function selectorPatch({ wrong, right }: SelectorMiss): string {
  const selector = { ...(wrong[0] !== right[0] && { [wrong[0]]: null }), [right[0]]: right[1] };
  return JSON.stringify({ spec: { selector } });
}
