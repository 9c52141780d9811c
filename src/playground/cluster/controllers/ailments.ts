/**
 * How a scenario makes pods unwell: annotations that only the embedded cluster reads, on a pod or on
 * the template it comes from. A real cluster has no such thing; everything they lead to (status,
 * conditions, events) is what a real kubelet or scheduler writes.
 */
import type { Pod } from '../defaults/kinds.ts';
import type { KubeObject } from '../storage.ts';

const prefix = 'playground.portolan.dev/';

/** The annotations, without their prefix; the text is what the kubelet would have been told. */
export type Ailment =
  /** Readiness probe fails with this text: `HTTP probe failed with statuscode: 503`. */
  | 'readiness'
  /** The container ends with these last words, again and again. `OOMKilled` and `exit code 137` count. */
  | 'crash'
  /** The image cannot be pulled, with the registry's words. */
  | 'image-pull'
  /** The scheduler finds no node, with its words. */
  | 'pending'
  /** The first init container ends with these last words, again and again. */
  | 'init'
  /** "true": on its way out, and still serving. */
  | 'terminating'
  /** How often the first container was restarted so far. */
  | 'restarts'
  /** Not an ailment: `IPv4` (default), `IPv6` or `IPv4,IPv6`, the families a pod gets addresses of. */
  | 'ip-families';

export const serviceAnnotations = {
  /** Addresses or host names a cloud gives this LoadBalancer, separated by commas. */
  address: `${prefix}load-balancer`,
  /** Why the cloud refuses to. */
  error: `${prefix}load-balancer-error`,
};

export function ailment(object: KubeObject, name: Ailment): string | undefined {
  return object.metadata.annotations?.[prefix + name];
}

export const isMarkedTerminating = (pod: Pod): boolean => ailment(pod, 'terminating') === 'true';

/** Everything the embedded cluster reads of an object, as one text: when it changes, look again. */
export function ailmentsText(object: KubeObject): string {
  const all = Object.entries(object.metadata.annotations ?? {});
  return JSON.stringify(all.filter(([key]) => key.startsWith(prefix)).sort());
}
