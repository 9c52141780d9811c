/**
 * How a scenario makes pods unwell: annotations that only the embedded cluster reads, on a pod or on
 * the template it comes from. A real cluster has no such thing; everything they lead to (status,
 * conditions, events) is what a real kubelet or scheduler writes.
 */
import { closest } from 'fastest-levenshtein';
import type { Labels, Pod } from '../defaults/kinds.ts';
import type { KubeObject } from '../storage.ts';

const prefix = 'playground.portolan.dev/';

/** What the annotations on pods mean, without their prefix; the value is what the kubelet was told. */
export const podAnnotations = {
  readiness: 'The readiness probe fails with this text: `HTTP probe failed with statuscode: 503`.',
  crash: 'The container ends with these last words, over and over: `OOMKilled`, `exit code 137`.',
  'image-pull': 'The image cannot be pulled, with the words of the registry.',
  pending: 'The scheduler finds no node, with its words.',
  init: 'The first init container ends with these last words, over and over.',
  terminating: '"true": on its way out, and still serving.',
  restarts: 'How often the first container was restarted so far.',
  dns: 'How a DNS pod is sick (dns/faults.ts); for each pod in turn: `servfail,well`.',
  log: 'Not an ailment: what the first container printed, in this run and in the one before.',
  'ip-families': 'Not an ailment: `IPv4` (as without it), `IPv6` or `IPv4,IPv6`, its addresses.',
} as const;

/** The same for LoadBalancer Services: what the cloud would do. */
export const serviceAnnotations = {
  'load-balancer': 'Addresses or host names that the cloud gives it, separated by commas.',
  'load-balancer-error': 'Why the cloud refuses.',
} as const;

export type Ailment = keyof typeof podAnnotations;
export type ServiceAnnotation = keyof typeof serviceAnnotations;

export function ailment(object: KubeObject, name: Ailment | ServiceAnnotation): string | undefined {
  return object.metadata.annotations?.[prefix + name];
}

const known: string[] = [...Object.keys(podAnnotations), ...Object.keys(serviceAnnotations)];

/** One that starts like ours and is none: a slip of the pen, which would otherwise do nothing. */
export function misspelt(annotations: Labels): { key: string; nearest: string } | undefined {
  const key = Object.keys(annotations).find(
    (one) => one.startsWith(prefix) && !known.includes(one.slice(prefix.length)),
  );
  if (key === undefined) return undefined;
  return { key, nearest: prefix + closest(key.slice(prefix.length), known) };
}

export const isMarkedTerminating = (pod: Pod): boolean => ailment(pod, 'terminating') === 'true';

/** Everything the embedded cluster reads of an object, as one text: when it changes, look again. */
export function ailmentsText(object: KubeObject): string {
  const all = Object.entries(object.metadata.annotations ?? {});
  return JSON.stringify(all.filter(([key]) => key.startsWith(prefix)).sort());
}
